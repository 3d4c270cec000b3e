/** Why the system refuses a file, by its own names for errors (errno(3)), in plain words. */
export const FILE_REASONS = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission was denied',
  EPERM: 'permission was denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EFBIG: 'the file is larger than the system allows',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'symbolic links lead in a circle',
  EBUSY: 'another program is using it',
  EIO: 'the disk or the network did not answer',
  ESTALE: 'the network folder is no longer connected'
} as const

export type FileReason = keyof typeof FILE_REASONS
