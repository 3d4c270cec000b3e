/** What the help for a cell is made of, known before the rules are there. Pure. */
import type { CellId } from '../../common/brands'
import { mayFail } from '../../common/notebook'
import { mustHave } from './notebook'
import type { OpenNotebook } from './open'
import type { Outputs } from './outputs'
import { isActive, type Run } from './runs'
import { latestTrace } from './traces'

/** What help depends on, so that it is asked for anew only when something of it has changed. */
export interface HelpMatter {
  readonly run: Run
  /** As it ran. */
  readonly source: string
  /** Null while it goes on: nobody reads along. */
  readonly outputs: Outputs | null
  readonly trace: ReturnType<typeof latestTrace>
  readonly python: string
}

/** Null where there is nothing to help with: the cell never ran here, was edited since, or is there to fail. */
export function helpMatter(open: OpenNotebook, cell: CellId): HelpMatter | null {
  const run = open.runs.get(cell)
  if (run === undefined || run.id === null || run.status === 'asked' || run.status === 'aborted') return null
  const source = open.comparisons.ran.get(run.id)?.source
  const written = mustHave(open.notebook, cell)
  if (source === undefined || source !== written.source || mayFail(written)) return null
  const latest = latestTrace(open.traces, cell)
  const trace = latest?.trace.run === run.id ? latest : undefined
  const { kernel } = open
  const python = kernel.status === 'none' ? '' : (kernel.interpreter?.version ?? '')
  return { run, source, outputs: isActive(run) ? null : (open.outputs.get(cell) ?? null), trace, python }
}
