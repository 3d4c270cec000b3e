/** What the rules of `patterns.ts` look at: a trace's figures, arranged by who took part and who wanted a CPU. */
import { remembered } from '../../remembered'
import type { Figures, ThreadFigures } from './figures'
import { figuresOf, sumOf } from './figures'
import type { Waiter } from './facts'
import type { Tier } from '../sample'
import type { Counter, Line, ThreadTrace, Trace } from '../trace'
import { firstAfter, MAIN_THREAD, pythonNameOf, SPAN_STATES, totalOf } from '../trace'

export interface Evidence {
  readonly trace: Trace
  readonly figures: Figures
  /** The threads that took part: the kernel's main thread, those that this run started, and others that used CPU. */
  readonly taking: readonly ThreadFigures[]
  /** Those of them in processes where the GIL was read. */
  readonly withGil: readonly ThreadFigures[]
  /** Those of them whose waits for a GIL are told from waits for a lock: it was read, or there is none. */
  readonly told: readonly ThreadFigures[]
  /** How many threads wanted a CPU at a time and did not wait for a GIL, on average: running or preempted. */
  readonly wanted: number
  readonly byProcess: readonly ProcessEvidence[]
}

export interface ProcessEvidence {
  readonly process: number
  readonly tier: Tier
  readonly threads: readonly ThreadFigures[]
  readonly wanted: number
}

export const evidenceOf = remembered((trace: Trace): Evidence => {
  const figures = figuresOf(trace)
  const root = rootOf(trace)
  const taking = figures.threads.filter(
    (thread) =>
      (thread.isMain && thread.process === root) ||
      thread.startedBy === trace.run ||
      thread.cpu > Math.max(1, figures.wall * 0.01)
  )
  const wantedBy = (threads: readonly ThreadFigures[]): number =>
    sumOf(threads, ({ states, cpu }) => cpu + states.preempted) / Math.max(figures.wall, 1e-9)
  const tierOf = (process: number): Tier => trace.processes[process]?.tier ?? 'portable'
  return {
    trace,
    figures,
    taking,
    withGil: taking.filter(({ process }) => tierOf(process) === 'exact'),
    told: taking.filter(({ process }) => tierOf(process) === 'exact' || tierOf(process) === 'no-gil'),
    wanted: wantedBy(taking),
    byProcess: trace.processes.map((_process, process) => {
      const threads = taking.filter((thread) => thread.process === process)
      return { process, tier: tierOf(process), threads, wanted: wantedBy(threads) }
    })
  }
})

/** A wait that is shorter may well be nothing unusual. In µs. */
const STUCK_FOR = 2_000_000
/** The user's interrupt wakes everybody up just before the run ends. In µs. */
const WAKING_UP = 500_000
const LOCK = SPAN_STATES.indexOf('lock')
const CHILD_WAIT = SPAN_STATES.indexOf('child-wait')

/**
 * The threads that are all stuck: of those the user's code started (and the kernel's main thread), every one waits for a
 * lock or for a child, for seconds, until the end of the trace; one that ended in the meantime had run. Null when any
 * does not wait. The kernel's own helper threads wait all day, and do not count. `time` is in ms.
 */
export function stuckThreads(trace: Trace): { time: number; waiters: readonly Waiter[] } | null {
  let [from, to] = [0, trace.duration as number]
  const waiters: Waiter[] = []
  for (const thread of trace.threads) {
    const process = trace.processes[thread.process]
    const isKernels = thread.startedBy === null && thread.tid !== process?.pid
    if (isKernels) continue
    if (thread.ended) {
      from = Math.max(from, thread.spans.edges.at(-1) ?? 0)
      continue
    }
    const wait = lastWait(thread, trace)
    if (!wait) return null
    from = Math.max(from, wait.from)
    to = Math.min(to, wait.to)
    if (wait.isLock) waiters.push({ name: labelOf(trace, thread), where: wait.where })
  }
  if (waiters.length === 0 || to - from < STUCK_FOR) return null
  return { time: (to - from) / 1000, waiters }
}

