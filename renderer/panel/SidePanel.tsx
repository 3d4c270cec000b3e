/** Right of the notebook: what is alive now, and the variables. Its width and its tab are settings. */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import type { PanelTab } from '../../common/ipc'
import { useText } from '../i18n/text'
import { IconButton } from '../shell/IconButton'
import { ResizeEdge } from '../shell/ResizeEdge'
import { useApp, useIntents } from '../state/app'
import { NowTab } from './NowTab'
import { VariablesTab } from './VariablesTab'
import './panel.css'

/** CSS px. */
const LEAST = 280
/** What stays of the window. */
const REST = 120

/** It lies over the notebook instead of beside it; also in `panel.css`. */
const overlays = matchMedia('(max-width: 900px)')

const TABS: readonly { readonly tab: PanelTab; readonly Content: () => React.ReactNode }[] = [
  { tab: 'now', Content: NowTab },
  { tab: 'variables', Content: VariablesTab }
]

export function SidePanel() {
  const words = useText().panel
  const intents = useIntents()
  const chosen = useApp((state) => state.settings.panelTab)
  const settled = useApp((state) => state.settings.panelWidth)
  const wantsFocus = useApp((state) => state.panelFocus)
  const [dragged, setDragged] = useState<number | null>(null)
  const element = useRef<HTMLElement>(null)
  const id = useId()
  const width = dragged ?? settled
  const Content = TABS.find(({ tab }) => tab === chosen)?.Content ?? NowTab

  useEffect(() => {
    if (wantsFocus !== null) element.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus()
  }, [wantsFocus])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    if (overlays.matches) void intents.showPanel(false)
    document.querySelector<HTMLElement>('.cell.selected')?.focus()
  }

  return (
    <aside
      className="side-panel"
      ref={element}
      style={{ width }}
      aria-label={words.label}
      onKeyDown={onKeyDown}
    >
      <ResizeEdge
        {...{ name: words.resize, className: 'panel-edge', side: 'left', size: width, least: LEAST }}
        most={() => window.innerWidth - REST}
        onChange={setDragged}
        onDone={(panelWidth) => {
          void intents.changeSettings({ panelWidth }).then(() => setDragged(null))
        }}
      />
      <header className="panel-tabs">
        <div role="tablist" aria-label={words.label}>
          {TABS.map(({ tab }) => (
            <button
              key={tab}
              type="button"
              role="tab"
              id={`${id}-${tab}`}
              aria-selected={tab === chosen}
              aria-controls={`${id}-content`}
              tabIndex={tab === chosen ? 0 : -1}
              onClick={() => void intents.changeSettings({ panelTab: tab })}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
                event.preventDefault()
                const other = TABS.find((each) => each.tab !== tab)?.tab ?? tab
                void intents.changeSettings({ panelTab: other })
                document.getElementById(`${id}-${other}`)?.focus()
              }}
            >
              {words.tabs[tab]}
            </button>
          ))}
        </div>
        <IconButton icon="close" name={words.hide} onClick={() => void intents.showPanel(false)} />
      </header>
      <div className="panel-content" role="tabpanel" id={`${id}-content`} aria-labelledby={`${id}-${chosen}`}>
        <Content />
      </div>
    </aside>
  )
}
