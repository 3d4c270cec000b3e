/** Pinning runs, and running a cell on several Pythons. */
import type { CellId, NotebookId, RunId } from '../../../common/brands'
import { withoutPin, withPin } from '../../../common/pins'
import type { JsonObject } from '../../../common/notebook'
import type { Interpreter } from '../../../common/session'
import { unpack } from '../../../common/trace/packed/pack'
import type { TrialNews } from '../../../common/trial'
import { setMetadata } from '../cellEdits'
import { heardOfTrial, trialBegan, trialPutAway, type Comparisons } from '../comparisons'
import type { World } from './intents'
import { mustHave, type NotebookState } from '../notebook'
import { edited } from '../open'
import { changed } from '../tabs'
import { latestTrace } from '../traces'

export interface TrialChoice {
  readonly pythons: readonly Interpreter[]
  /** Whether the code cells above run first. */
  readonly withAbove: boolean
  readonly limitMs: number
}

/** The code cells above a cell, as they are now. */
export function codeAbove(notebook: NotebookState, cell: CellId): readonly string[] {
  return notebook.order
    .slice(0, Math.max(0, notebook.order.indexOf(cell)))
    .map((id) => mustHave(notebook, id))
    .filter(({ cell_type, source }) => cell_type === 'code' && source.trim() !== '')
    .map(({ source }) => source)
}

export function compareIntents({ store, host, report }: World) {
  function change(next: (comparisons: Comparisons) => Comparisons): void {
    store.setState(({ open }) =>
      open === null ? {} : { open: { ...open, comparisons: next(open.comparisons) } }
    )
  }

  /** Pins are part of what the user wrote: saved, and undone. */
  function changePins(cell: CellId, next: (metadata: JsonObject) => JsonObject): void {
    store.setState(({ open }) => {
      if (open === null) return {}
      const { metadata } = mustHave(open.notebook, cell)
      return { open: edited(open, setMetadata(open.notebook, cell, next(metadata))) }
    })
  }

  return {
    /** Keeps a cell's latest run, to compare later ones with it. */
    pin(cell: CellId): void {
      const { open } = store.getState()
      const latest = open === null ? undefined : latestTrace(open.traces, cell)
      if (latest?.hasEnded !== true || open === null) return
      const { trace } = latest
      const { source, python } = open.comparisons.ran.get(trace.run) ?? { source: '', python: null }
      changePins(cell, (metadata) => withPin(metadata, { run: trace.run, trace, source, python }))
    },

    unpin: (cell: CellId, run: RunId): void => changePins(cell, (metadata) => withoutPin(metadata, run)),

    /** Runs a cell on several Pythons, one after the other; what comes of it is heard as `trial:news`. */
    async tryOnPythons(cell: CellId, { pythons, withAbove, limitMs }: TrialChoice): Promise<void> {
      const { open } = store.getState()
      if (open === null || pythons.length === 0) return
      const { source } = mustHave(open.notebook, cell)
      const above = withAbove ? codeAbove(open.notebook, cell) : []
      const id = crypto.randomUUID()
      const rows = pythons.map((python) => ({
        ...{ python, status: 'waiting' as const, done: 0, result: null, failure: null }
      }))
      change((all) => trialBegan(all, cell, { id, source, isRunning: true, above: above.length, rows }))
      const paths = pythons.map(({ path }) => path)
      await host.call('trial:run', open.id, { trial: id, pythons: paths, above, code: source, limitMs })
    },

    async cancelTrial(): Promise<void> {
      const { open } = store.getState()
      if (open !== null) await host.call('trial:cancel', open.id)
    },

    putTrialAway: (cell: CellId): void => change((all) => trialPutAway(all, cell)),

    heardOfTrial(id: NotebookId, trial: string, news: TrialNews): void {
      const packed = news.kind === 'done' ? news.result.trace : null
      const trace = packed === null ? null : unpack(packed)
      if (trace !== null && !trace.ok) report(trace.problem)
      store.setState((state) =>
        changed(state, id, (open) => ({
          ...open,
          comparisons: heardOfTrial(open.comparisons, trial, news, trace?.ok ? trace.value : null)
        }))
      )
    }
  }
}
