/** One cell: its gutter, its text, what running it brought, and what can be done with it. */
import { memo, useContext, useEffect, useRef } from 'react'
import type { CellId } from '../../common/brands'
import { useText } from '../i18n/text'
import { useApp, useCell, useIntents, useOpen } from '../state/app'
import { SolutionFold } from '../learning/SolutionFold'
import { isAmongChosen } from '../state/choice'
import { isFoldedSolution } from '../state/learning'
import { CellActions } from './CellActions'
import { CodeBody } from './CodeBody'
import { CellWindowContext, useReady } from './CellWindow'
import { FarBody } from './FarBody'
import { Gutter } from './Gutter'
import { MarkdownBody } from './MarkdownBody'
import { RawBody } from './RawBody'
import { GAP } from './rows'

const BODIES = { code: CodeBody, markdown: MarkdownBody, raw: RawBody }

interface CellViewProps {
  readonly id: CellId
  /** The cell's place, counted from 1. */
  readonly number: number
}

export const CellView = memo(function CellView({ id, number }: CellViewProps) {
  const words = useText()
  const intents = useIntents()
  const cell = useCell(id)
  const isSelected = useOpen((open) => open.notebook.selected === id)
  const isEditing = useOpen((open) => open.notebook.selected === id && open.notebook.mode === 'edit')
  const isAmong = useOpen((open) => isAmongChosen(open.notebook, id))
  const isFinding = useApp((state) => state.finding !== null)
  const isPrinting = useApp((state) => state.isPrinting)
  const isFolded = useOpen((open) => isFoldedSolution(open, cell)) && !isEditing
  const isRunning = useOpen((open) => open.runs.get(id)?.status === 'running')
  const element = useRef<HTMLDivElement>(null)
  const near = useContext(CellWindowContext)
  const isReady = useReady(element, id, isEditing || isPrinting)
  const count = useOpen((open) => open.notebook.order.length)

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
    !isReady && 'is-far'
  ]
    .filter(Boolean)
    .join(' ')
  const Body = BODIES[cell.cell_type]
  return (
    <div
      ref={element}
      className={classes}
      role="listitem"
      aria-label={words.cell.label[cell.cell_type](number)}
      aria-posinset={number}
      aria-setsize={count}
      aria-current={isSelected || undefined}
      data-running={isRunning || undefined}
      data-cell={id}
      tabIndex={isSelected ? 0 : -1}
      style={isReady ? undefined : { height: near.heightOf(id) - GAP }}
      onPointerDown={(event) => {
        if (
          !(event.target instanceof Element) ||
          event.target.closest('.editor, button, input, label, select, summary')
        )
          return
        if (event.shiftKey) {
          // Else the browser would select the text between.
          event.preventDefault()
          intents.extendTo(id)
        } else if (!(isAmong && event.target.closest('.gutter'))) intents.select(id, 'command')
      }}
    >
      <Gutter cell={cell} isReady={isReady} />
      <div className="cell-body">
        <SolutionFold cell={cell} isFolded={isFolded} />
        {isFolded ? null : isReady ? (
          <Body cell={cell} number={number} isEditing={isEditing} />
        ) : (
          <FarBody cell={cell} />
        )}
      </div>
      {isReady && <CellActions cell={cell} number={number} />}
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
