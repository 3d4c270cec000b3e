/** Above a solution: shows and hides it. What is hidden is in no way part of the page. */
import { useText } from '../i18n/text'
import { Icon } from '../shell/icons'
import { useIntents } from '../state/app'
import type { WrittenCell } from '../state/notebook'
import { isTagged } from '../../common/teaching/tags'
import './learning.css'

interface SolutionFoldProps {
  readonly cell: WrittenCell
  readonly isFolded: boolean
}

export function SolutionFold({ cell, isFolded }: SolutionFoldProps) {
  const words = useText().learning.solution
  const intents = useIntents()
  if (!isTagged(cell, 'solution')) return null
  if (isFolded && cell.source.trim() === '') return <p className="solution-none quiet">{words.none}</p>
  return (
    <button
      type="button"
      className="solution-fold"
      aria-expanded={!isFolded}
      title={isFolded && cell.cell_type === 'code' ? words.hint : undefined}
      onClick={() => intents.uncover(cell.id, isFolded)}
    >
      <Icon name="chevron" />
      {isFolded ? words.fold : words.unfold}
    </button>
  )
}
