/** All runs that a notebook keeps as one trace for Perfetto, one after the other: of when they were nothing is kept. */
import type { Notebook } from '../notebook'
import { pinsOf } from '../pins'
import { traceFileText, type TimedTrace } from '../trace/perfetto'
import type { Us } from '../trace/trace'

/** Between two runs, in µs. */
const APART = 1_000_000

export function keptTraces({ cells }: Notebook): string {
  const runs: TimedTrace[] = []
  let from = 0
  for (const [i, cell] of cells.entries()) {
    if (cell.cell_type !== 'code') continue
    const pins = pinsOf(cell.metadata)
    pins.forEach(({ trace }, run) => {
      const name =
        pins.length === 1 ? `cell ${String(i + 1)}` : `cell ${String(i + 1)}, run ${String(run + 1)}`
      runs.push({ trace, from: from as Us, name })
      from += Math.ceil(trace.duration) + APART
    })
  }
  return [...traceFileText(runs)].join('')
}
