/** The help that there is for a cell after its latest run, or while it goes on (`common/help/`). Pure. */
import { helpFor } from '../../common/help/help'
import type { RuleName } from '../../common/help/ruleNames'
import type { Help } from '../../common/help/situation'
import { MOST_READ, situationOf } from '../../common/help/situationOf'
import type { HelpMatter } from './helpMatter'
import { codeCells } from './notebook'
import type { OpenNotebook } from './open'
import { itemsOf, type Outputs } from './outputs'
import { piecesOf } from './outputText'
import { isActive } from './runs'

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
