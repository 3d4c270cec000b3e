/** xterm.js as our console: fits its box, takes its colours from the page, keeps a bounded past. */
import '@xterm/xterm/css/xterm.css'
import { FitAddon } from '@xterm/addon-fit'
import { type ITheme, Terminal } from '@xterm/xterm'

/** Lines that can be scrolled back to: some megabytes at the most. */
const SCROLLBACK = 5000

const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const

export class Console {
  private readonly terminal: Terminal
  private readonly fitting = new FitAddon()
  private readonly observer: ResizeObserver

  constructor(private readonly box: HTMLElement) {
    this.terminal = new Terminal({
      scrollback: SCROLLBACK,
      fontFamily: token('--font-code'),
      fontSize: Number.parseFloat(token('--size-code')) || 13,
      lineHeight: 1.2,
      theme: theme(),
      minimumContrastRatio: 4.5,
      cursorBlink: false
    })
    this.terminal.loadAddon(this.fitting)
    this.terminal.open(box)
    this.observer = new ResizeObserver(() => this.fit())
    this.observer.observe(box)
    this.fit()
  }

  write(text: string): void {
    this.terminal.write(text)
  }

  clear(): void {
    this.terminal.clear()
  }

  /** Takes the page's present colours. */
  setTheme(): void {
    this.terminal.options.theme = theme()
  }

  /** As many rows and columns as the box holds; while it is hidden they stay as they are. */
  fit(): void {
    if (this.box.clientWidth > 0 && this.box.clientHeight > 0) this.fitting.fit()
  }

  onType(listen: (data: string) => void): () => void {
    const listener = this.terminal.onData(listen)
    return () => listener.dispose()
  }

  /** Tells the present size at once, and every new one. */
  onResize(listen: (columns: number, rows: number) => void): () => void {
    listen(this.terminal.cols, this.terminal.rows)
    const listener = this.terminal.onResize(({ cols, rows }) => listen(cols, rows))
    return () => listener.dispose()
  }

  stop(): void {
    this.observer.disconnect()
    this.terminal.dispose()
  }
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

function theme(): ITheme {
  const colours: Record<string, string> = {}
  for (const name of COLOURS) {
    colours[name] = token(`--ansi-${name}`)
    colours[`bright${name[0]?.toUpperCase()}${name.slice(1)}`] = token(`--ansi-bright-${name}`)
  }
  return {
    ...colours,
    background: token('--bg-sunken'),
    foreground: token('--text'),
    cursor: token('--accent'),
    cursorAccent: token('--bg-sunken'),
    selectionBackground: token('--selection')
  }
}
