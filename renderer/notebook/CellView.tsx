/** One cell: its gutter, its text, what running it brought, and what can be done with it. */
import { memo, useEffect, useRef } from 'react'
import type { CellId } from '../../common/brands'
import { useText } from '../i18n/text'
import { useCell, useIntents, useOpen } from '../state/app'
import { CellActions } from './CellActions'
import { CodeBody } from './CodeBody'
import { FarBody } from './FarBody'
import { Gutter } from './Gutter'
import { MarkdownBody } from './MarkdownBody'
import { useNearness } from './nearViewport'
import { RawBody } from './RawBody'

interface CellProps {
  readonly id: CellId
  /** Its place, counted from 1. */
  readonly number: number
}

const BODIES = { code: CodeBody, markdown: MarkdownBody, raw: RawBody }

export const CellView = memo(function CellView({ id, number }: CellProps) {
  const words = useText()
  const intents = useIntents()
  const cell = useCell(id)
  const isSelected = useOpen((open) => open.notebook.selected === id)
  const isEditing = useOpen((open) => open.notebook.selected === id && open.notebook.mode === 'edit')
  const isRunning = useOpen((open) => open.runs.get(id)?.status === 'running')
  const element = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const { isNear, height } = useNearness(body, isEditing)

  useEffect(() => {
    if (!isSelected) return
    element.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])

  useEffect(() => {
    if (isSelected && !isEditing && mayTakeFocus(element.current))
      element.current?.focus({ preventScroll: true })
  }, [isSelected, isEditing, cell.cell_type])

  const Body = BODIES[cell.cell_type]
  return (
    <div
      ref={element}
      className={`cell ${cell.cell_type}${isSelected ? ' selected' : ''}${isEditing ? ' editing' : ''}`}
      role="listitem"
      aria-label={words.cell.label[cell.cell_type](number)}
      aria-current={isSelected || undefined}
      data-running={isRunning || undefined}
      tabIndex={isSelected ? 0 : -1}
      onPointerDown={(event) => {
        if (!(event.target instanceof Element) || event.target.closest('.editor, button, input, select'))
          return
        intents.select(id, 'command')
      }}
    >
      <Gutter cell={cell} />
      <div className="cell-body" ref={body}>
        {isNear ? (
          <Body cell={cell} number={number} isEditing={isEditing} />
        ) : (
          <FarBody cell={cell} height={height} />
        )}
      </div>
      {isNear && <CellActions cell={cell} number={number} />}
    </div>
  )
})

/** Whether taking the focus would not tear it from something else, such as the console or a menu. */
function mayTakeFocus(cell: Element | null): boolean {
  const { activeElement } = document
  return (
    activeElement === null ||
    activeElement === document.body ||
    activeElement.closest('.notebook') !== null ||
    cell === null
  )
}
