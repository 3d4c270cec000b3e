/**
 * A tree of names. One of them has the keyboard: up and down move, left and right fold and open or go out and in, a letter goes
 * to the next name that begins with it, Enter does what a click does.
 */
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { treeMove } from '../panel/treeKeys'
import { Icon, type IconName } from '../shell/icons'

export interface TreeRow {
  readonly key: string
  /** From 0. */
  readonly depth: number
  readonly name: string
  readonly hint?: string
  readonly icon?: IconName
  /** Others are below it, and whether they are shown; absent: there are none. */
  readonly isOpen?: boolean
  /** Where the reader is. */
  readonly isCurrent?: boolean
  readonly isDisabled?: boolean
  /** After the name. */
  readonly mark?: ReactNode
}

interface TreeProps {
  readonly label: string
  readonly rows: readonly TreeRow[]
  readonly onChoose: (key: string) => void
  /** Folds or opens. */
  readonly onTurn: (key: string) => void
}

export function Tree({ label, rows, onChoose, onTurn }: TreeProps) {
  const list = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<string | null>(null)
  const current = rows.findIndex(({ isCurrent }) => isCurrent)
  const found = rows.findIndex(({ key }) => key === active)
  const at = Math.max(0, found < 0 ? current : found)

  // The list follows the reader, who may be somewhere else in it.
  useEffect(() => {
    if (list.current?.contains(document.activeElement)) return
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' })
  }, [current])

  function moveTo(place: number): void {
    const row = rows[place]
    if (row === undefined) return
    setActive(row.key)
    ;(list.current?.children[place] as HTMLElement | undefined)?.focus()
  }

  function onKeyDown(event: KeyboardEvent): void {
    const row = rows[at]
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const places = rows.map(({ depth, isOpen }) => ({ level: depth, isOpen }))
    const move = treeMove(places, at, event.key)
    if (move === 'turn') onTurn(row.key)
    else if (move !== null) moveTo(move)
    else if (event.key === 'Enter' || event.key === ' ') choose(row)
    else if (event.key.length === 1) moveTo(nextNamed(rows, at, event.key))
    else return
    event.preventDefault()
  }

  function choose(row: TreeRow): void {
    setActive(row.key)
    if (row.isDisabled !== true) onChoose(row.key)
  }

  return (
    <div className="tree" ref={list} role="tree" aria-label={label} onKeyDown={onKeyDown}>
      {rows.map((row, n) => (
        <div
          key={row.key}
          role="treeitem"
          className={`tree-row${row.isCurrent ? ' is-current' : ''}`}
          aria-level={row.depth + 1}
          aria-expanded={row.isOpen}
          aria-current={row.isCurrent || undefined}
          aria-disabled={row.isDisabled}
          tabIndex={n === at ? 0 : -1}
          title={row.hint ?? row.name}
          style={{ paddingLeft: `calc(${row.depth} * 14px + 4px)` }}
          onFocus={() => setActive(row.key)}
          onClick={() => choose(row)}
        >
          <span
            className={`tree-turn${row.isOpen ? ' is-open' : ''}`}
            onClick={(event) => {
              if (row.isOpen === undefined) return
              event.stopPropagation()
              onTurn(row.key)
            }}
          >
            {row.isOpen !== undefined && <Icon name="chevron" />}
          </span>
          {row.icon !== undefined && <Icon name={row.icon} />}
          <span className="tree-name">{row.name}</span>
          {row.mark}
        </div>
      ))}
    </div>
  )
}

/** The next row whose name begins with this letter, round and round; the same one where there is none. */
function nextNamed(rows: readonly TreeRow[], at: number, letter: string): number {
  const begins = ({ name }: TreeRow): boolean => name.toLowerCase().startsWith(letter.toLowerCase())
  const after = rows.findIndex((row, n) => n > at && begins(row))
  return after >= 0 ? after : Math.max(rows.findIndex(begins), rows.some(begins) ? 0 : at)
}
