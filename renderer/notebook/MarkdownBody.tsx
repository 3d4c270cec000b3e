/** A Markdown cell: rendered, or its text while it is edited. */
import { useText } from '../i18n/text'
import { MarkdownView } from '../markdown/MarkdownView'
import { useIntents } from '../state/app'
import type { BodyProps } from './CodeBody'
import { Editor } from './Editor'
import { FoldedNote } from './SectionFold'

export function MarkdownBody({ cell, number, isEditing }: BodyProps) {
  const words = useText()
  const intents = useIntents()
  if (isEditing) {
    return (
      <div className="cell-input">
        <Editor
          {...{ id: cell.id, type: 'markdown', source: cell.source, isEditing }}
          label={words.cell.source.markdown(number)}
        />
      </div>
    )
  }
  return (
    <div className="cell-rendered" onDoubleClick={() => intents.select(cell.id, 'edit')}>
      {cell.source.trim() === '' ? (
        <p className="quiet">{words.cell.emptyMarkdown}</p>
      ) : (
        <MarkdownView source={cell.source} attachments={cell.attachments} />
      )}
      <FoldedNote cell={cell} />
    </div>
  )
}
