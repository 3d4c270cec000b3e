/**
 * The kernel's terminal below the notebook, as high as the user wants it. It listens also while it is hidden, and while
 * another notebook is in front.
 */
import { useMemo, useState } from 'react'
import type { NotebookId } from '../../common/brands'
import { useText } from '../i18n/text'
import { useApp, useWorld } from '../state/app'
import { TerminalPanel } from '../terminal/TerminalPanel'
import { IconButton } from './IconButton'
import { ResizeEdge } from './ResizeEdge'
import { useTheme } from './theme'

/** Heights in CSS px. */
const LEAST = 96
const FIRST = 220
/** The notebook keeps at least this share of the window. */
const MOST = 0.7

interface ConsolePanelProps {
  readonly notebook: NotebookId
  readonly isInFront: boolean
}

export function ConsolePanel({ notebook, isInFront }: ConsolePanelProps) {
  const words = useText().console
  const { host, intents } = useWorld()
  const isOpen = useApp((state) => state.settings.terminalOpen) && isInFront
  const theme = useTheme()
  const [height, setHeight] = useState(FIRST)

  const terminal = useMemo(
    () => ({
      subscribe: (listen: (text: string) => void) =>
        host.on('terminal:data', (id, text) => {
          if (id === notebook) listen(text)
        }),
      type: (data: string) => void intents.typeInTerminal(notebook, data),
      resize: (columns: number, rows: number) => void intents.resizeTerminal(notebook, columns, rows)
    }),
    [host, intents, notebook]
  )

  return (
    <div className="console" style={{ height }} hidden={!isOpen}>
      <ResizeEdge
        {...{ name: words.resize, className: 'console-edge', side: 'top', size: height, least: LEAST }}
        most={() => window.innerHeight * MOST}
        onChange={setHeight}
      />
      <TerminalPanel {...terminal} theme={theme} shown={isOpen} />
      <IconButton
        {...{ icon: 'close', name: words.hide, className: 'console-hide' }}
        onClick={() => intents.changeSettings({ terminalOpen: false })}
      />
    </div>
  )
}
