/**
 * What a trace adds up to, for a whole run or a part of it. All in ms unless the name says otherwise.
 *
 * - `wall`: how long the run (or the part) lasted.
 * - `cpu` of a thread: the system's own count (`schedstat`), in nanoseconds at its source; exact for the whole run, and
 *   for a part of it at every 20 ms, between which the spans divide it. Of a process: the system's count for the
 *   process, which includes threads that no sample met but moves in steps of 10 ms; so the sum of the threads is taken
 *   where the two agree within that. In all: the processes, and children that were waited for unmet.
 * - `cores`: `cpu / wall`, the average number of cores in use.
 * - `states` of a thread: how long it was in each state, from its spans. `python` and `native` together never exceed
 *   its `cpu`: what samples say beyond it is moved to `unseen`.
 * - `held` of a thread: how long it was the GIL's holder, also while it was preempted or blocked. In all: summed over
 *   the GILs of all processes and interpreters, so that two of them may exceed the wall time.
 * - `waited` of a thread: its `gil-wait`. In all: the sum, which with many threads exceeds the wall time.
 * - `switches`: how often GILs changed hands, counted by Python itself.
 */
import type { RunId } from '../../brands'
import type { Tier } from '../sample'
import type { Counter, Spans, SpanState, ThreadTrace, Trace } from '../trace'
import { firstAfter, NOBODY, pythonNameOf, SPAN_STATES, UNKNOWN_HOLDER, valueAt } from '../trace'

export type StateTimes = Record<SpanState, number>

export interface ThreadFigures {
  /** Index into the trace's `threads`. */
  readonly thread: number
  readonly process: number
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly startedBy: RunId | null
  /** The first thread of the kernel or of a child. */
  readonly isMain: boolean
  /** How much of its life fell into the run. */
  readonly life: number
  readonly cpu: number
  readonly states: StateTimes
  readonly held: number
  /** The cores it was seen on, in ascending order. */
  readonly coresUsed: readonly number[]
}

export interface ProcessFigures {
  readonly process: number
  readonly name: string
  readonly pid: number
  readonly tier: Tier
  readonly cpu: number
  /** Of its own threads that no sample met, or only in part. */
  readonly unmetThreadsCpu: number
  readonly unmetChildrenCpu: number
}

export interface GilFigures {
  readonly process: number
  readonly interpreter: number
  /** How long anybody held it. */
  readonly held: number
  readonly switches: number
}

export interface Figures {
  readonly wall: number
  readonly cpu: number
  readonly cores: number
  readonly states: StateTimes
  readonly gil: { readonly held: number; readonly waited: number; readonly switches: number }
  readonly gils: readonly GilFigures[]
  readonly threads: readonly ThreadFigures[]
  readonly processes: readonly ProcessFigures[]
  readonly coresUsed: readonly number[]
}

/** A part of a run, in µs since it began. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** The system counts a process's CPU time in ticks of 10 ms, for user and system time each. In ms. */
const PROCESS_CPU_STEP = 20

export function figuresOf(trace: Trace, range: Range = { from: 0, to: trace.duration }): Figures {
  const held = heldBy(trace, range)
  const threads = trace.threads
    .map((thread, i) => threadFigures(trace, thread, i, range, (held.get(i) ?? 0) / 1000))
    .filter(({ life, cpu }) => life > 0 || cpu > 0)
  const processes = trace.processes.map((process, i): ProcessFigures => {
    const counted = risen(process.cpu, range)
    const met = sumOf(threads, (thread) => (thread.process === i ? thread.cpu : 0))
    const isNotable = counted - met > PROCESS_CPU_STEP || process.unlistedThreads > 0
    const unmetThreadsCpu = isNotable ? Math.max(0, counted - met) : 0
    return {
      process: i,
      name: process.name,
      pid: process.pid,
      tier: process.tier,
      cpu: met + unmetThreadsCpu,
      unmetThreadsCpu,
      unmetChildrenCpu: risen(process.unmetChildrenCpu, range)
    }
  })
  const gils = trace.gils.map((gil): GilFigures => {
    let time = 0
    eachWithin(gil.edges, range, (i, length) => (time += isHeld(gil.holder[i]) ? length : 0))
    return {
      process: gil.process,
      interpreter: gil.interpreter,
      held: time / 1000,
      switches: Math.round(risen(gil.switches, range) * 1000)
    }
  })
  const wall = (range.to - range.from) / 1000
  const cpu = sumOf(processes, (process) => process.cpu + process.unmetChildrenCpu)
  const states = noTimes()
  for (const thread of threads) for (const state of SPAN_STATES) states[state] += thread.states[state]
  return {
    wall,
    cpu,
    cores: wall > 0 ? cpu / wall : 0,
    states,
    gil: {
      held: sumOf(gils, (gil) => gil.held),
      waited: states['gil-wait'],
      switches: sumOf(gils, (gil) => gil.switches)
    },
    gils,
    threads,
    processes,
    coresUsed: [...new Set(threads.flatMap((thread) => thread.coresUsed))].sort((a, b) => a - b)
  }
}

