/** A panel at a side of the notebook: some tabs, the chosen one's content, and an edge that makes it wider. */
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { IconButton } from '../shell/IconButton'
import { ResizeEdge } from '../shell/ResizeEdge'
import './panel.css'

/** What stays of the window, in CSS px. */
const REST = 120

/** It lies over the notebook instead of beside it; also in `panel.css`. */
export const overlays = matchMedia('(max-width: 900px)')

export interface DockedTab<Tab extends string> {
  readonly tab: Tab
  readonly name: string
  readonly Content: () => ReactNode
}

export interface DockedPanelProps<Tab extends string> {
  readonly side: 'left' | 'right'
  readonly words: { readonly label: string; readonly hide: string; readonly resize: string }
  readonly tabs: readonly DockedTab<Tab>[]
  readonly chosen: Tab
  /** CSS px; `least` is what it needs. */
  readonly width: number
  readonly least: number
  /** It takes the focus; a new object each time. */
  readonly wantsFocus: object | null
  readonly onTab: (tab: Tab) => void
  readonly onWidth: (width: number) => Promise<void>
  readonly onHide: () => void
}

export function DockedPanel<Tab extends string>(props: DockedPanelProps<Tab>) {
  const { side, words, tabs, chosen, least, wantsFocus, onTab, onWidth, onHide } = props
  const [dragged, setDragged] = useState<number | null>(null)
  const element = useRef<HTMLElement>(null)
  const id = useId()
  const width = dragged ?? props.width
  const Content = (tabs.find(({ tab }) => tab === chosen) ?? tabs[0])?.Content

  useEffect(() => {
    if (wantsFocus !== null) element.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus()
  }, [wantsFocus])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    if (overlays.matches) onHide()
    document.querySelector<HTMLElement>('.cell.selected')?.focus()
  }

  return (
    <aside
      className={`side-panel is-${side}`}
      ref={element}
      style={{ width }}
      aria-label={words.label}
      onKeyDown={onKeyDown}
    >
      <ResizeEdge
        {...{ name: words.resize, className: 'panel-edge', size: width, least }}
        side={side === 'left' ? 'right' : 'left'}
        most={() => window.innerWidth - REST}
        onChange={setDragged}
        onDone={(next) => void onWidth(next).then(() => setDragged(null))}
      />
      <header className="panel-tabs">
        <div role="tablist" aria-label={words.label}>
          {tabs.map(({ tab, name }, place) => (
            <button
              key={tab}
              type="button"
              role="tab"
              id={`${id}-${tab}`}
              aria-selected={tab === chosen}
              aria-controls={`${id}-content`}
              tabIndex={tab === chosen ? 0 : -1}
              onClick={() => onTab(tab)}
              onKeyDown={(event) => {
                const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
                const other = tabs[(place + (by ?? 0) + tabs.length) % tabs.length]
                if (by === undefined || other === undefined) return
                event.preventDefault()
                onTab(other.tab)
                document.getElementById(`${id}-${other.tab}`)?.focus()
              }}
            >
              {name}
            </button>
          ))}
        </div>
        <IconButton icon="close" name={words.hide} onClick={onHide} />
      </header>
      <div className="panel-content" role="tabpanel" id={`${id}-content`} aria-labelledby={`${id}-${chosen}`}>
        {Content !== undefined && <Content />}
      </div>
    </aside>
  )
}
