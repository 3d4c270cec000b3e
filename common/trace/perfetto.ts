/**
 * Traces in the Chrome trace-event form (JSON), which Perfetto (https://ui.perfetto.dev) reads. Lanes are named as in the
 * app: a process with its threads, GILs and tasks, the cores, the cells. Times are µs since the first run began.
 */
import { coreLanes, coresUsedOver } from './cores'
import { awaitedText, RUNNING } from './taskTrace'
import type { ProcessTrace, SpanState, ThreadTrace, Trace, Us } from './trace'
import { SPAN_STATES } from './trace'

/** A run among others in one file. */
export interface TimedTrace {
  readonly trace: Trace
  /** When the run began, since the first one began. */
  readonly from: Us
  /** e.g. `In [3]`. */
  readonly name: string
}

/** https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU: X complete, C counter, M metadata, b and e the ends of an async slice: those of one `id` share a lane. */
export interface TraceEvent {
  readonly ph: 'X' | 'C' | 'M' | 'b' | 'e'
  readonly name: string
  readonly pid: number
  readonly tid: number
  /** µs */
  readonly ts?: number
  /** µs */
  readonly dur?: number
  readonly cat?: string
  readonly id?: string
  readonly args?: Readonly<Record<string, string | number | boolean>>
}

export interface TraceFile {
  readonly traceEvents: readonly TraceEvent[]
  readonly displayTimeUnit: 'ms'
}

/** Numbers for lanes that are no thread of the system's; its own are below 2^22. */
const LANES = 1 << 28
const CELLS_PID = LANES
const CORES_PID = LANES + 1
/** Points of the cores-used curve per run: as many as a wide screen has pixels. */
const CURVE_POINTS = 2000
/** A curve's points are not closer than this: the counters behind it have a point every 20 ms. */
const CURVE_STEP = 20_000

const STATE_NAMES: Record<SpanState, string> = {
  python: 'running Python',
  native: 'native code',
  'gil-wait': 'waiting for the GIL',
  preempted: 'preempted',
  lock: 'waiting for a lock',
  sleep: 'sleeping',
  io: 'waiting for I/O',
  'child-wait': 'waiting for a process',
  idle: 'idle',
  unseen: 'not seen'
}

/** One file of many runs of one kernel. */
export function traceFileOf(runs: readonly TimedTrace[]): TraceFile {
  const names = new Names()
  const events: TraceEvent[] = []
  for (const { trace, from, name } of runs) {
    names.process(CELLS_PID, 'cells', 0)
    names.thread(CELLS_PID, CELLS_PID, 'cells', 0)
    events.push(slice(name, 'cell', CELLS_PID, CELLS_PID, from, trace.duration))
    events.push(...coreEvents(trace, from, names), ...curveEvents(trace, from))
    trace.processes.forEach((process, i) => names.process(process.pid, process.name, i + 2))
    trace.threads.forEach((thread, i) => {
      const process = trace.processes[thread.process]
      if (!process) return
      names.thread(process.pid, thread.tid, thread.name, i + 1)
      events.push(...threadEvents(trace, thread, process, from))
    })
    events.push(...gilEvents(trace, from, names), ...taskEvents(trace, from))
  }
  return { traceEvents: [...names.events.values(), ...events], displayTimeUnit: 'ms' }
}

/** What lanes are called and in which order they stand; each is said once. */
class Names {
  readonly events = new Map<string, TraceEvent>()

  process(pid: number, name: string, order: number): void {
    this.say('process_name', pid, pid, { name })
    this.say('process_sort_index', pid, pid, { sort_index: order })
  }

  thread(pid: number, tid: number, name: string, order: number): void {
    this.say('thread_name', pid, tid, { name })
    this.say('thread_sort_index', pid, tid, { sort_index: order })
  }

  private say(name: string, pid: number, tid: number, args: Record<string, string | number>): void {
    this.events.set(`${name} ${String(pid)} ${String(tid)}`, { ph: 'M', name, pid, tid, args })
  }
}

function slice(
  name: string,
  cat: string,
  pid: number,
  tid: number,
  ts: number,
  dur: number,
  args: Record<string, string | number | boolean> = {}
): TraceEvent {
  return { ph: 'X', name, cat, pid, tid, ts, dur, args }
}

