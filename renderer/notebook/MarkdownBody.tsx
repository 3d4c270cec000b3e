/** A Markdown cell: rendered, or its text while it is edited. */
import { useEffect, useRef, type DragEvent } from 'react'
import { useText } from '../i18n/text'
import { PredictionOf } from '../learning/Prediction'
import { MarkdownView } from '../markdown/MarkdownView'
import { useApp, useIntents } from '../state/app'
import type { BodyProps } from './CodeBody'
import { Editor } from './Editor'
import { attached, picturesIn } from './pictureDrops'
import { FoldedNote } from './SectionFold'

/** Links that were followed to their end: a cell that comes into view again does not scroll there again. */
const followed = new WeakSet<object>()

export function MarkdownBody({ cell, number, isEditing }: BodyProps) {
  const words = useText()
  const intents = useIntents()
  const rendered = useRef<HTMLDivElement>(null)

  const sought = useApp(({ reveal }) =>
    reveal?.cell === cell.id && 'anchor' in reveal && !followed.has(reveal) ? reveal : null
  )
  useEffect(() => {
    if (sought === null) return
    followed.add(sought)
    rendered.current
      ?.querySelector(`[data-anchor="${CSS.escape(sought.anchor)}"]`)
      ?.scrollIntoView({ block: 'start' })
  }, [sought])

  async function onDrop(event: DragEvent): Promise<void> {
    const pictures = picturesIn(event.dataTransfer)
    if (pictures.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    const text = await attached(pictures, cell.id, intents)
    if (text !== '') intents.appendText(cell.id, text)
  }

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
    <>
      <div
        ref={rendered}
        className="cell-rendered"
        onDoubleClick={() => intents.select(cell.id, 'edit')}
        onDragOver={(event) => {
          if (event.dataTransfer.types.includes('Files')) event.preventDefault()
        }}
        onDrop={(event) => void onDrop(event)}
      >
        {cell.source.trim() === '' ? (
          <p className="quiet">{words.cell.emptyMarkdown}</p>
        ) : (
          <MarkdownView source={cell.source} attachments={cell.attachments} />
        )}
        <FoldedNote cell={cell} />
      </div>
      <PredictionOf cell={cell} />
    </>
  )
}
