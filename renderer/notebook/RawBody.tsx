/** A cell whose text is passed on as it is. */
import type { BodyProps } from './CodeBody'
import { Editor } from './Editor'
import { useText } from '../i18n/text'

export function RawBody({ cell, number, isEditing }: BodyProps) {
  const words = useText()
  return (
    <div className="cell-input">
      <Editor
        {...{ id: cell.id, type: 'raw', source: cell.source, isEditing }}
        label={words.cell.source.raw(number)}
      />
    </div>
  )
}
