/** A run as its session sees it: its own terminal beside its events, merged into the one order that is shown. */
import type { RunEvent, RunRequest } from '../../common/session'
import type { FencedEvent } from './merge'
import { RunMerge } from './merge'
import type { RunTerminal } from './pty'

export interface LiveRunOptions {
  readonly request: RunRequest
  readonly terminal: RunTerminal | null
  onEvent(event: RunEvent): void
  /** What its terminal shows, without the kernel's markers; line ends as a terminal has them. */
  onTerminal(text: string): void
  /** Nobody can write to its terminal any more. */
  onEnd(): void
}

/**
 * Where a run has no terminal of its own and the kernel's can carry no markers (Windows), its reply waits this long for
 * what others wrote: a terminal there passes text on within a frame or two.
 */
const GRACE_MS = 50

export class LiveRun {
  readonly request: RunRequest
  private readonly merge: RunMerge
  private isHeld = false
  private isPaused = false
  private readonly ended: Promise<void>
  /** Ends a run that shares the kernel's own terminal. */
  private endShared: () => void = () => undefined

  constructor(private readonly options: LiveRunOptions) {
    const { request, terminal } = options
    this.request = request
    this.merge = new RunMerge({
      run: request.run,
      hasTerminal: true,
      emit: (event) => options.onEvent(event),
      holdTerminal: (hold) => this.hold(hold),
      after: (ms, callback) => {
        const timer = setTimeout(callback, ms)
        return () => clearTimeout(timer)
      }
    })
    terminal?.onData((bytes) => {
      const text = this.merge.bytes(bytes)
      if (text !== '') options.onTerminal(text)
    })
    this.ended = new Promise((resolve) => {
      if (terminal === null) this.endShared = resolve
      else terminal.onEnd(resolve)
    })
    void this.ended.then(() => {
      const text = this.merge.terminalEnded()
      if (text !== '') options.onTerminal(text)
      options.onEnd()
    })
  }

  /** The device that the kernel should use; absent where there is none. */
  get device(): { readonly terminal?: string } {
    return this.options.terminal === null ? {} : { terminal: this.options.terminal.path }
  }

  event(event: FencedEvent): void {
    if (event.kind === 'execute_reply' && event.fence === undefined && !this.hasTerminal)
      setTimeout(() => this.merge.event(event), GRACE_MS)
    else this.merge.event(event)
  }

  /** Bytes of the kernel's own terminal, when this run has none: they and its markers are the run's, too. */
  rawBytes(bytes: Uint8Array): void {
    const text = this.merge.bytes(bytes)
    if (text !== '') this.options.onTerminal(text)
  }
  get hasTerminal(): boolean {
    return this.options.terminal !== null
  }

  /** The kernel has its terminal open: from now on it ends when the last writer goes; a shared one ends at once. */
  letGo(): void {
    this.endShared()
    this.options.terminal?.letGo()
  }

  pause(): void {
    this.isPaused = true
    this.merge.freeze(true)
    this.options.terminal?.pause()
  }
  resume(): void {
    this.isPaused = false
    this.merge.freeze(false)
    if (!this.isHeld) this.options.terminal?.resume()
  }
  resize(columns: number, rows: number): void {
    this.options.terminal?.resize(columns, rows)
  }

  /** The kernel is gone: reads what is left, for at most so long, lets everything go and closes. */
  async finish(maxMs: number): Promise<void> {
    this.letGo()
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, maxMs)
    })
    await Promise.race([this.ended, patience])
    clearTimeout(timer)
    this.merge.settle()
    this.options.terminal?.close()
  }

  private hold(hold: boolean): void {
    if (hold === this.isHeld) return
    this.isHeld = hold
    if (hold) this.options.terminal?.pause()
    else if (!this.isPaused) this.options.terminal?.resume()
  }
}
