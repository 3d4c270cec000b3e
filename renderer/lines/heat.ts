/** What a run did on each line of the notebook's cells, as they are now. Pure. */
import type { CellId, RunId } from '../../common/brands'
import { remembered } from '../../common/remembered'
import { lineTimes, type LineTimes } from '../../common/trace/lines'
import { ENOUGH_MS } from '../../common/trace/verdict/patterns'
import type { Line, Trace } from '../../common/trace/trace'
import { executedAt, type AllExecuted } from '../state/executed'
import type { Traces } from '../state/traces'
import { movedLines } from './movedLines'

/** What the bars are made of, in their order; `blocked` is waiting for a lock, a time, a descriptor or a process. */
export const HEAT_PARTS = ['python', 'native', 'gilWait', 'preempted', 'blocked'] as const
export type HeatPart = (typeof HEAT_PARTS)[number]
export type HeatTimes = Readonly<Record<HeatPart, number>>

/** The lines of one cell in one run. */
export interface CellHeat {
  readonly run: RunId
  /** The cell that was run: this one, or one that uses what it defines. */
  readonly ranIn: CellId
  /** By line of the text that ran, from 1, in ms. */
  readonly times: ReadonlyMap<number, HeatTimes>
  /** The most that any line of any cell took in this run: the length of a full bar. */
  readonly most: number
  /** The text that ran. */
  readonly source: string
}

export const NO_HEAT: ReadonlyMap<CellId, CellHeat> = new Map()

export function totalOf(times: HeatTimes): number {
  return HEAT_PARTS.reduce((sum, part) => sum + times[part], 0)
}

/** The heat of every cell that the runs have touched: each shows the last run that was on one of its lines. */
export function heatOfCells(traces: Traces, executed: AllExecuted): ReadonlyMap<CellId, CellHeat> {
  const heat = new Map<CellId, CellHeat>()
  for (const { cell, trace } of traces.runs.values()) {
    if (trace.duration < ENOUGH_MS * 1000) continue
    for (const [touched, one] of heatOfRun(trace, cell, executed)) heat.set(touched, one)
  }
  return heat
}

/** A trace's time per line, summed once. */
export const linesOf = remembered((trace: Trace): readonly LineTimes[] => lineTimes(trace))

function heatOfRun(trace: Trace, ranIn: CellId, executed: AllExecuted): ReadonlyMap<CellId, CellHeat> {
  const heat = new Map<CellId, { source: string; count: number; times: Map<number, HeatTimes> }>()
  const lines = linesOf(trace)
  const most = Math.max(0, ...lines.map(totalOf))
  for (const line of lines) {
    const home = executedAt(executed, trace.run, line)
    if (home === null) continue
    const one = heat.get(home.cell)
    const isSame = one?.source === home.source
    const count = home.count ?? 0
    // A thread that goes on from an earlier run of the cell is on a text that is no longer there: the newest text counts.
    if (one !== undefined && !isSame && one.count > count) continue
    const times = isSame ? one.times : new Map<number, HeatTimes>()
    times.set(line.line, sumOf(times.get(line.line), line))
    heat.set(home.cell, { source: home.source, count: Math.max(count, isSame ? one.count : 0), times })
  }
  const { run } = trace
  return new Map([...heat].map(([cell, one]) => [cell, { ...one, run, ranIn, most }]))
}

/** The same text may have run twice, under two numbers. */
function sumOf(times: HeatTimes | undefined, line: LineTimes): HeatTimes {
  const { python, native, gilWait, preempted, blocked } = line
  if (times === undefined) return { python, native, gilWait, preempted, blocked }
  return {
    python: times.python + python,
    native: times.native + native,
    gilWait: times.gilWait + gilWait,
    preempted: times.preempted + preempted,
    blocked: times.blocked + blocked
  }
}

/** Heat on the text as it is now; `lost`: how many lines that took time were changed or removed since. */
export function heatNow(heat: CellHeat, source: string): { lines: Map<number, HeatTimes>; lost: number } {
  const moved = movedLines(heat.source, source)
  const lines = new Map<number, HeatTimes>()
  let lost = 0
  for (const [line, times] of heat.times) {
    const now = moved[line - 1] ?? 0
    if (now > 0) lines.set(now, times)
    else lost += 1
  }
  return { lines, lost }
}

/** Where the lines that a trace names are in the cells as they are now, and the other way round. */
export class LinePlaces {
  private readonly moved = new Map<string, Int32Array>()

  constructor(
    private readonly trace: Trace,
    private readonly executed: AllExecuted,
    private readonly cells: ReadonlyMap<CellId, { readonly source: string }>
  ) {}

  isOf(executed: AllExecuted, cells: ReadonlyMap<CellId, { readonly source: string }>): boolean {
    return this.executed === executed && this.cells === cells
  }

  /** Null where the line is gone. */
  placeOf(line: Line): { cell: CellId; line: number } | null {
    const home = executedAt(this.executed, this.trace.run, line)
    const source = home && this.cells.get(home.cell)?.source
    if (home === null || typeof source !== 'string') return null
    const moved = this.moved.get(line.file) ?? movedLines(home.source, source)
    this.moved.set(line.file, moved)
    const now = moved[line.line - 1] ?? 0
    return now > 0 ? { cell: home.cell, line: now } : null
  }

  /** The indexes of the trace's lines that are this line now; null when there are none. */
  linesAt(cell: CellId, line: number): ReadonlySet<number> | null {
    const found = new Set<number>()
    this.trace.lines.forEach((one, index) => {
      const place = this.placeOf(one)
      if (place?.cell === cell && place.line === line) found.add(index)
    })
    return found.size > 0 ? found : null
  }
}
