/** From what is said of a run to the page about it. */
import type { CellId } from '../../common/brands'
import type { Pattern } from '../../common/trace/verdict/facts'
import { useText } from '../i18n/text'
import { useIntents } from '../state/app'
import './patterns.css'

export interface PatternLinkProps {
  readonly pattern: Pattern
  /** Where the run was. */
  readonly cell: CellId
  /** What is shown; without it, that there is more to read. */
  readonly face?: string
  readonly hint?: string
}

export function PatternLink({ pattern, cell, face, hint }: PatternLinkProps) {
  const { patterns } = useText()
  const name = patterns.linkTo(patterns.pages[pattern].name)
  const intents = useIntents()
  return (
    <button
      type="button"
      className="pattern-link"
      // Whoever speaks to the computer says what is seen.
      aria-label={face === undefined ? name : `${face}: ${name}`}
      aria-haspopup="dialog"
      title={hint}
      onClick={() => intents.show({ kind: 'pattern', pattern, cell })}
    >
      {face ?? patterns.link}
    </button>
  )
}
