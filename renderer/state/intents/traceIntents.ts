/** What the scope tells of the runs, and how the user looks at it. */
import type { CellId, NotebookId, RunId } from '../../../common/brands'
import type { PackedTrace } from '../../../common/trace/packed/packedTrace'
import { unpack } from '../../../common/trace/packed/pack'
import { ranOn } from '../comparisons'
import type { World } from './intents'
import { changed, notebookOf } from '../tabs'
import { timelineChanged, type Timeline } from '../timelines'
import { traceCame } from '../traces'

export function traceIntents({ store }: World) {
  return {
    /** A run's trace came: the whole of it so far. */
    traceCame(id: NotebookId, run: RunId, packed: PackedTrace, hasEnded: boolean): void {
      const open = notebookOf(store.getState(), id)
      const cell = open?.cellOf.get(run)
      // A notebook that was closed meanwhile, or a run that was there before the page was.
      if (open === null || cell === undefined) return
      const trace = unpack(packed)
      // Main packed it this moment.
      if (!trace.ok) throw new Error(`${trace.problem.message}: ${trace.problem.detail ?? ''}`)
      const { kernel } = open
      const python = kernel.status === 'none' ? null : kernel.interpreter
      store.setState((state) =>
        changed(state, id, (now) => ({
          ...now,
          traces: traceCame(now.traces, { cell, trace: trace.value, hasEnded }),
          comparisons: ranOn(now.comparisons, run, python)
        }))
      )
    },

    /** Shows on the code's lines what the last runs did there, or no longer. */
    showHeat(isHeatShown: boolean): void {
      const { open } = store.getState()
      if (open !== null) store.setState({ open: { ...open, isHeatShown } })
    },

    /** The user looks at a cell's timeline otherwise: opens it, makes it higher, and so on. */
    changeTimeline(cell: CellId, change: Partial<Timeline>): void {
      const { open } = store.getState()
      if (open === null) return
      store.setState({ open: { ...open, timelines: timelineChanged(open.timelines, cell, change) } })
    }
  }
}