/** A thread's last long wait for a lock or a child; null when it did something else at the end. */
function lastWait(
  thread: ThreadTrace,
  trace: Trace
): { from: number; to: number; isLock: boolean; where: Line | null } | null {
  const { edges, state, line } = thread.spans
  let last = state.length - 1
  while (last >= 0 && (edges[last] ?? 0) > trace.duration - WAKING_UP) last--
  const waits = (i: number): boolean => state[i] === LOCK || state[i] === CHILD_WAIT
  if (last < 0 || !waits(last)) return null
  let first = last
  while (first > 0 && waits(first - 1)) first--
  return {
    from: edges[first] ?? 0,
    to: edges[last + 1] ?? 0,
    isLock: state[last] === LOCK,
    where: trace.lines[line[last] ?? -1] ?? null
  }
}

/**
 * Whether workers ran in parallel at first and the last of them alone at the end. A worker begins when it has used 5 % of
 * its CPU time and ends at 95 %, so that the last milliseconds of an idle pool worker's exit do not count. The kernel's
 * main thread is no worker: what it does alone is not work badly divided. `time` is in ms, `share` is of all workers' time.
 */
export function aloneAtTheEnd({ trace, taking, figures }: Evidence): {
  workers: number
  last: string
  time: number
  share: number
} | null {
  const workers = taking
    .filter(
      ({ startedBy, cpu }) => startedBy !== null && cpu > figures.cpu * 0.05 && cpu > figures.wall * 0.05
    )
    .map((thread) => {
      const cpu = trace.threads[thread.thread]?.cpu
      return { thread, from: cpu ? reached(cpu, 0.05) : 0, to: cpu ? reached(cpu, 0.95) : 0 }
    })
    .sort((a, b) => b.to - a.to)
  const [last, second] = workers
  if (!last || !second) return null
  const begin = Math.min(...workers.map(({ from }) => from))
  const together = figuresOf(trace, { from: begin, to: second.to })
  const alone = figuresOf(trace, { from: second.to, to: last.to })
  const time = (last.to - second.to) / 1000
  const busy =
    (alone.threads.find(({ thread }) => thread === last.thread.thread)?.cpu ?? 0) / Math.max(time, 1e-9)
  // One after the other is no parallel work at all, and a worker that waits at the end is not what the others wait for.
  const parallel =
    sumOf(together.threads, ({ cpu, states }) => cpu + states.preempted) / Math.max(together.wall, 1e-9)
  if (last.from > second.to || parallel < 1.3 || busy < 0.6) return null
  const lastThread = trace.threads[last.thread.thread]
  return {
    workers: workers.length,
    last: lastThread ? labelOf(trace, lastThread) : last.thread.name,
    time,
    share: time / ((last.to - begin) / 1000)
  }
}

/** When a counter had reached a share of its total. */
function reached(counter: Counter, share: number): number {
  const i = firstAfter(counter.value, totalOf(counter) * share)
  return counter.at[Math.min(i, counter.at.length - 1)] ?? 0
}

/** What a sentence calls a thread: the main thread of a child by the child's name, one of many alike with its number. */
export function labelOf(trace: Trace, thread: ThreadTrace): string {
  const process = trace.processes[thread.process]
  const isChild = thread.process !== rootOf(trace)
  if (process && isChild && thread.tid === process.pid)
    return process.name || `process ${String(process.pid)}`
  const name = pythonNameOf(trace, thread)
  if (name === MAIN_THREAD) return name
  const isAlone = trace.threads.filter((other) => other.name === name).length === 1
  return isAlone && name ? name : `${name} ${String(thread.tid)}`.trim()
}

/** The index of the kernel's own process. */
function rootOf(trace: Trace): number {
  const pids = new Set(trace.processes.map(({ pid }) => pid))
  return trace.processes.findIndex(({ parent }) => !pids.has(parent))
}
