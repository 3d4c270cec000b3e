/**
 * What one run of a cell did, for as long as anybody wants to look at it: the live view, the saved notebook, the verdict
 * and the Perfetto export are all made from this. Many numbers are columns (typed arrays), so that an hour of ten threads
 * stays small and travels between processes without being walked.
 *
 * Times are whole microseconds since the run began. Two kinds of figures stand beside each other and are not mixed up:
 * counters (CPU, GIL hand-offs), which the system counts itself and which are exact at every point of a `Counter`; and
 * spans, which are made from samples between such points (see `settle.ts`) and never claim more CPU than was counted.
 */
import type { RunId, Unit } from '../brands'
import type { Switches, Tier } from './sample'
import { THREAD_STATES } from './sample'
import type { TasksTrace } from './taskTrace'

/** Microseconds; in a trace always whole ones. */
export type Us = Unit<'µs'>

/** What a span can say: a thread's state, or that nobody looked (a gap in the samples). */
export const SPAN_STATES = [...THREAD_STATES, 'unseen'] as const
export type SpanState = (typeof SPAN_STATES)[number]

/**
 * A thread's life as neighbouring spans. Span `i` lasts from `edges[i]` to `edges[i + 1]`, so that spans cannot overlap
 * or leave a hole; there is one edge more than there are spans. Edges rise strictly.
 */
export interface Spans {
  readonly edges: Float64Array
  /** Index into `SPAN_STATES`. */
  readonly state: Uint8Array
  /** The core it ran on, from 0; -1 where it did not run or the core is unknown. */
  readonly core: Int16Array
  /** 1 while it kept the GIL, also when preempted or blocked. */
  readonly held: Uint8Array
  /** Index into the trace's `lines`; -1 where unknown. */
  readonly line: Int32Array
}

/** A number that the system counts, since the run began: `value[i]` had been reached at `at[i]`. Both only rise. */
export interface Counter {
  readonly at: Float64Array
  readonly value: Float64Array
}

export interface ThreadTrace {
  /** Index into the trace's `processes`. */
  readonly process: number
  readonly tid: number
  readonly started: number
  readonly name: string
  /**
   * The run during which (or after which) it was first seen; null for threads older than the first run and for the
   * kernel's own.
   */
  readonly startedBy: RunId | null
  /** It was gone before the run ended. */
  readonly ended: boolean
  /** How often it left a CPU during the run, as last read: that is done less often than samples are taken. */
  readonly switches: Switches
  readonly spans: Spans
  /** Its CPU time in µs. */
  readonly cpu: Counter
}

export interface ProcessTrace {
  readonly pid: number
  readonly parent: number
  readonly name: string
  readonly tier: Tier
  /** Why the tier is not `exact`; empty otherwise. */
  readonly reason: string
  readonly startedBy: RunId | null
  readonly ended: boolean
  /** CPU time of all its threads, also of those that no sample met, in µs; in steps of the system's clock tick. */
  readonly cpu: Counter
  /** CPU time of children that it waited for and that no sample met, in µs. */
  readonly unmetChildrenCpu: Counter
  /** Threads that have ended and whose lanes were given up to stay within bounds; their CPU is still in `cpu`. */
  readonly unlistedThreads: number
}

/** One GIL: in a process there is one per interpreter from 3.12 on, and one in all before. */
export interface GilTrace {
  readonly process: number
  readonly interpreter: number
  /** Like a thread's spans: span `i` lasts from `edges[i]` to `edges[i + 1]`. */
  readonly edges: Float64Array
  /** Index into the trace's `threads`, or `NOBODY`, `UNKNOWN_HOLDER` or `UNSEEN_HOLDER`. */
  readonly holder: Int32Array
  /** How often the holder changed; exact, counted by Python itself. */
  readonly switches: Counter
}
export const NOBODY = -1
/** It was held by a thread that cannot be told or has no lane. */
export const UNKNOWN_HOLDER = -2
/** Nobody looked. */
export const UNSEEN_HOLDER = -3

/** Stretches of time without samples. */
export interface Gaps {
  readonly from: Float64Array
  readonly to: Float64Array
}

/** A line (from 1) of a cell: `file` is the name of its code, `Cell In[n]`. */
export interface Line {
  readonly file: string
  readonly line: number
}

/** Which cell that is, by the number under which it ran; null for another file. */
export function executionCountOf({ file }: Line): number | null {
  const count = /^Cell In\[(\d+)\]$/.exec(file)?.[1]
  return count === undefined ? null : Number(count)
}

/** What watching cost: CPU time of the sampling thread, in µs, in the part of the run for which it was counted. */
export interface Cost {
  /** How long that part was. */
  readonly over: Us
  /** For reading the watched processes, for making the trace, and for packing it for a live view. */
  readonly looking: Us
  readonly building: Us
  readonly packing: Us
}

