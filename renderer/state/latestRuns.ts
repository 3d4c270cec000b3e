/** The notebook as it leaves the app: with the last run of each cell kept as if it were pinned. Pure. */
import type { Notebook } from '../../common/notebook'
import { withPin } from '../../common/pins'
import { wholeNotebook } from './filed'
import type { OpenNotebook } from './open'
import { latestTrace } from './traces'

/** A run that is not over is left out, and one for which its cell has no room beside its pinned ones. */
export function withLatestRuns(open: OpenNotebook): Notebook {
  const notebook = wholeNotebook(open)
  const cells = notebook.cells.map((cell) => {
    const latest = cell.cell_type === 'code' ? latestTrace(open.traces, cell.id) : undefined
    if (latest?.hasEnded !== true) return cell
    const { trace } = latest
    const ran = open.comparisons.ran.get(trace.run) ?? { source: cell.source, python: null }
    return { ...cell, metadata: withPin(cell.metadata, { ...ran, run: trace.run, trace }) }
  })
  return { ...notebook, cells }
}
