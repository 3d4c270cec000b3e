/** Beside a heading: folds its section; and below a folded one, how much is not shown. */
import { useText } from '../i18n/text'
import { Icon } from '../shell/icons'
import { useIntents, useOpen } from '../state/app'
import type { WrittenCell } from '../state/notebook'
import { headingLevel, isFolded, sectionOf } from '../state/sections'

export function FoldButton({ cell }: { readonly cell: WrittenCell }) {
  const words = useText().editing
  const intents = useIntents()
  if (headingLevel(cell) === null) return null
  const folded = isFolded(cell)
  return (
    <button
      type="button"
      className={`fold-button${folded ? ' folded' : ''}`}
      tabIndex={-1}
      aria-expanded={!folded}
      aria-label={folded ? words.unfold : words.fold}
      title={folded ? words.unfold : words.fold}
      onClick={() => intents.toggleSection(cell.id)}
    >
      <Icon name="chevron" />
    </button>
  )
}

export function FoldedNote({ cell }: { readonly cell: WrittenCell }) {
  const words = useText().editing
  const intents = useIntents()
  const hidden = useOpen(({ notebook }) => (isFolded(cell) ? sectionOf(notebook, cell.id).length - 1 : 0))
  if (hidden === 0) return null
  return (
    <button type="button" className="pill folded-note" onClick={() => intents.toggleSection(cell.id)}>
      {words.cellsFolded(hidden)}
    </button>
  )
}