function threadFigures(
  trace: Trace,
  thread: ThreadTrace,
  index: number,
  range: Range,
  held: number
): ThreadFigures {
  const states = noTimes()
  const cores = new Set<number>()
  let life = 0
  eachWithin(thread.spans.edges, range, (i, length) => {
    states[SPAN_STATES[thread.spans.state[i] ?? 0] ?? 'unseen'] += length
    life += length
    const core = thread.spans.core[i] ?? -1
    if (core >= 0) cores.add(core)
  })
  for (const state of SPAN_STATES) states[state] /= 1000
  const process = trace.processes[thread.process]
  const cpu = (cpuAt(thread, range.to) - cpuAt(thread, range.from)) / 1000
  const running = states.python + states.native
  if (running > cpu) {
    states.python *= cpu / running
    states.native *= cpu / running
    states.unseen += running - cpu
  }
  return {
    thread: index,
    process: thread.process,
    name: pythonNameOf(trace, thread),
    pid: process?.pid ?? 0,
    tid: thread.tid,
    startedBy: thread.startedBy,
    isMain: thread.tid === process?.pid,
    life: life / 1000,
    cpu,
    states,
    held,
    coresUsed: [...cores].sort((a, b) => a - b)
  }
}

/**
 * What a thread had used by a moment, in µs. Its counter is exact at its points; between two of them what it rose by is
 * divided as the spans say that the thread ran.
 */
function cpuAt({ cpu, spans }: ThreadTrace, at: number): number {
  const next = firstAfter(cpu.at, at)
  const [from, to] = [cpu.at[next - 1], cpu.at[next]]
  if (from === undefined || to === undefined) return valueAt(cpu, at)
  const whole = runningIn(spans, { from, to })
  if (whole === 0) return valueAt(cpu, at)
  const value = cpu.value[next - 1] ?? 0
  return value + (((cpu.value[next] ?? value) - value) * runningIn(spans, { from, to: at })) / whole
}

/** How long the spans say that a thread ran on a CPU, in µs. */
function runningIn(spans: Spans, range: Range): number {
  let running = 0
  eachWithin(spans.edges, range, (i, length) => {
    const state = SPAN_STATES[spans.state[i] ?? 0]
    if (state === 'python' || state === 'native') running += length
  })
  return running
}

/** How long each thread (by index) held a GIL, in µs. */
function heldBy(trace: Trace, range: Range): Map<number, number> {
  const held = new Map<number, number>()
  for (const gil of trace.gils)
    eachWithin(gil.edges, range, (i, length) => {
      const holder = gil.holder[i] ?? -1
      if (holder >= 0) held.set(holder, (held.get(holder) ?? 0) + length)
    })
  return held
}

/** Calls for every span that lies in the range, with how much of it does, in µs. */
export function eachWithin(
  edges: Float64Array,
  range: Range,
  visit: (span: number, length: number) => void
): void {
  for (let i = Math.max(0, firstAfter(edges, range.from) - 1); i < edges.length - 1; i++) {
    const from = Math.max(edges[i] ?? 0, range.from)
    const to = Math.min(edges[i + 1] ?? 0, range.to)
    if (from >= range.to) return
    if (to > from) visit(i, to - from)
  }
}

/** Whether a GIL was held, be it by a thread that cannot be told. */
function isHeld(holder = NOBODY): boolean {
  return holder >= 0 || holder === UNKNOWN_HOLDER
}

/** By how much a counter of µs rose, in ms. */
function risen(counter: Counter, range: Range): number {
  return (valueAt(counter, range.to) - valueAt(counter, range.from)) / 1000
}

function noTimes(): StateTimes {
  return Object.fromEntries(SPAN_STATES.map((state) => [state, 0])) as StateTimes
}

/** The sum of one figure over many things. */
export function sumOf<T>(things: readonly T[], figure: (thing: T) => number): number {
  return things.reduce((total, thing) => total + figure(thing), 0)
}
