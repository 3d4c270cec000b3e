/**
 * What the sampler saw at one moment, from outside the watched processes: the only thing a trace is built from.
 * Cumulative counters are the kernel's own, so that a figure between two samples is exact whatever the sampling rate.
 */
import type { Ms } from '../brands'

/**
 * What a thread was doing; exactly one, in this order of evidence.
 * `python`: on a CPU, holding the GIL (or running Python in a build without one). `native`: on a CPU with the GIL let go;
 * in tiers `os` and `portable` on a CPU, for nothing says whether it held the GIL.
 * `gil-wait`: waiting for the GIL. `preempted`: runnable, but no CPU. `lock`: waiting for a lock, event, condition or
 * queue. `sleep`: asleep for a time. `io`: waiting for a descriptor. `child-wait`: waiting for a process. `idle`: none
 * of these, e.g. stopped.
 */
export const THREAD_STATES = [
  'python',
  'native',
  'gil-wait',
  'preempted',
  'lock',
  'sleep',
  'io',
  'child-wait',
  'idle'
] as const
export type ThreadState = (typeof THREAD_STATES)[number]

/**
 * How far the evidence reaches. `exact`: the GIL was read from memory. `os`: no right to read memory, so CPU, core and
 * the cause of a block only, and the GIL is unknown. `portable`: CPU per thread, and whether it runs. `no-gil`: a build without one.
 */
export type Tier = 'exact' | 'os' | 'portable' | 'no-gil'

/** A thread for its whole life, told apart from a later one with the same number by when it started. */
export interface ThreadKey {
  readonly pid: number
  readonly tid: number
  /** Start time in clock ticks since boot (`/proc/PID/task/TID/stat`, field 22). */
  readonly started: number
}

/** How often a thread left a CPU. */
export interface Switches {
  /** To wait for something. */
  readonly voluntary: number
  /** For another thread, while it could have run on. */
  readonly involuntary: number
}

/**
 * What the sampler makes has every field, in this order, also as `undefined`: code that reads thousands of these a second is
 * several times as fast when all have one shape.
 */
export interface ThreadSample extends ThreadKey {
  readonly state: ThreadState
  /** Last core, from 0; -1 where unknown. */
  readonly core: number
  /** Whether it holds the GIL, also while preempted or blocked. */
  readonly held: boolean
  /** Time on a CPU since it started, in ns (`schedstat`). */
  readonly cpuNs: number
  /**
   * How much more it may have been by then, in ns: while a thread is on a CPU, its time is counted at the ticks of the
   * system's clock only. The counter of the next sample bounds it.
   */
  readonly lagNs: number
  /** Time runnable without a CPU since it started, in ns (`schedstat`). */
  readonly queuedNs: number
  /** How often it has left a CPU since it started; absent when it was not read anew. */
  readonly switches?: Switches | undefined
  /** Python's name for it, or the system's; absent when unchanged since the last sample. */
  readonly name?: string | undefined
  /** The line of a notebook's cell that it is on; absent where unknown or outside cells. */
  readonly line?: { readonly file: string; readonly line: number } | undefined
}

export interface GilSample {
  readonly pid: number
  /** The interpreter's id within its process; 0 is the main one. */
  readonly interpreter: number
  /** The holder's thread number, 0 when nobody holds it, -1 when it is held but cannot be told by whom. */
  readonly holder: number
  /** How often the holder has changed since the process began (`switch_number`). */
  readonly switches: number
}

export interface ProcessSample {
  readonly pid: number
  readonly parent: number
  readonly tier: Tier
  /** Why the tier is not `exact`, in words; absent otherwise and when unchanged. */
  readonly reason?: string | undefined
  /** e.g. `ForkProcess-2`; absent when unknown or unchanged. */
  readonly name?: string | undefined
  /** User and system time of the whole process so far, also of its threads that have ended, in ns. */
  readonly cpuNs: number
  /** The same of its children that it has waited for. */
  readonly reapedCpuNs: number
}

export interface Sample {
  /** On the sampler's steady clock. */
  readonly at: Ms
  /** How much later than planned. */
  readonly late: Ms
  readonly processes: readonly ProcessSample[]
  readonly threads: readonly ThreadSample[]
  /**
   * Threads (`tid`) that are there but were not looked at, for they had been blocked for long. What they have done since
   * is in their next sample; each is looked at again before a stretch without samples would be a gap.
   */
  readonly dozing: readonly number[]
  readonly gils: readonly GilSample[]
  /** Time of each core of the machine that was not idle, cumulative, in ns; empty where unknown or not read anew. */
  readonly busyNs: readonly number[]
  /** What could not be read this time, in words. A failure is data: the gap is marked. */
  readonly problems: readonly string[]
}
