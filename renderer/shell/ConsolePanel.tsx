/** The kernel's terminal below the notebook, as high as the user wants it. It listens also while it is hidden. */
import { useMemo, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useText } from '../i18n/text'
import { useApp, useOpen, useWorld } from '../state/app'
import { TerminalPanel } from '../terminal/TerminalPanel'
import { IconButton } from './IconButton'
import { useTheme } from './theme'

/** Heights in CSS px. */
const LEAST = 96
const FIRST = 220
/** What one press of an arrow key changes. */
const STEP = 24
/** The notebook keeps at least this share of the window. */
const MOST = 0.7

export function ConsolePanel() {
  const words = useText().console
  const { host, intents } = useWorld()
  const notebook = useOpen((open) => open.id)
  const isOpen = useApp((state) => state.settings.terminalOpen)
  const theme = useTheme()
  const [height, setHeight] = useState(FIRST)

  const terminal = useMemo(
    () => ({
      subscribe: (listen: (text: string) => void) =>
        host.on('terminal:data', (id, text) => {
          if (id === notebook) listen(text)
        }),
      type: (data: string) => void intents.typeInTerminal(data),
      resize: (columns: number, rows: number) => void intents.resizeTerminal(columns, rows)
    }),
    [host, intents, notebook]
  )

  return (
    <div className="console" style={{ height }} hidden={!isOpen}>
      <ConsoleEdge {...{ height, setHeight }} />
      <TerminalPanel {...terminal} theme={theme} shown={isOpen} />
      <IconButton
        {...{ icon: 'close', name: words.hide, className: 'console-hide' }}
        onClick={() => intents.changeSettings({ terminalOpen: false })}
      />
    </div>
  )
}

/** The upper edge: dragged, or moved with the arrow keys. */
function ConsoleEdge({
  height,
  setHeight
}: {
  readonly height: number
  readonly setHeight: (px: number) => void
}) {
  const words = useText().console
  const resize = (wanted: number): void =>
    setHeight(Math.round(Math.min(Math.max(wanted, LEAST), window.innerHeight * MOST)))

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(window.innerHeight - event.clientY)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowUp') resize(height + STEP)
    if (event.key === 'ArrowDown') resize(height - STEP)
  }

  return (
    <div
      className="console-edge"
      role="separator"
      aria-orientation="horizontal"
      aria-label={words.resize}
      aria-valuenow={height}
      aria-valuemin={LEAST}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  )
}
