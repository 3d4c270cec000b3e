/** What the fake scope and the fake Python tell of what is alive, and of variables, after a cell has run. */
import type { NotebookId, RunId } from '../../common/brands'
import type { Variable } from '../../common/protocol'
import type { Alive, AliveChild } from '../../common/session'
import { NO_TASKS_NOW, type Now, type NowProcess, type NowTask, type NowThread } from '../../common/trace/now'
import type { Awaited } from '../../common/trace/taskTrace'
import { THREAD_STATES, type ThreadState } from '../../common/trace/sample'
import type { FakeHost } from '../fakeHost'

/** How often is told what is alive, in ms. */
const NOW_EVERY = 250
const KERNEL_PID = 4711
const AWAITED: readonly Awaited[] = [
  { kind: 'tasks', what: 'gather', detail: 4 },
  { kind: 'sleep', what: 'sleep', detail: 0.5 },
  { kind: 'queue', what: 'Queue.get', detail: null },
  { kind: 'io', what: 'socket read', detail: null },
  { kind: 'thread', what: 'to_thread', detail: 'work' }
]
const NAMES = ['ForkPoolWorker-1', 'ForkPoolWorker-2', 'SpawnProcess-3']

export class FakeLife {
  private timer: ReturnType<typeof setInterval> | null = null
  private readonly children = new Set([0, 1, 2])
  private readonly following = new Set<number>()
  private step = 0

  /** @param workers how many threads the kernel has; @param runOf the run of the cell that began so many cells ago. */
  constructor(
    private readonly host: FakeHost,
    private readonly workers: number,
    private readonly runOf: (ago: number) => RunId | null
  ) {}

  watchNow(id: NotebookId, isWatched: boolean): void {
    if (this.timer !== null) clearInterval(this.timer)
    this.timer = isWatched ? setInterval(() => this.host.push('scope:now', id, this.now()), NOW_EVERY) : null
  }

  alive(): Alive {
    const children = [...this.children].map((n): AliveChild => {
      const pid = KERNEL_PID + 100 + n
      const run = this.runOf(0)
      const follows = this.following.has(pid)
      return { pid, name: NAMES[n] ?? '', server: false, run, follows }
    })
    const tracker = { pid: KERNEL_PID + 90, name: 'resource tracker', server: true }
    return {
      threads: Array.from({ length: this.workers }, (_, n) => {
        const run = this.runOf(n % 2)
        const tid = KERNEL_PID + 1 + n
        const thread = { tid, name: `worker-${n + 1}`, daemon: true, follows: this.following.has(tid) }
        return run === null ? thread : { ...thread, run }
      }),
      children: this.children.size === 0 ? [] : [...children, { ...tracker, run: null, follows: false }]
    }
  }

  follow(id: number, follows: boolean): boolean {
    if (follows) this.following.add(id)
    else this.following.delete(id)
    return true
  }

  endChild(pid: number): boolean {
    return this.children.delete(pid - KERNEL_PID - 100)
  }

  /** A few in the loop of the first worker, or in a crowd as many as fold. */
  private tasks(): NowTask[] {
    return Array.from({ length: this.workers > 4 ? 500 : 6 }, (_, n): NowTask => {
      const isTurn = n > 0 && this.step % 6 === n % 6
      return {
        ...{ task: n, name: n === 0 ? 'main' : `fetch-${n}`, coroutine: n === 0 ? 'main' : 'fetch' },
        ...{ tid: KERNEL_PID + 1, startedBy: this.runOf(0), madeBy: n === 0 ? null : 'main', line: 7 },
        does: isTurn ? 'running' : n % 6 === 5 ? 'ready' : (AWAITED[n % 6] ?? 'ready')
      }
    })
  }

  private now(): Now {
    if (this.runOf(0) === null) return []
    this.step += 1
    const own = ['gilscope-read', 'gilscope-send'].map((name, n) =>
      thread(KERNEL_PID + 9_000 + n, name, 'idle', 0)
    )
    const workers = Array.from({ length: this.workers }, (_, n) => {
      const isTurn = this.step % Math.min(this.workers, 4) === n % Math.min(this.workers, 4)
      const state =
        n > 5 ? (THREAD_STATES[n % THREAD_STATES.length] ?? 'idle') : isTurn ? 'python' : 'gil-wait'
      return thread(KERNEL_PID + 1 + n, `worker-${n + 1}`, state, 0.9 / this.workers)
    })
    const threads = [thread(KERNEL_PID, 'MainThread', 'lock', 0.001), ...workers, ...own]
    const kernel = {
      ...process(KERNEL_PID, 'python', threads),
      tasks: { areTold: true, list: this.tasks() }
    }
    const children = [...this.children].map((n) => {
      const pid = KERNEL_PID + 100 + n
      const state = (['python', 'native', 'io'] as const)[n] ?? 'sleep'
      return process(pid, `ForkPoolWor-${n + 1}`, [
        thread(pid, 'MainThread', state, [0.98, 0.71, 0][n] ?? 0),
        ...(n === 2 ? [thread(pid + 50, 'QueueFeederThre', 'preempted', 0.04)] : [])
      ])
    })
    const tracker = process(KERNEL_PID + 90, 'python', [thread(KERNEL_PID + 90, 'MainThread', 'io', 0)])
    return this.children.size === 0 ? [kernel] : [kernel, tracker, ...children]
  }
}

function thread(tid: number, name: string, state: ThreadState, cpu: number): NowThread {
  const held = state === 'python'
  return { tid, started: tid, name, state, core: tid % 4, held, cpu, startedBy: null }
}

function process(pid: number, name: string, threads: readonly NowThread[]): NowProcess {
  const cpu = threads.reduce((sum, each) => sum + (each.cpu ?? 0), 0)
  return { pid, name, tier: 'exact', reason: '', cpu, startedBy: null, threads, tasks: NO_TASKS_NOW }
}

const SOME: readonly Variable[] = [
  { name: 'LIMIT', type: 'int', value: '1000000' },
  { name: 'Point', type: 'type', value: 'class Point' },
  {
    name: 'a_rather_long_name_for_a_table',
    type: 'pandas.core.frame.DataFrame',
    size: '(344, 7)',
    value: '<DataFrame>'
  },
  { name: 'lock', type: '_thread.lock', value: '<_thread.lock>' },
  { name: 'matrix', type: 'numpy.ndarray', size: '(512, 512)', value: '<numpy.ndarray>' },
  { name: 'names', type: 'list', size: '3 items', value: "['Ann', 'Bob', 'Cleo']" },
  { name: 'text', type: 'str', size: '12 characters', value: "'你好, threads'" },
  { name: 'work', type: 'function', value: 'function work' }
]

/** Variables of a notebook in which something has run; with `more` very many. */
export function fakeVariables(more: number): readonly Variable[] {
  const filler = Array.from({ length: more }, (_, n) => ({
    name: `x${n}`,
    type: 'int',
    value: String(n * n)
  }))
  return [...SOME, ...filler]
}
