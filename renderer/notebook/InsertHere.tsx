/** The gap above a cell: pointing at it offers a new cell there. Keys A and B do the same, so Tab skips it. */
import { useState } from 'react'
import { useText } from '../i18n/text'
import { useIntents } from '../state/app'

export function InsertHere({ place }: { readonly place: number }) {
  const words = useText()
  const intents = useIntents()
  const [isPointedAt, setIsPointedAt] = useState(false)
  return (
    <div
      className="insert-here"
      onPointerEnter={() => setIsPointedAt(true)}
      onPointerLeave={() => setIsPointedAt(false)}
    >
      {isPointedAt && (
        <div className="insert-choices">
          <button
            className="pill"
            tabIndex={-1}
            aria-label={words.notebook.insertCode}
            onClick={() => intents.insertAt(place, 'code')}
          >
            + {words.notebook.addCode}
          </button>
          <button
            className="pill"
            tabIndex={-1}
            aria-label={words.notebook.insertMarkdown}
            onClick={() => intents.insertAt(place, 'markdown')}
          >
            + {words.notebook.addMarkdown}
          </button>
        </div>
      )}
    </div>
  )
}
