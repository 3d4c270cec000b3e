/**
 * Everything alive in the kernel, as the rows of a tree: its processes, below each its threads, and below a thread the
 * tasks that its loop runs. Pure. The scope tells what each does (`Now`), from outside; Python tells whole names, who
 * started what, and who follows the current cell (`Alive`), where it can answer.
 */
import type { RunId } from '../../common/brands'
import type { AliveThread } from '../../common/protocol'
import type { Alive, AliveChild } from '../../common/session'
import {
  NO_TASKS_NOW,
  type Now,
  type NowProcess,
  type NowTask,
  type NowTasks,
  type NowThread
} from '../../common/trace/now'
import type { ThreadState, Tier } from '../../common/trace/sample'
import { KERNEL_THREADS, MAIN_THREAD } from '../../common/trace/trace'

interface RowBase {
  /** Stays the same for as long as the thing lives. */
  readonly key: string
  readonly pid: number
  /** CPU time of the last second in cores; null where unknown. */
  readonly cpu: number | null
  /** The run that started it; null where unknown. */
  readonly run: RunId | null
  /** Whether what it prints goes to the current cell; null where that cannot be chosen. */
  readonly follows: boolean | null
}

export interface ProcessRow extends RowBase {
  readonly kind: 'process'
  /** Empty for the kernel, and for a child whose name nobody knows. */
  readonly name: string
  readonly isKernel: boolean
  /** One of multiprocessing's own servers, which belong to all cells. */
  readonly isServer: boolean
  readonly threads: number
  readonly isOpen: boolean
  readonly tier: Tier
  readonly reason: string
}

export interface ThreadRow extends RowBase {
  readonly kind: 'thread'
  readonly tid: number
  readonly name: string
  /** Null where threads cannot be seen. */
  readonly state: ThreadState | null
  /** Of its process: what its state rests on. */
  readonly tier: Tier
  /** From 0; -1 where it does not run or the core is unknown. */
  readonly core: number
  readonly held: boolean
  /** One of the kernel's own. */
  readonly isOwn: boolean
}

export interface TaskRow {
  readonly kind: 'task'
  readonly key: string
  readonly run: RunId | null
  readonly task: NowTask
  /** False: it is as the last run left it. */
  readonly isTold: boolean
}

/** Many rows in one line, which stand below it when it is open: the kernel's own threads, or a thread's further tasks. */
export interface FoldRow {
  readonly kind: 'fold'
  readonly of: 'own' | 'tasks'
  readonly key: string
  readonly count: number
  readonly isOpen: boolean
}

export type AliveRow = ProcessRow | ThreadRow | TaskRow | FoldRow

export function levelOf(row: AliveRow): 1 | 2 | 3 {
  if (row.kind === 'process') return 1
  return row.kind === 'task' || (row.kind === 'fold' && row.of === 'tasks') ? 3 : 2
}

export const NOTHING_ALIVE: Alive = { threads: [], children: [] }

/** Its threads are folded away unless the user opens them. */
const OWN = 'own'

/** A thread's tasks beyond so many are folded away unless the user opens them. */
export const MANY_TASKS = 24

/** On a CPU: only then its core is where it runs. */
const RUNNING: ReadonlySet<ThreadState> = new Set(['python', 'native'])

/**
 * The rows, in an order that stays. `latest` is the run that began last: what it started need not follow it.
 * @param turned rows that the user has folded or opened, against what they are to begin with.
 */
export function aliveRows(
  now: Now,
  alive: Alive,
  latest: RunId | null,
  turned: ReadonlySet<string>
): AliveRow[] {
  const threads = new Map(alive.threads.map((thread) => [thread.tid, thread]))
  const children = new Map(alive.children.map((child) => [child.pid, child]))
  const seen = new Set(now.map(({ pid }) => pid))
  const unseen = now.length === 0 ? [] : alive.children.filter(({ pid }) => !seen.has(pid)).map(unseenChild)
  return [...now, ...unseen].flatMap((process, n) =>
    n === 0
      ? kernelRows(process, threads, latest, turned)
      : childRows(process, children.get(process.pid), latest, turned)
  )
}

