/** In the place of code or output that is hidden: what it is, and a way to see it. */
import type { CellId } from '../../common/brands'
import { useText } from '../i18n/text'
import { useIntents } from '../state/app'
import type { Half } from '../state/cellEdits'

interface HiddenHalfProps {
  readonly cell: CellId
  readonly half: Half
  readonly label: string
  /** What it begins with, so that it can be told from others. */
  readonly code?: string
}

export function HiddenHalf({ cell, half, label, code = '' }: HiddenHalfProps) {
  const words = useText().editing
  const intents = useIntents()
  return (
    <div className="hidden-half">
      <span>{label}</span>
      {code !== '' && <code>{code}</code>}
      <button type="button" className="pill" onClick={() => intents.showHalf(cell, half)}>
        {words.show}
      </button>
    </div>
  )
}
