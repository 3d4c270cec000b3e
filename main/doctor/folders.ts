import { constants } from 'node:fs'
import { access, mkdtemp, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { FolderFacts } from '../../common/doctor/facts'
import { systemReason } from '../files/fileText'

/** @param dataFolder where the app keeps settings and unsaved work; it may not be there yet */
export function foldersOf(dataFolder: string): Promise<FolderFacts[]> {
  const folders = [
    ['home', homedir()],
    ['data', dataFolder],
    ['temporary', tmpdir()]
  ] as const
  return Promise.all(
    folders.map(async ([what, path]) => {
      const there = what === 'data' ? await nearest(path) : path
      const refused = await whyRefused(there, what === 'temporary')
      return { what, path, refused, freeBytes: await freeIn(there) }
    })
  )
}

/** The folder, or the one above it in which it would be made. */
async function nearest(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    const isThere = await stat(at).catch(() => null)
    if (isThere !== null || dirname(at) === at) return at
  }
}

/**
 * Why nothing can be written into a folder; null where it can. In the temporary one it is tried, for everything is made
 * there; elsewhere nobody's folders are touched only because somebody looked.
 */
async function whyRefused(folder: string, isTried: boolean): Promise<string | null> {
  try {
    await access(folder, constants.W_OK | constants.X_OK)
    if (!isTried) return null
    const own = await mkdtemp(join(folder, 'gilscope-check-'))
    try {
      await writeFile(join(own, 'file'), Buffer.alloc(4096))
    } finally {
      await rm(own, { recursive: true, force: true })
    }
    return null
  } catch (problem) {
    return systemReason(problem)
  }
}

async function freeIn(folder: string): Promise<number | null> {
  const disk = await statfs(folder).catch(() => null)
  // Of file systems that know no sizes all numbers are 0.
  return disk === null || disk.blocks === 0 ? null : disk.bavail * disk.bsize
}