function threadEvents(trace: Trace, thread: ThreadTrace, process: ProcessTrace, from: number): TraceEvent[] {
  const { edges, state, core, held, line } = thread.spans
  return [...state].flatMap((code, i) => {
    const name = SPAN_STATES[code] ?? 'unseen'
    if (name === 'idle') return []
    const [begin, end] = [edges[i] ?? 0, edges[i + 1] ?? 0]
    const at = trace.lines[line[i] ?? -1]
    const args = {
      ...((core[i] ?? -1) >= 0 ? { core: core[i] ?? -1 } : {}),
      ...(held[i] === 1 ? { 'holds the GIL': true } : {}),
      ...(at ? { line: `${at.file}:${String(at.line)}` } : {})
    }
    return [slice(STATE_NAMES[name], 'thread', process.pid, thread.tid, from + begin, end - begin, args)]
  })
}

function gilEvents(trace: Trace, from: number, names: Names): TraceEvent[] {
  return trace.gils.flatMap((gil) => {
    const pid = trace.processes[gil.process]?.pid ?? 0
    const tid = LANES + gil.interpreter
    names.thread(pid, tid, gil.interpreter === 0 ? 'GIL' : `GIL of interpreter ${String(gil.interpreter)}`, 0)
    return [...gil.holder].flatMap((index, i) => {
      const holder = trace.threads[index]
      if (!holder) return []
      const [begin, end] = [gil.edges[i] ?? 0, gil.edges[i + 1] ?? 0]
      return [slice(holder.name, 'gil', pid, tid, from + begin, end - begin)]
    })
  })
}

/** Each task is an async slice over its life, with its states inside. */
function taskEvents({ run, tasks: { tasks, awaited }, processes }: Trace, from: number): TraceEvent[] {
  // Only the kernel's own tasks are told of.
  const pid = processes[0]?.pid ?? 0
  return tasks.flatMap(({ name, coroutine, tid, parent, steps, state, edges, key }, i) => {
    const lane = { cat: 'task', id: `${run} ${String(i)}`, pid, tid }
    const [begin, end] = [edges[0] ?? 0, edges.at(-1) ?? 0]
    const both = (name: string, ts: number, to: number, args?: TraceEvent['args']): TraceEvent[] => [
      { ph: 'b', name, ...lane, ts: from + ts, ...(args ? { args } : {}) },
      { ph: 'e', name, ...lane, ts: from + to }
    ]
    const [open, close] = both(`${name} (${coroutine})`, begin, end, {
      ...{ state, steps },
      ...(parent >= 0 ? { parent: tasks[parent]?.name ?? '' } : {})
    }) as [TraceEvent, TraceEvent]
    const inside = [...key].flatMap((of, span) => {
      const thing = awaited[of]
      const words = thing ? awaitedText(thing) : of === RUNNING ? 'running' : 'ready'
      return both(words, edges[span] ?? 0, edges[span + 1] ?? 0)
    })
    return [open, ...inside, close]
  })
}

function coreEvents(trace: Trace, from: number, names: Names): TraceEvent[] {
  names.process(CORES_PID, 'cores', 1)
  return coreLanes(trace).flatMap((lane) => {
    const tid = CORES_PID + 1 + lane.core
    names.thread(CORES_PID, tid, `core ${String(lane.core)}`, lane.core)
    return [...lane.thread].map((thread, i) => {
      const [begin, end] = [lane.from[i] ?? 0, lane.to[i] ?? 0]
      return slice(trace.threads[thread]?.name ?? '', 'core', CORES_PID, tid, from + begin, end - begin)
    })
  })
}

/** How many cores were in use, as a curve that falls to 0 at the run's end. */
function curveEvents(trace: Trace, from: number): TraceEvent[] {
  const count = Math.min(CURVE_POINTS, Math.max(1, Math.floor(trace.duration / CURVE_STEP)))
  const point = (ts: number, cores: number): TraceEvent => ({
    ...{ ph: 'C', name: 'cores used', pid: CORES_PID, tid: CORES_PID, ts },
    args: { cores: Math.round(cores * 1000) / 1000 }
  })
  const points = [...coresUsedOver(trace, count)].map((cores, i) =>
    point(from + Math.round((i * trace.duration) / count), cores)
  )
  return [...points, point(from + trace.duration, 0)]
}

/** The text of such a file in pieces: as one string a long run would be too much. */
export function* traceFileText(runs: readonly TimedTrace[]): Generator<string> {
  const { traceEvents, displayTimeUnit } = traceFileOf(runs)
  yield `{"displayTimeUnit":${JSON.stringify(displayTimeUnit)},"traceEvents":[`
  for (let i = 0; i < traceEvents.length; i += 1000) {
    const piece = traceEvents.slice(i, i + 1000).map((event) => JSON.stringify(event))
    yield `${i > 0 ? ',' : ''}\n${piece.join(',\n')}`
  }
  yield '\n]}\n'
}
