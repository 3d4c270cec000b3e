/** Before a handout is saved: what it will be without. */
import { useState } from 'react'
import { countParts } from '../../common/export/stripped'
import { mustFind } from '../../common/result'
import { useText } from '../i18n/text'
import { Modal } from '../shell/Modal'
import { useIntents, useWorld } from '../state/app'
import { wholeNotebook } from '../state/filed'

export function HandoutDialog() {
  const { learning, dialogs } = useText()
  const words = learning.handout
  const intents = useIntents()
  const { store } = useWorld()
  // As it is when it is asked for: what cells print meanwhile is left out all the same.
  const [counts] = useState(() =>
    countParts(wholeNotebook(mustFind(store.getState().open, 'an open notebook')))
  )
  const [withoutRuns, setWithoutRuns] = useState(false)
  return (
    <Modal title={words.title} className="handout">
      <p>{words.about}</p>
      {counts.outputs + counts.solutions > 0 && (
        <>
          <p>{words.takesOut}</p>
          <ul>
            {counts.outputs > 0 && <li>{words.outputs(counts.outputs)}</li>}
            {counts.solutions > 0 && <li>{words.solutions(counts.solutions)}</li>}
          </ul>
        </>
      )}
      {counts.solutions === 0 && <p className="quiet">{words.noSolutions}</p>}
      {counts.runs > 0 && (
        <label className="handout-runs">
          <input
            type="checkbox"
            checked={withoutRuns}
            onChange={(event) => setWithoutRuns(event.target.checked)}
          />
          {words.withoutRuns(counts.runs)}
        </label>
      )}
      <div className="modal-buttons">
        <button className="button" onClick={() => intents.show(null)}>
          {dialogs.cancel}
        </button>
        <button className="button main" onClick={() => void intents.exportHandout(withoutRuns)}>
          {words.save}
        </button>
      </div>
    </Modal>
  )
}
