/**
 * What the scope measured of the runs: each run's trace as it grows, of the last runs only. Pure. The sampler measures,
 * main cuts its stream into runs, and here is where traces are kept.
 */
import type { CellId, RunId } from '../../common/brands'
import type { Trace } from '../../common/trace/trace'

export interface RunTrace {
  readonly cell: CellId
  readonly trace: Trace
  /** Nothing will be added to it. */
  readonly hasEnded: boolean
}

export interface Traces {
  /** In the order in which the runs were first heard of. */
  readonly runs: ReadonlyMap<RunId, RunTrace>
  /** Each cell's latest run that has a trace. */
  readonly latest: ReadonlyMap<CellId, RunId>
}

/** How much is kept; what is over goes, oldest first. The newest run always stays. */
export interface TraceBounds {
  readonly runs: number
  /** Of all columns, in bytes. */
  readonly bytes: number
}

/** A long afternoon's notebook; memory about as much as one browser tab. */
const DEFAULT_BOUNDS: TraceBounds = { runs: 60, bytes: 150_000_000 }

export function noTraces(): Traces {
  return { runs: new Map(), latest: new Map() }
}

/** The trace of a cell's latest run, if that one was watched. */
export function latestTrace(traces: Traces, cell: CellId): RunTrace | undefined {
  const run = traces.latest.get(cell)
  return run === undefined ? undefined : traces.runs.get(run)
}

/** A run's trace came, or came again and longer. After the last one nothing changes it. */
export function traceCame(traces: Traces, news: RunTrace, bounds: TraceBounds = DEFAULT_BOUNDS): Traces {
  const { run } = news.trace
  const before = traces.runs.get(run)
  if (before?.hasEnded) return traces
  const runs = new Map(traces.runs).set(run, news)
  // An older run of the cell may still be told about its end.
  const latest = before === undefined ? new Map(traces.latest).set(news.cell, run) : traces.latest
  return withinBounds({ runs, latest }, run, bounds)
}

/** Only the traces of these cells stay. */
export function tracesOf(traces: Traces, cells: ReadonlySet<CellId>): Traces {
  return {
    runs: new Map([...traces.runs].filter(([, { cell }]) => cells.has(cell))),
    latest: new Map([...traces.latest].filter(([cell]) => cells.has(cell)))
  }
}

/** Gives up runs that a later one of their cell has replaced, then the oldest ones, until the rest fits. */
function withinBounds(traces: Traces, newest: RunId, bounds: TraceBounds): Traces {
  let bytes = 0
  for (const { trace } of traces.runs.values()) bytes += bytesOf(trace)
  if (traces.runs.size <= bounds.runs && bytes <= bounds.bytes) return traces
  const [runs, latest] = [new Map(traces.runs), new Map(traces.latest)]
  const isLatest = ([run, { cell }]: [RunId, RunTrace]): boolean => latest.get(cell) === run
  const all = [...runs]
  for (const [run, { cell, trace }] of [...all.filter((each) => !isLatest(each)), ...all.filter(isLatest)]) {
    if (runs.size <= bounds.runs && bytes <= bounds.bytes) break
    if (run === newest) continue
    runs.delete(run)
    if (latest.get(cell) === run) latest.delete(cell)
    bytes -= bytesOf(trace)
  }
  return { runs, latest }
}

/** What one span of a thread, one point of a counter, and one turn of a GIL or span of a task take. */
const [SPAN, POINT, TURN] = [16, 16, 12]

function bytesOf({ threads, processes, gils, tasks, machineBusy }: Trace): number {
  let bytes = machineBusy.at.length * POINT
  for (const { spans, cpu } of threads) bytes += spans.state.length * SPAN + cpu.at.length * POINT
  for (const { cpu, unmetChildrenCpu } of processes)
    bytes += (cpu.at.length + unmetChildrenCpu.at.length) * POINT
  for (const { key } of tasks.tasks) bytes += key.length * TURN
  for (const { holder, switches } of gils) bytes += holder.length * TURN + switches.at.length * POINT
  return bytes
}
