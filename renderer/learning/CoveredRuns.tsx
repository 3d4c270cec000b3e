/** In the place of kept runs that would give away the answer to a question. */
import type { CellId } from '../../common/brands'
import { useText } from '../i18n/text'
import { useIntents } from '../state/app'
import './learning.css'

export function CoveredRuns({ cell }: { readonly cell: CellId }) {
  const words = useText().learning.prediction
  const intents = useIntents()
  return (
    <p className="covered-runs quiet">
      {words.covered}{' '}
      <button type="button" className="pill" onClick={() => intents.uncover(cell, true)}>
        {words.uncover}
      </button>
    </p>
  )
}
