/** The notebook's variables, looked at again after each run. A click tells more about one of them. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { MOST_VARIABLES, type Variable } from '../../common/protocol'
import { useText } from '../i18n/text'
import { Icon } from '../shell/icons'
import { useIntents, useOpen } from '../state/app'
import { orderedBy, shownVariables, type VariableOrder } from '../state/variables'
import { VariableDetails } from './VariableDetails'
import { scrollToRow, useVisibleRows } from './visibleRows'
import './panel.css'
import './variables.css'

/** CSS px; also in `panel.css`. */
const ROW = 28
const HEAD = 26

export function VariablesTab() {
  const words = useText().panel.variables
  const intents = useIntents()
  const variables = useOpen((open) => open.variables)
  const ended = useOpen((open) => open.endedRuns)
  const pid = useOpen(({ kernel }) => ('info' in kernel ? kernel.info.pid : null))
  const [filter, setFilter] = useState('')
  const [order, setOrder] = useState<VariableOrder>({ by: 'name', isDescending: false })
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = useMemo(() => shownVariables(variables ?? [], filter, order), [variables, filter, order])

  useEffect(() => void intents.refreshVariables(), [intents, ended, pid])

  if (pid === null || variables === null || variables.length === 0) {
    return (
      <div className="panel-empty">
        <p>{pid === null ? words.noKernel : variables === null ? words.looking : words.none}</p>
        {(pid === null || variables?.length === 0) && <p>{words.noneHint}</p>}
      </div>
    )
  }
  const details = variables.find(({ name }) => name === chosen)
  return (
    <>
      <div className="panel-tools">
        <input
          type="search"
          className="panel-filter"
          placeholder={words.filter}
          aria-label={words.filter}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <span className="quiet" role="status">
          {words.count(shown.length, variables.length)}
        </span>
      </div>
      {variables.length >= MOST_VARIABLES && (
        <p className="panel-note" role="note">
          {words.cut(MOST_VARIABLES)}
        </p>
      )}
      <VariableTable
        {...{ shown, order, chosen }}
        onOrder={(by) => setOrder(orderedBy(order, by))}
        onChoose={(name) => setChosen(name === chosen ? null : name)}
      />
      {shown.length === 0 && <p className="panel-none">{words.noMatch(filter.trim())}</p>}
      {details !== undefined && (
        <VariableDetails key={details.name} variable={details} onClose={() => setChosen(null)} />
      )}
    </>
  )
}

interface TableProps {
  readonly shown: readonly Variable[]
  readonly order: VariableOrder
  readonly chosen: string | null
  readonly onOrder: (by: VariableOrder['by']) => void
  readonly onChoose: (name: string) => void
}

function VariableTable({ shown, order, chosen, onOrder, onChoose }: TableProps) {
  const { panel, editor } = useText()
  const words = panel.variables
  const scroller = useRef<HTMLDivElement>(null)
  const { from, to, onScroll } = useVisibleRows(scroller, shown.length, ROW)
  const [active, setActive] = useState<string | null>(null)
  const at = Math.max(
    0,
    shown.findIndex(({ name }) => name === active)
  )

  function moveTo(row: number): void {
    const next = shown[Math.min(Math.max(row, 0), shown.length - 1)]
    if (next === undefined || scroller.current === null) return
    setActive(next.name)
    scrollToRow(scroller.current, shown.indexOf(next), ROW, HEAD)
    // It may have to be drawn first.
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>('[data-active]')?.focus())
  }

  return (
    <div
      className="panel-rows"
      ref={scroller}
      role="grid"
      aria-label={words.label}
      aria-rowcount={shown.length + 1}
      onScroll={onScroll}
      onKeyDown={(event) => {
        const moves: Record<string, number> = {
          ArrowUp: at - 1,
          ArrowDown: at + 1,
          Home: 0,
          End: shown.length - 1
        }
        const move = moves[event.key]
        const row = shown[at]
        if ((event.target as Element).closest('.panel-head') !== null) return
        if (move !== undefined) moveTo(move)
        else if ((event.key === 'Enter' || event.key === ' ') && row !== undefined) onChoose(row.name)
        else return
        event.preventDefault()
      }}
    >
      <div className="panel-row panel-head" role="row" aria-rowindex={1}>
        {(['name', 'type'] as const).map((column) => (
          <span
            key={column}
            role="columnheader"
            aria-sort={order.by === column ? (order.isDescending ? 'descending' : 'ascending') : 'none'}
          >
            <button type="button" className="sorter" title={words.sort} onClick={() => onOrder(column)}>
              {words.columns[column]}
              {order.by === column && (
                <span className={`sort-mark${order.isDescending ? ' descending' : ''}`}>
                  <Icon name="chevron" />
                </span>
              )}
            </button>
          </span>
        ))}
        <span role="columnheader">{words.columns.size}</span>
        <span role="columnheader">{words.columns.value}</span>
      </div>
      <div className="panel-space" style={{ height: shown.length * ROW }}>
        {shown.slice(from, to).map(({ name, type, size = '', value }, n) => (
          <div
            key={name}
            className="panel-row variable"
            role="row"
            aria-rowindex={from + n + 2}
            aria-selected={name === chosen}
            tabIndex={from + n === at ? 0 : -1}
            data-active={from + n === at || undefined}
            style={{ transform: `translateY(${(from + n) * ROW}px)` }}
            onFocus={() => setActive(name)}
            onClick={() => onChoose(name)}
          >
            <span role="gridcell" className="variable-name" title={name}>
              {name}
            </span>
            <span role="gridcell" className="variable-type" title={type}>
              {type}
            </span>
            <span role="gridcell" className="variable-size" title={editor.size(size)}>
              {editor.size(size)}
            </span>
            <span role="gridcell" className="variable-value" title={value}>
              {value}
            </span>
          </div>
        ))}
      </div>
    </div>
  )
}