function kernelRows(
  process: NowProcess,
  known: ReadonlyMap<number, AliveThread>,
  latest: RunId | null,
  turned: ReadonlySet<string>
): AliveRow[] {
  const isUnseen = process.tier === 'portable' && process.threads.length === 0
  const rows = (isUnseen ? [...known.values()].map(unseenThread) : process.threads).map(
    (thread): ThreadRow => {
      const { run = null, name, follows } = known.get(thread.tid) ?? {}
      const starter = run ?? thread.startedBy
      return {
        ...threadRow(process, thread),
        ...(isUnseen ? { state: null } : {}),
        ...(name === undefined ? {} : { name }),
        run: starter,
        follows: follows === undefined ? null : choice(follows, starter, latest)
      }
    }
  )
  const [users, own] = [rows.filter(({ isOwn }) => !isOwn), rows.filter(({ isOwn }) => isOwn)]
  const head = { ...processRow(process, turned), isKernel: true, name: '', threads: users.length, run: null }
  if (!head.isOpen) return [head]
  const usersAndTasks = users.flatMap((row) => [row, ...taskRows(row, process.tasks, turned)])
  return [head, ...usersAndTasks, ...folded({ of: 'own', key: OWN }, own, turned)]
}

/** The tasks that a thread's loop runs. */
function taskRows(thread: ThreadRow, { areTold, list }: NowTasks, turned: ReadonlySet<string>): AliveRow[] {
  const rows = list
    .filter(({ tid }) => tid === thread.tid)
    .map((task): TaskRow => ({
      ...{ kind: 'task', key: `task ${String(task.task)}`, run: task.startedBy, task, isTold: areTold }
    }))
  const key = `tasks of ${thread.key}`
  return [...rows.slice(0, MANY_TASKS), ...folded({ of: 'tasks', key }, rows.slice(MANY_TASKS), turned)]
}

/** A line that stands for rows, and the rows where the user has opened it; nothing for none. */
function folded(
  fold: Pick<FoldRow, 'of' | 'key'>,
  rows: readonly AliveRow[],
  turned: ReadonlySet<string>
): AliveRow[] {
  if (rows.length === 0) return []
  const isOpen = turned.has(fold.key)
  return [{ kind: 'fold', ...fold, count: rows.length, isOpen }, ...(isOpen ? rows : [])]
}

function childRows(
  process: NowProcess,
  known: AliveChild | undefined,
  latest: RunId | null,
  turned: ReadonlySet<string>
): AliveRow[] {
  const run = known?.run ?? process.startedBy
  const head: ProcessRow = {
    ...processRow(process, turned),
    name: known?.name ?? process.name,
    isServer: known?.server ?? false,
    run: known?.server ? null : run,
    follows: known === undefined || known.server ? null : choice(known.follows, run, latest)
  }
  if (!head.isOpen) return [head]
  const isPython = process.tier === 'exact' || process.tier === 'no-gil'
  return [
    head,
    ...process.threads.map((thread) => {
      const row = threadRow(process, thread)
      // The system calls a process's first thread as the process.
      const name = isPython && thread.tid === process.pid ? MAIN_THREAD : row.name
      return { ...row, name, run: row.run === process.startedBy ? null : row.run }
    })
  ]
}

function processRow(process: NowProcess, turned: ReadonlySet<string>): ProcessRow {
  const { pid, name, cpu, tier, reason, startedBy, threads } = process
  const key = `process ${String(pid)} ${String(threads[0]?.started)}`
  return {
    ...{ kind: 'process', key, pid, name, cpu, tier, reason, run: startedBy, threads: threads.length },
    ...{ isKernel: false, isServer: false, isOpen: !turned.has(key), follows: null }
  }
}

function threadRow({ pid, tier }: NowProcess, thread: NowThread): ThreadRow {
  const { tid, started, name, state, core, held, cpu, startedBy } = thread
  return {
    ...{ kind: 'thread', key: `thread ${String(tid)} ${String(started)}`, pid, tid, name, cpu, held },
    ...{ state, tier },
    core: RUNNING.has(state) ? core : -1,
    run: startedBy,
    isOwn: name.startsWith(KERNEL_THREADS),
    follows: null
  }
}

/** Whether it follows the current cell; null where it has nothing to choose, being of the current cell. */
function choice(follows: boolean, run: RunId | null, latest: RunId | null): boolean | null {
  return follows || (run !== null && run !== latest) ? follows : null
}

const UNSEEN = { started: 0, core: -1, held: false, cpu: null, startedBy: null }

/** A thread that Python tells of and that cannot be seen from outside: of its state nothing is known. */
function unseenThread({ tid, name }: AliveThread): NowThread {
  return { ...UNSEEN, tid, name, state: 'idle' }
}

/** A child that is known and was not met by a sample, or cannot be. */
function unseenChild({ pid, name }: AliveChild): NowProcess {
  const nothing = { cpu: null, startedBy: null, threads: [], tasks: NO_TASKS_NOW }
  return { pid, name, tier: 'portable', reason: '', ...nothing }
}

/** Tells one set of living things from another. */
export function membersOf(now: Now): string {
  return now.map(({ pid, threads }) => `${String(pid)}:${threads.map(({ tid }) => tid).join()}`).join(' ')
}
