/** The rows of what is alive. One row has the keyboard: up and down move, left and right fold and open, Enter goes to the cell. */
import { useRef, useState, type KeyboardEvent } from 'react'
import { useText } from '../i18n/text'
import { useIntents, useOpen } from '../state/app'
import { levelOf, type AliveRow } from '../state/alive'
import { cellOfRun } from '../state/open'
import { FoldRowView, ProcessRowView, TaskRowView, ThreadRowView } from './AliveRows'
import { treeMove } from './treeKeys'
import { scrollToRow, useVisibleRows } from './visibleRows'

/** CSS px; also in `panel.css`. */
const ROW = 28
const HEAD = 26

export interface AliveTreeProps {
  readonly rows: readonly AliveRow[]
  /** Folds or opens. */
  readonly onTurn: (key: string) => void
}

export function AliveTree({ rows, onTurn }: AliveTreeProps) {
  const words = useText().panel.now
  const intents = useIntents()
  const order = useOpen((open) => open.notebook.order)
  const counts = useOpen((open) => open.counts)
  const cellOf = useOpen((open) => open.cellOf)
  const scroller = useRef<HTMLDivElement>(null)
  const { from, to, onScroll } = useVisibleRows(scroller, rows.length, ROW)
  const [active, setActive] = useState<string | null>(null)
  const at = Math.max(
    0,
    rows.findIndex(({ key }) => key === active)
  )

  function moveTo(row: number): void {
    const next = rows[row]
    if (next === undefined || scroller.current === null) return
    setActive(next.key)
    scrollToRow(scroller.current, row, ROW, HEAD)
    // It may have to be drawn first.
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>('[data-active]')?.focus())
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const row = rows[at]
    if (row === undefined || event.target !== event.currentTarget.querySelector('[data-active]')) return
    const places = rows.map((each) => ({
      level: levelOf(each),
      isOpen: 'isOpen' in each ? each.isOpen : undefined
    }))
    const move = treeMove(places, at, event.key)
    if (move === 'turn') onTurn(row.key)
    else if (move !== null) moveTo(move)
    else if (event.key === 'Enter' && row.kind !== 'fold') {
      const place = cellOfRun({ cellOf, counts, order }, row.run)
      if (place !== null) intents.goToCell(place.cell)
    } else return
    event.preventDefault()
  }

  return (
    <div
      className="panel-rows"
      ref={scroller}
      role="treegrid"
      aria-label={words.label}
      aria-rowcount={rows.length + 1}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <div className="panel-row panel-head" role="row" aria-rowindex={1}>
        {(['name', 'state', 'core', 'cpu', 'cell'] as const).map((column) => (
          <span key={column} role="columnheader" className={`alive-${column}`}>
            {words.columns[column]}
          </span>
        ))}
      </div>
      <div className="panel-space" style={{ height: rows.length * ROW }}>
        {rows.slice(from, to).map((row, n) => {
          const placed = {
            isActive: from + n === at,
            index: from + n + 2,
            top: (from + n) * ROW,
            onActive: () => setActive(row.key)
          }
          const turn = (): void => onTurn(row.key)
          if (row.kind === 'fold') return <FoldRowView key={row.key} row={row} onTurn={turn} {...placed} />
          const place = cellOfRun({ cellOf, counts, order }, row.run)
          if (row.kind === 'thread')
            return <ThreadRowView key={row.key} row={row} place={place} {...placed} />
          if (row.kind === 'task') return <TaskRowView key={row.key} row={row} place={place} {...placed} />
          return <ProcessRowView key={row.key} row={row} place={place} onTurn={turn} {...placed} />
        })}
      </div>
    </div>
  )
}
