/**
 * Replaces a file so that a crash at any moment leaves the old one or the new one, whole: the text goes into a new file
 * in the same folder, reaches the disk, and then takes the old one's name, which file systems do in one step.
 */
import { randomBytes } from 'node:crypto'
import type { Stats } from 'node:fs'
import { open, readdir, readlink, realpath, rename, stat, unlink } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * What a file is called while it is written: hidden, ours, and telling which process of which machine writes it, so that
 * what a crash left behind can be told from a save that is going on. The notebook's name is not in it, as names may be
 * as long as the file system allows.
 */
export const MACHINE =
  hostname()
    .replace(/[^a-zA-Z0-9]/g, '')
    .slice(0, 32) || 'here'
const BEING_WRITTEN = /^\.gilscope-saving-([a-zA-Z0-9]+)-(\d+)-[0-9a-f]+$/
const mine = new Set<string>()

/** Virus scanners and indexers of Windows hold new files open for a moment. */
const RENAME_ATTEMPTS = 10
const RENAME_PAUSE = 50

/**
 * The file that a path means, through symbolic links, also when the last one leads to nothing yet.
 * @throws what the file system says, e.g. of a loop of links
 */
export async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
  const folder = await realpath(dirname(resolve(path)))
  const link = await readlink(path).catch(() => null)
  return link === null ? join(folder, basename(path)) : targetOf(resolve(folder, link))
}

/**
 * Writes `bytes` to `target` (a path without links) in one step. The new file has the old one's mode and, where the
 * system allows it, its owner.
 * @param mayReplace asked when all is written, right before the new file takes the name; `false` gives up
 * @returns the state of the new file, or `null` when `mayReplace` said no
 * @throws what the file system says; the old file is intact then, and the new one is gone
 */
export async function replaceFile(
  target: string,
  bytes: Uint8Array,
  mayReplace: () => Promise<boolean>
): Promise<Stats | null> {
  const folder = dirname(target)
  const name = `.gilscope-saving-${MACHINE}-${process.pid}-${randomBytes(4).toString('hex')}`
  const beside = join(folder, name)
  const old = await stat(target).catch(() => null)
  if (old?.isDirectory()) throw new SaveError('it is a folder')
  if (old && !old.isFile()) throw new SaveError('it is not an ordinary file')
  // Renaming would also replace a file that must not be written: only its folder counts for the system.
  if (old) await mustBeWritable(target)
  mine.add(name)
  try {
    const state = await writeBeside(beside, bytes, old)
    if (!(await mayReplace())) {
      await unlink(beside)
      return null
    }
    await renameOver(beside, target)
    await syncFolder(folder)
    return state
  } catch (error) {
    await unlink(beside).catch(() => undefined)
    throw error
  } finally {
    mine.delete(name)
  }
}

/** A reason that is ours and not the system's. */
class SaveError extends Error {}

/** @throws what the system says when this file may not be written. Opening it is the only question that has one answer. */
export async function mustBeWritable(path: string): Promise<void> {
  const file = await open(path, 'r+')
  await file.close()
}

/** Removes what saves that were cut short by a crash left in this folder. Trouble in doing so is of no consequence. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const [, machine, pid] = BEING_WRITTEN.exec(name) ?? []
    if (machine !== MACHINE || mine.has(name)) continue
    if (Number(pid) === process.pid || !isRunning(Number(pid)))
      await unlink(join(folder, name)).catch(() => undefined)
  }
}

/** The system's name for an error, e.g. `ENOENT`; empty for errors that are not the system's. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

async function writeBeside(path: string, bytes: Uint8Array, old: Stats | null): Promise<Stats> {
  const file = await open(path, 'wx', 0o666)
  try {
    if (old) await takeAfter(file, old)
    await file.writeFile(bytes)
    await file.sync()
    return await file.stat()
  } finally {
    await file.close()
  }
}

/** Only root may give files away, and not every file system knows modes: what cannot be kept is let go. */
async function takeAfter(file: FileHandle, old: Stats): Promise<void> {
  const own = await file.stat()
  if (own.uid !== old.uid || own.gid !== old.gid) await file.chown(old.uid, old.gid).catch(() => undefined)
  await file.chmod(old.mode & 0o7777).catch(() => undefined)
}

async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to)
      return
    } catch (error) {
      const isHeldOpen = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error))
      if (!isHeldOpen || attempt === RENAME_ATTEMPTS) throw error
    }
    await pause(RENAME_PAUSE)
  }
}

/** Makes the new name survive a power cut. Windows and some network file systems cannot do it for folders. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}
