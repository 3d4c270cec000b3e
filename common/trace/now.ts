/**
 * Everything alive in a kernel at one moment, for whoever looks at it now: its processes and their threads, as the last
 * sample has them, and asyncio's tasks, as the kernel told last. Small, for it is told four times a second.
 */
import type { RunId } from '../brands'
import type { ProcessTrack } from './build/processTrack'
import type { ThreadState, Tier } from './sample'
import type { Awaited } from './taskTrace'
import type { ThreadTrack } from './build/threadTrack'
import type { Us } from './trace'
import { pythonName } from './trace'

export interface NowThread {
  readonly tid: number
  /** Tells it from a later thread with the same number; see `ThreadKey`. */
  readonly started: number
  /** Python's name for it, as far as the system knows it. */
  readonly name: string
  readonly state: ThreadState
  /** The core it was last on, from 0; -1 where unknown. */
  readonly core: number
  /** Whether it holds the GIL, also while preempted or blocked. */
  readonly held: boolean
  /** Its CPU time of the last second as a share of one core; null at the first look, when there is nothing to compare. */
  readonly cpu: number | null
  /** See `ThreadTrace.startedBy`. */
  readonly startedBy: RunId | null
}

export interface NowTask {
  /** Its number, for as long as the kernel lives. */
  readonly task: number
  /** See `taskLabel`. */
  readonly name: string
  readonly coroutine: string
  /** The system's number of the thread that made it, whose loop runs it. */
  readonly tid: number
  readonly startedBy: RunId | null
  /** What the task that made it is called; null where none did. */
  readonly madeBy: string | null
  /** The line of the cell that made it, from 1; null where unknown. */
  readonly line: number | null
  /** Runs, waits for its turn only, or is suspended until this. */
  readonly does: 'running' | 'ready' | Awaited
}

/** The tasks that had not ended when the kernel told of them last, the oldest first. */
export interface NowTasks {
  /** A run goes on, and the kernel tells; otherwise it is as the last run left it. */
  readonly areTold: boolean
  readonly list: readonly NowTask[]
}

export const NO_TASKS_NOW: NowTasks = { areTold: false, list: [] }

export interface NowProcess {
  readonly pid: number
  readonly name: string
  readonly tier: Tier
  /** Why the tier is not `exact`; empty otherwise. */
  readonly reason: string
  /** CPU time of all its threads in the last second, in cores. */
  readonly cpu: number | null
  readonly startedBy: RunId | null
  /** The main thread first, then in the order in which they began. */
  readonly threads: readonly NowThread[]
  /** Of the kernel only: of its children's tasks nothing is told. */
  readonly tasks: NowTasks
}

/** The kernel's own process first, then the others in the order of their numbers; empty when nothing lives. */
export type Now = readonly NowProcess[]

/** A process of the last sample, with its threads. */
export interface Living {
  readonly process: ProcessTrack
  readonly threads: readonly ThreadTrack[]
}

/** How far back a share of CPU looks, in µs. */
const WINDOW = 1_000_000

/** What had been used of the CPU, in ns, by process and by thread. */
interface Reading {
  readonly at: Us
  readonly used: ReadonlyMap<string, number>
}

const keyOf = ({ last }: ThreadTrack): string => `${String(last.tid)} ${String(last.started)}`
const keyOfProcess = ({ last, started }: ProcessTrack): string =>
  `process ${String(last.pid)} ${String(started)}`

/** Looks again and again at what lives, and says how much CPU each used since it looked a second ago. */
export class NowWatch {
  private readonly readings: Reading[] = []

  /** What lives at `at`, on the sampler's clock. `kernel` is the process to put first, and the one with the tasks. */
  look(at: Us, living: readonly Living[], kernel: number | null, tasks: NowTasks): Now {
    const used = new Map<string, number>()
    for (const { process, threads } of living) {
      used.set(keyOfProcess(process), process.last.cpuNs)
      for (const thread of threads) used.set(keyOf(thread), thread.last.cpuNs)
    }
    // The oldest reading of the last second, or the one just before it.
    while ((this.readings[1]?.at ?? Infinity) <= at - WINDOW) this.readings.shift()
    const before = this.readings[0]
    this.readings.push({ at, used })
    const shareOf = (key: string): number | null => {
      if (before === undefined || at <= before.at) return null
      // What was not there then has used all that it has used since.
      return Math.max(0, (used.get(key) ?? 0) - (before.used.get(key) ?? 0)) / 1000 / (at - before.at)
    }
    return living
      .map((each) => nowOf(each, shareOf, each.process.last.pid === kernel ? tasks : NO_TASKS_NOW))
      .sort(kernelFirst(kernel))
  }
}

function nowOf(
  { process, threads }: Living,
  shareOf: (key: string) => number | null,
  tasks: NowTasks
): NowProcess {
  const { pid, tier } = process.last
  const isMain = ({ last }: ThreadTrack): boolean => last.tid === pid
  return {
    ...{ pid, tier, name: process.name, reason: process.reason, startedBy: process.startedBy },
    cpu: shareOf(keyOfProcess(process)),
    tasks,
    threads: [...threads]
      .sort(
        (a, b) =>
          Number(isMain(b)) - Number(isMain(a)) || a.last.started - b.last.started || a.last.tid - b.last.tid
      )
      .map((thread) => {
        const { tid, started, state, core, held } = thread.last
        const { startedBy } = thread
        const name = pythonName(thread.name, isMain(thread))
        return { tid, started, name, state, core, held, cpu: shareOf(keyOf(thread)), startedBy }
      })
  }
}

function kernelFirst(kernel: number | null): (a: NowProcess, b: NowProcess) => number {
  return (a, b) => Number(b.pid === kernel) - Number(a.pid === kernel) || a.pid - b.pid
}
