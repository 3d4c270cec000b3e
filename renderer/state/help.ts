/** The help that there is for a cell after its latest run, or while it goes on (`common/help/`). Pure. */
import type { CellId } from '../../common/brands'
import { helpFor } from '../../common/help/help'
import type { RuleName } from '../../common/help/ruleNames'
import type { Help } from '../../common/help/situation'
import { MOST_READ, situationOf } from '../../common/help/situationOf'
import { mayFail } from '../../common/notebook'
import { codeCells, mustHave } from './notebook'
import type { OpenNotebook } from './open'
import { itemsOf, type Outputs } from './outputs'
import { piecesOf } from './outputText'
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

/** @param off rules that the user does not want to hear */
export function helpIn(open: OpenNotebook, matter: HelpMatter, off: readonly RuleName[]): Help | null {
  const { run, source, outputs, trace, python } = matter
  const isRunning = isActive(run)
  const error = outputs === null ? undefined : itemsOf(outputs).findLast(({ kind }) => kind === 'error')
  return helpFor(
    situationOf({
      ...{ source, python, isRunning, notices: run.notices },
      others: codeCells(open.notebook)
        .filter(({ id }) => id !== run.cell)
        .map((cell) => cell.source),
      error: error?.kind === 'error' ? error.output : null,
      printed: outputs === null ? '' : printedIn(outputs),
      // Once the run has ended only what is whole counts.
      trace: trace !== undefined && (isRunning || trace.hasEnded) ? trace.trace : null
    }),
    off
  )
}

function printedIn(outputs: Outputs): string {
  let printed = ''
  for (const item of itemsOf(outputs).toReversed()) {
    if (item.kind !== 'text') continue
    const text = piecesOf(item.text)
      .map((piece) => piece.text)
      .join('')
    printed = text + printed
    if (printed.length > MOST_READ) return printed.slice(-MOST_READ)
  }
  return printed
}
