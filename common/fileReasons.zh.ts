/** Why the system refuses a file, in Simplified Chinese: main says it in English, and the page finds the other language by that. */
import { FILE_REASONS, type FileReason } from './fileReasons'

const ZH: Record<FileReason, string> = {
  ENOENT: '没有这个文件或文件夹',
  ENOTDIR: '路径的某一部分不是文件夹',
  EISDIR: '它是一个文件夹',
  EACCES: '没有权限',
  EPERM: '没有权限',
  EROFS: '磁盘是只读的',
  ENOSPC: '磁盘已满',
  EDQUOT: '您的磁盘配额已用完',
  EFBIG: '文件超过了系统允许的大小',
  ENAMETOOLONG: '名称太长',
  ELOOP: '符号链接成环',
  EBUSY: '另一个程序正在使用它',
  EIO: '磁盘或网络没有响应',
  ESTALE: '网络文件夹已断开'
}

const BY_SENTENCE = new Map<string, string>(
  (Object.keys(ZH) as FileReason[]).map((name) => [FILE_REASONS[name], ZH[name]])
)

/** The same reason in Chinese, where it is one of those. */
export function reasonZh(sentence: string): string {
  return BY_SENTENCE.get(sentence) ?? sentence
}
