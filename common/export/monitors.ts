/** What cells' kept runs did, drawn for other programs. */
import type { Language } from '../ipc'
import type { CodeCell, DisplayDataOutput, Notebook } from '../notebook'
import { pinsOf } from '../pins'
import { monitorPicture, type Monitor } from '../trace/draw/monitorPicture'
import { keptRunsOf } from './keptRuns'
import { outputsWithout, withOutputs } from './monitorOutputs'

/** A run of a cell that its notebook keeps, drawn. */
export interface KeptMonitor extends Monitor {
  readonly run: string
}

/** One for each run that the cell keeps, in their order. */
export function monitorsOf(cell: CodeCell, language: Language): readonly KeptMonitor[] {
  return keptRunsOf(cell, language).map((run) => ({ run: run.run, ...monitorPicture(run) }))
}

/** The notebook with the monitors of all kept runs below the outputs of their cells, in place of those it had. */
export function withMonitors(notebook: Notebook, language: Language): Notebook {
  return withOutputs(notebook, (cell) => [
    ...outputsWithout(cell.outputs),
    ...monitorsOf(cell, language).map(({ run, svg, text }): DisplayDataOutput => ({
      output_type: 'display_data',
      data: { 'image/svg+xml': svg, 'text/plain': text },
      metadata: { gilscope: { monitor: run } }
    }))
  ])
}

/** How many it would have. */
export function monitorCount({ cells }: Notebook): number {
  return cells.reduce(
    (count, { cell_type, metadata }) => count + (cell_type === 'code' ? pinsOf(metadata).length : 0),
    0
  )
}
