/**
 * Folders readable by nobody else: one for each kernel's socket, one for a notebook's long outputs. The name says which
 * process of ours it belongs to, and a kernel's holds its token, so that after a crash the next start can end what was
 * left behind.
 */
import { mkdtempSync } from 'node:fs'
import { lstat, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endProcesses, isOwnerAlive, markOf } from './processTree'

const PREFIX = 'gilscope-'
const TOKEN_FILE = 'token'
/** macOS takes 104 bytes for a socket's path with its final zero, Linux 108; the name inside needs two. */
const MAX_FOLDER_BYTES = 100

/** Makes a folder that nobody else can read (mkdtemp(3) gives it mode 0700). Throws when the system refuses. */
export function makeOwnFolder(): string {
  const name = `${PREFIX}${process.pid}-${markOf(process.pid)}-`
  const place = Buffer.byteLength(join(tmpdir(), name)) + 6 > MAX_FOLDER_BYTES ? '/tmp' : tmpdir()
  return mkdtempSync(join(place, name))
}

/** Makes the folder and leaves the token in it. Remove it whole: the kernel keeps its own files there too. */
export async function makePrivateFolder(token: string): Promise<string> {
  const folder = makeOwnFolder()
  try {
    await writeFile(join(folder, TOKEN_FILE), token, { mode: 0o600 })
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  return folder
}

/** Removes folders whose owner has died, and ends whatever its kernels left running. Called once at start. */
export async function sweepLeftFolders(): Promise<void> {
  const places = [...new Set([tmpdir(), ...(process.platform === 'win32' ? [] : ['/tmp'])])]
  await Promise.all(places.map(sweep))
}

async function sweep(place: string): Promise<void> {
  const names = await readdir(place).catch(() => [])
  for (const name of names) {
    const match = /^gilscope-(\d+)-(\d+)-/.exec(name)
    if (match === null || (await isOwnerAlive(Number(match[1]), match[2] ?? ''))) continue
    const folder = join(place, name)
    // Anybody may leave a link of that name in /tmp, to a folder of ours.
    const isOurs = await lstat(folder).then(
      (found) => found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid()),
      () => false
    )
    if (!isOurs) continue
    const token = await readFile(join(folder, TOKEN_FILE), 'utf8').catch(() => '')
    if (token !== '') await endProcesses(null, token)
    await rm(folder, { recursive: true, force: true }).catch(() => undefined) // what stays is tried at the next start
  }
}
