/**
 * Everything a kernel started, and its end. Two ways to find it: the tree of parents, and on Linux the token that every
 * descendant inherits in its environment, which also finds those that double-forked or took a session of their own.
 */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { TOKEN_VARIABLE } from './launch'

const run = promisify(execFile)

/** Between asking a child to end and ending it: a child that writes its last file needs no longer. */
const GRACE_MS = 300
const LOOK_AGAIN_MS = 20
/** A child may fork while we look; each round finds what the one before missed. */
const MAX_ROUNDS = 20

/** Pids of all descendants of a process, parents before children; empty on Windows, where `taskkill` knows them. */
export async function descendantsOf(ancestor: number): Promise<number[]> {
  const parents = await (process.platform === 'linux' ? parentsFromProc() : parentsFromPs())
  const found = [ancestor]
  for (const pid of found)
    for (const [child, parent] of parents) if (parent === pid && !found.includes(child)) found.push(child)
  return found.slice(1)
}

/** Sends a signal to each of these processes; those that have ended meanwhile do not matter. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal)
    } catch {
      continue // it has ended
    }
  }
}

/**
 * Ends a kernel's children and stragglers, and the kernel with them if it still runs: asked first, forced after a
 * moment. Resolves when none is left (or none that we may end).
 *
 * @param root the kernel's pid, or `null` when only the token is known; a kernel that has been waited for has no
 *   descendants any more, and its pid may belong to someone else
 */
export async function endProcesses(root: number | null, token: string): Promise<void> {
  if (process.platform === 'win32') {
    if (root !== null) await run('taskkill', ['/pid', String(root), '/T', '/F']).catch(() => undefined)
    return
  }
  const find = async (): Promise<number[]> =>
    onlyRunning([...new Set([...(root === null ? [] : [root]), ...(await startedBy(root, token))])])
  let left = await find()
  if (left.length === 0) return
  signalAll(left, 'SIGTERM')
  const forced = performance.now() + GRACE_MS
  for (let round = 0; left.length > 0 && round < MAX_ROUNDS;) {
    if (performance.now() > forced) {
      // Whoever was in the tree stays on the list: once its parent is gone only the token would find it.
      left = [...new Set([...left, ...(await find())])]
      signalAll(left, 'SIGKILL')
      round += 1
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
    left = await onlyRunning(left)
    if (left.length === 0) left = await find()
  }
}

/** What a kernel started: its descendants, if it still runs, and whoever carries its token (perhaps itself). */
async function startedBy(root: number | null, token: string): Promise<number[]> {
  const tree = root === null ? [] : await descendantsOf(root)
  return [...tree, ...(await withToken(token))]
}

/** Pids of everything that the kernel `root` started and that runs, without itself. */
export async function childrenOf(root: number, token: string): Promise<number[]> {
  return (await onlyRunning([...new Set(await startedBy(root, token))])).filter((pid) => pid !== root)
}

/** Linux only: processes whose environment holds the token of this kernel. */
export async function withToken(token: string): Promise<number[]> {
  if (process.platform !== 'linux') return []
  const wanted = Buffer.from(`${TOKEN_VARIABLE}=${token}`)
  const checked = await Promise.all(
    (await allPids()).map(async (pid) => {
      // Others' processes cannot be read, kernel threads and zombies have no environment.
      const environment = await readFile(`/proc/${pid}/environ`).catch(() => null)
      return environment?.includes(wanted) === true && pid !== process.pid ? [pid] : []
    })
  )
  return checked.flat()
}

/** Linux: when a process began, in clock ticks since boot, which with its pid names it for ever; `null` once it is gone. */
export async function startOf(pid: number): Promise<string | null> {
  return (await statOf(pid))?.[19] ?? null
}

/**
 * The same of any process, at once, for names of files that say whose they are: a number alone is given again to others.
 * 0 where the system does not tell, or there is no such process.
 */
export function markOf(pid: number): string {
  try {
    return fieldsOf(readFileSync(`/proc/${pid}/stat`, 'latin1'))[19] ?? '0'
  } catch {
    return '0'
  }
}

/** Whether the process that had this number and mark still runs. */
export async function isOwnerAlive(pid: number, mark: string): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return mark === '0' || (await startOf(pid)) === mark
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Whether a process runs. A zombie counts as ended: it is its parent's to bury. */
export async function isRunning(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return isAlive(pid)
  const state = (await statOf(pid))?.[0]
  return state !== undefined && state !== 'Z' && state !== 'X'
}

async function onlyRunning(pids: readonly number[]): Promise<number[]> {
  const kept = await Promise.all(pids.map(async (pid) => ((await isRunning(pid)) ? [pid] : [])))
  return kept.flat()
}

async function allPids(): Promise<number[]> {
  return (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
}

/** The fields of `/proc/PID/stat` from the state on (state 0, parent 1, start 19); the name before may hold anything. */
async function statOf(pid: number): Promise<string[] | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => null)
  return stat === null ? null : fieldsOf(stat)
}

function fieldsOf(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

async function parentsFromProc(): Promise<[number, number][]> {
  const stats = (await allPids()).map(async (pid): Promise<[number, number]> => [
    pid,
    Number((await statOf(pid))?.[1] ?? 0)
  ])
  return Promise.all(stats)
}

async function parentsFromPs(): Promise<[number, number][]> {
  if (process.platform === 'win32') return []
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid='])
  return stdout.split('\n').flatMap((line) => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number)
    return pid === undefined || parent === undefined ? [] : [[pid, parent] satisfies [number, number]]
  })
}
