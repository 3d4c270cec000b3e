/** The kernel's console: its raw terminal. xterm.js is loaded when the panel is first shown, not with the page. */
import './terminal.css'
import { useEffect, useRef, useState } from 'react'
import type { Theme } from '../../common/ipc'
import { useText } from '../i18n/text'
import type { Console } from './console'
import { EarlyText } from './earlyText'

export interface TerminalPanelProps {
  /** Text from the kernel's terminal; the answer ends the subscription. A new function is a new kernel's terminal. */
  readonly subscribe: (listen: (text: string) => void) => () => void
  readonly type: (data: string) => void
  readonly resize: (columns: number, rows: number) => void
  readonly theme: Theme
  /** A hidden panel keeps its text: hide it with this rather than by leaving it out. */
  readonly shown: boolean
}

export function TerminalPanel({ subscribe, type, resize, theme, shown }: TerminalPanelProps) {
  const text = useText().outputs.console
  const box = useRef<HTMLDivElement>(null)
  const early = useRef(new EarlyText())
  const [xterm, setXterm] = useState<Console | null>(null)
  const [failed, setFailed] = useState(false)
  const [wasShown, setWasShown] = useState(shown)
  if (shown && !wasShown) setWasShown(true)

  useEffect(() => {
    if (!wasShown) return
    let stopped = false
    let opened: Console | null = null
    import('./console').then(
      ({ Console }) => {
        if (stopped || box.current === null) return
        opened = new Console(box.current)
        setXterm(opened)
      },
      () => setFailed(true)
    )
    return () => {
      stopped = true
      setXterm(null)
      opened?.stop()
    }
  }, [wasShown])

  useEffect(() => {
    if (xterm === null) return subscribe((data) => early.current.add(data))
    xterm.write(early.current.take())
    return subscribe((data) => xterm.write(data))
  }, [subscribe, xterm])

  useEffect(() => xterm?.onType(type), [xterm, type])
  useEffect(() => xterm?.onResize(resize), [xterm, resize])
  useEffect(() => xterm?.setTheme(), [xterm, theme])
  useEffect(() => {
    if (shown) xterm?.fit()
  }, [xterm, shown])

  return (
    <section className="terminal-panel" aria-label={text.label} hidden={!shown}>
      <header className="terminal-head">
        <span>{text.label}</span>
        <button type="button" onClick={() => xterm?.clear()}>
          {text.clear}
        </button>
      </header>
      <div ref={box} className="terminal-box" />
      {xterm === null && <div className="output-note">{failed ? text.failed : text.loading}</div>}
    </section>
  )
}