export const NO_COST = { over: 0 as Us, looking: 0 as Us, building: 0 as Us, packing: 0 as Us } as const

export interface Trace {
  readonly run: RunId
  /** How long the run has lasted, as far as the trace knows. */
  readonly duration: Us
  /** The run goes on. */
  readonly live: boolean
  /** The tier of the kernel itself; a child may have a weaker one. */
  readonly tier: Tier
  readonly reason: string
  /** How many samples a second were asked for; fewer are planned where they would cost more than they may. */
  readonly askedHz: number
  /** Samples taken, and samples that were planned. */
  readonly samples: number
  readonly samplesPlanned: number
  readonly cost: Cost
  readonly gaps: Gaps
  /**
   * Before this moment only sums over `thinnedStep` are true: to save memory, each such step keeps how long a thread was
   * in which state, on which core and line, but not in which order. 0 when nothing is thinned.
   */
  readonly thinnedBefore: Us
  readonly thinnedStep: Us
  /** How many cores the machine has; 0 where unknown. */
  readonly cores: number
  /** Time of all cores that was not idle, this notebook's included, in µs; empty where unknown. */
  readonly machineBusy: Counter
  readonly processes: readonly ProcessTrace[]
  readonly threads: readonly ThreadTrace[]
  readonly gils: readonly GilTrace[]
  readonly tasks: TasksTrace
  readonly lines: readonly Line[]
  /** What could not be read, each once. */
  readonly problems: readonly string[]
}

/** Achieved sampling rate, in Hz. */
export function rateOf(trace: Trace): number {
  return trace.duration === 0 ? 0 : trace.samples / (trace.duration / 1e6)
}

/**
 * What was asked for, where clearly fewer samples were planned, because so many would have cost more than they may; null
 * where not.
 */
export function loweredFrom({ askedHz, samplesPlanned, duration }: Trace): number | null {
  return duration > 0 && samplesPlanned / (duration / 1e6) < 0.9 * askedHz ? askedHz : null
}

/** The share (0 to 1) of planned samples that were not taken. */
export function missedOf(trace: Trace): number {
  return trace.samplesPlanned === 0 ? 0 : Math.max(0, 1 - trace.samples / trace.samplesPlanned)
}

/** The share (0 to 1, and more) of one core that watching took; 0 where that was not counted. */
export function costOf({ cost: { over, looking, building, packing } }: Trace): number {
  return over === 0 ? 0 : (looking + building + packing) / over
}

/** All columns of a trace. */
export function columnsOf(trace: Trace): (Float64Array | Int32Array | Int16Array | Uint8Array)[] {
  const ofCounter = ({ at, value }: Counter): Float64Array[] => [at, value]
  return [
    ...[trace.gaps.from, trace.gaps.to, ...ofCounter(trace.machineBusy)],
    ...trace.processes.flatMap(({ cpu, unmetChildrenCpu }) => [cpu, unmetChildrenCpu].flatMap(ofCounter)),
    ...trace.threads.flatMap(({ spans, cpu }) => [...Object.values(spans), ...ofCounter(cpu)]),
    ...trace.gils.flatMap(({ edges, holder, switches }) => [edges, holder, ...ofCounter(switches)]),
    ...trace.tasks.tasks.flatMap(({ edges, key }) => [edges, key])
  ]
}

/** What a counter had reached at a moment, between two points by proportion. 0 before the first. */
export function valueAt(counter: Counter, at: number): number {
  const after = firstAfter(counter.at, at)
  if (after === 0) return 0
  const [from, value] = [counter.at[after - 1] ?? 0, counter.value[after - 1] ?? 0]
  const to = counter.at[after]
  if (to === undefined) return value
  return value + (((counter.value[after] ?? value) - value) * (at - from)) / (to - from)
}

/** How the names of the kernel's own threads begin: it gives them to the system itself. */
export const KERNEL_THREADS = 'gilscope-'

/** What a counter has reached at its end. */
export function totalOf(counter: Counter): number {
  return counter.value.at(-1) ?? 0
}

/** The index of the first number above `limit` in rising numbers; their count when there is none. */
export function firstAfter(rising: Float64Array, limit: number): number {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rising[middle] ?? 0) > limit) high = middle
    else low = middle + 1
  }
  return low
}

/** What `threading` calls the first thread of a process; to the system it bears the name of the program. */
export const MAIN_THREAD = 'MainThread'

/** Python's name for a thread, as far as the system knows it. */
export function pythonNameOf(trace: Trace, { name, tid, process }: ThreadTrace): string {
  return pythonName(name, tid === trace.processes[process]?.pid)
}

/** The same for a name alone, of a process's first thread or of another. */
export function pythonName(name: string, isMain: boolean): string {
  return isMain && /^python/i.test(name) ? MAIN_THREAD : name
}
