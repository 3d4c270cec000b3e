/**
 * The gap above a cell: pointing at it offers a new cell there. Keys A and B do the same, so Tab skips it, and a screen
 * reader, whose list of cells it would be no part of, does not hear of it.
 */
import { memo, useState } from 'react'
import type { CellId } from '../../common/brands'
import type { CellType } from '../../common/notebook'
import { useText } from '../i18n/text'
import { useIntents } from '../state/app'

interface InsertHereProps {
  readonly before: CellId
  /** Cells that are dragged would land here. */
  readonly isDropHere: boolean
}

export const InsertHere = memo(function InsertHere({ before, isDropHere }: InsertHereProps) {
  const words = useText()
  const intents = useIntents()
  const [isPointedAt, setIsPointedAt] = useState(false)
  const insert = (type: CellType): void => intents.insertBefore(before, type)
  return (
    <div
      className="insert-here"
      aria-hidden
      onPointerEnter={() => setIsPointedAt(true)}
      onPointerLeave={() => setIsPointedAt(false)}
    >
      {isDropHere && <div className="drop-here" />}
      {isPointedAt && (
        <div className="insert-choices">
          <button
            className="pill"
            tabIndex={-1}
            aria-label={words.notebook.insertCode}
            onClick={() => insert('code')}
          >
            + {words.notebook.addCode}
          </button>
          <button
            className="pill"
            tabIndex={-1}
            aria-label={words.notebook.insertMarkdown}
            onClick={() => insert('markdown')}
          >
            + {words.notebook.addMarkdown}
          </button>
        </div>
      )}
    </div>
  )
})
