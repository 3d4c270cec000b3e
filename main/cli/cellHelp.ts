/** What is said of a cell that failed, hung or shows a classic fault, and how it could be mended: in a row of `--json`. */
import { helpFor } from '../../common/help/help'
import type { RuleName } from '../../common/help/ruleNames'
import { MOST_READ, situationOf } from '../../common/help/situationOf'
import { mayFail, type Notebook, type Output } from '../../common/notebook'
import type { Notice } from '../../common/protocol'
import type { Trace } from '../../common/trace/trace'

/** `help` of a row; code stands between backticks. */
export interface CellHelp {
  readonly rule: RuleName
  readonly sentence: string
  readonly evidence: readonly string[]
  /** What each changes, and the whole cell with that change. */
  readonly fixes: readonly { readonly does: string; readonly code: string }[]
}

export interface Ended {
  readonly outputs: readonly Output[]
  readonly notices: readonly Notice[]
  readonly trace: Trace | null
  /** `3.13.0` */
  readonly python: string
}

/** @param index of the cell that has ended */
export function cellHelp({ cells }: Notebook, index: number, ended: Ended): CellHelp | null {
  const { outputs, notices, trace, python } = ended
  const own = cells[index]
  if (own === undefined || mayFail(own)) return null // it is there to fail
  const code = cells.map((cell) => (cell.cell_type === 'code' ? cell.source : ''))
  const error = outputs.findLast((output) => output.output_type === 'error') ?? null
  const printed = outputs.map((output) => (output.output_type === 'stream' ? output.text : '')).join('')
  const help = helpFor(
    situationOf({
      ...{ notices, trace, python, error, isRunning: false },
      source: code[index] ?? '',
      others: code.filter((source, other) => other !== index && source !== ''),
      printed: printed.slice(-MOST_READ)
    })
  )
  if (help === null) return null
  const { rule, says, why, fixes } = help
  return {
    rule,
    sentence: says.en,
    evidence: why.map(({ en }) => en),
    fixes: fixes.map(({ does, code }) => ({ does: does.en, code }))
  }
}
