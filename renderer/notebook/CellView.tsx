/** One cell: its gutter, its text, what running it brought, and what can be done with it. */
import { memo, useEffect, useRef } from 'react'
import type { CellId } from '../../common/brands'
import { useText } from '../i18n/text'
import { useApp, useCell, useIntents, useOpen } from '../state/app'
import { isAmongChosen } from '../state/choice'
import { CellActions } from './CellActions'
import { CodeBody } from './CodeBody'
import { FarBody, guessedHeight } from './FarBody'
import { Gutter } from './Gutter'
import { MarkdownBody } from './MarkdownBody'
import { useNearness } from './nearViewport'
import { RawBody } from './RawBody'

const BODIES = { code: CodeBody, markdown: MarkdownBody, raw: RawBody }

export const CellView = memo(function CellView({ id }: { readonly id: CellId }) {
  const words = useText()
  const intents = useIntents()
  const cell = useCell(id)
  const isSelected = useOpen((open) => open.notebook.selected === id)
  const isEditing = useOpen((open) => open.notebook.selected === id && open.notebook.mode === 'edit')
  const isAmong = useOpen((open) => isAmongChosen(open.notebook, id))
  const isFinding = useApp((state) => state.finding !== null)
  const isPrinting = useApp((state) => state.isPrinting)
  const isRunning = useOpen((open) => open.runs.get(id)?.status === 'running')
  const element = useRef<HTMLDivElement>(null)
  const { isNear, height } = useNearness(element, isEditing || isPrinting)
  // Counted from 1, and only near: an inserted cell would draw all those below it anew.
  const number = useOpen((open) => (isNear ? open.notebook.order.indexOf(id) + 1 : 0))

  useEffect(() => {
    if (!isSelected) return
    element.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])

  const sought = useApp(({ reveal }) => (reveal?.cell === id && 'whole' in reveal ? reveal : null))
  useEffect(() => {
    if (sought === null) return
    element.current?.scrollIntoView({ block: 'nearest' })
    element.current?.focus({ preventScroll: true })
  }, [sought])

  useEffect(() => {
    if (isSelected && !isEditing && mayTakeFocus(element.current))
      element.current?.focus({ preventScroll: true })
  }, [isSelected, isEditing, isFinding, cell.cell_type])

  const classes = [
    `cell cell-${cell.cell_type}`,
    isSelected && 'selected',
    isAmong && 'chosen',
    isEditing && 'editing',
    !isNear && 'is-far'
  ]
    .filter(Boolean)
    .join(' ')
  const Body = BODIES[cell.cell_type]
  const farHeight = height ?? guessedHeight(cell)
  return (
    <div
      ref={element}
      className={classes}
      role="listitem"
      aria-label={isNear ? words.cell.label[cell.cell_type](number) : words.cell.types[cell.cell_type]}
      aria-current={isSelected || undefined}
      data-running={isRunning || undefined}
      data-cell={id}
      tabIndex={isSelected ? 0 : -1}
      style={isNear ? undefined : { containIntrinsicBlockSize: farHeight }}
      onPointerDown={(event) => {
        if (
          !(event.target instanceof Element) ||
          event.target.closest('.editor, button, input, select, summary')
        )
          return
        if (event.shiftKey) {
          // Else the browser would select the text between.
          event.preventDefault()
          intents.extendTo(id)
        } else if (!(isAmong && event.target.closest('.gutter'))) intents.select(id, 'command')
      }}
    >
      <Gutter cell={cell} isNear={isNear} />
      <div className="cell-body">
        {isNear ? (
          <Body cell={cell} number={number} isEditing={isEditing} />
        ) : (
          <FarBody cell={cell} height={farHeight} />
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
