/**
 * The runs of one notebook, from the queue to their end. A kernel is given one at a time, the next when everything of the
 * one before has been shown; a run from which children may still write stays open beside those that follow.
 *
 *     queue ──▶ running ──(reply)──▶ live, until the last writer to its terminal is gone
 */
import type { RunId } from '../../common/brands'
import type { Death, RunEvent, RunRequest } from '../../common/session'
import { Insistence } from './Insistence'
import type { KernelProcess } from './KernelProcess'
import type { KernelWatcher } from './KernelWatcher'
import { TERMINAL_SIZE } from './launch'
import { LiveRun } from './LiveRun'
import { type FencedEvent, withoutFence } from './merge'
import type { Questions } from './Questions'
import { RunQueue } from './RunQueue'

/** How often to look whether children have gone. */
const QUIET_LOOK_MS = 20
/** For the last bytes of a dead kernel's terminals: its children are gone, so they are already in the system's buffer. */
const DRAIN_MS = 500
/** The tail of the terminal that a death is told with: faulthandler's trace of a few threads. */
const LAST_WORDS_CHARACTERS = 4000

export interface RunsOptions {
  onEvent(event: RunEvent): void
  /** What the terminals show. */
  onTerminal(text: string): void
  /** What the kernel does from now on. */
  onStatus(status: 'idle' | 'busy' | 'interrupting'): void
  readonly questions: Questions
  readonly watcher: KernelWatcher | undefined
  /** Whether a run that fails aborts those behind it. */
  stopsOnError(): boolean
}

export class Runs {
  private readonly queue = new RunQueue((run) => this.emit({ kind: 'aborted', run }))
  /** The one that takes runs; `null` while none is ready. */
  private kernel: KernelProcess | null = null
  /** The run that the kernel works on. */
  private running: LiveRun | null = null
  /** Runs from which something may still come: the running one, and those whose terminals are still open. */
  private readonly live = new Map<RunId, LiveRun>()
  private readonly insistence = new Insistence(() => void this.tellWhoHears())
  private readonly decoder = new TextDecoder()
  private said = ''
  private isPaused = false
  private size: { readonly columns: number; readonly rows: number } = TERMINAL_SIZE

  constructor(private readonly options: RunsOptions) {}

  add(requests: readonly RunRequest[]): void {
    this.queue.add(requests)
    this.next()
  }

  /** Takes these out of the queue, or all; what has begun goes on. */
  abort(runs?: readonly RunId[]): void {
    this.queue.abort(runs)
  }

  /** The kernel is ready: it gets what is queued, one after the other. */
  serve(kernel: KernelProcess): void {
    this.kernel = kernel
    this.next()
  }

  /** The kernel gets nothing more: what is asked for from now on is for the next one. */
  rest(): void {
    this.kernel = null
  }

  /** Stops what runs. Insisting within two seconds ends the children that hold it up. */
  interrupt(): void {
    if (this.running === null || this.kernel === null) return
    this.options.onStatus('interrupting')
    this.insistence.press(this.kernel)
  }

  /** The next event of a run from the kernel's socket. */
  hear(event: FencedEvent): void {
    const live = this.live.get(event.run)
    if (live === undefined)
      this.emit(withoutFence(event)) // a late line of a run whose terminal is closed
    else live.event(event)
  }

  /** Bytes of the kernel's own terminal. */
  hearTerminal(bytes: Uint8Array): void {
    if (this.running?.hasTerminal === false) this.running.rawBytes(bytes)
    else this.showTerminal(this.decoder.decode(bytes, { stream: true }))
  }

  /** The run whose terminal is that device. */
  runOn(device: string): RunId | null {
    return [...this.live].find(([, run]) => run.device.terminal === device)?.[0] ?? null
  }

  /** What the terminals showed since the last run began: of a kernel that died, its last words. */
  get lastWords(): string {
    return this.said.replaceAll('\r\n', '\n').trim()
  }

  resize(columns: number, rows: number): void {
    this.size = { columns, rows }
    for (const run of this.live.values()) run.resize(columns, rows)
  }

  pause(): void {
    this.isPaused = true
    for (const run of this.live.values()) run.pause()
  }
  resume(): void {
    this.isPaused = false
    for (const run of this.live.values()) run.resume()
  }

  /** Resolves when only the kernel's own terminal is open, so that no child can write to a cell, or after that time. */
  async whenQuiet(maxMs: number): Promise<void> {
    const until = performance.now() + maxMs
    while (this.live.size > 1 && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, QUIET_LOOK_MS))
  }

  /** The kernel has ended, and its children with it: everything is closed, and the run that was on has died. */
  async end(death: Death): Promise<void> {
    this.rest()
    for (const run of this.live.values()) run.resume()
    await Promise.all([...this.live.values()].map((run) => run.finish(DRAIN_MS)))
    this.live.clear()
    this.insistence.calmDown()
    if (this.running === null) return
    const { run } = this.running.request
    this.running = null
    this.emit({ kind: 'died', run, death })
    this.options.watcher?.runEnded(run)
  }

  private next(): void {
    const { kernel } = this
    const { watcher } = this.options
    if (kernel === null || this.running !== null) return
    const request = this.queue.take()
    if (request === undefined) return this.options.onStatus('idle')
    const live = new LiveRun({
      request,
      terminal: kernel.openTerminal(this.size.columns, this.size.rows),
      onEvent: (event) => this.emit(event),
      onTerminal: (text) => this.showTerminal(text),
      onEnd: () => this.live.delete(request.run)
    })
    this.live.set(request.run, live)
    if (this.isPaused) live.pause()
    this.running = live
    this.said = ''
    this.options.onStatus('busy')
    const { run, cell, code, childrenSeeCells } = request
    const choice = childrenSeeCells === false ? { children_see_cells: false } : {}
    const watching = watcher && { record_tasks: true }
    // Before the kernel can have begun, however busy the machine is: whatever it starts from here on is this run's.
    watcher?.runBegins(run)
    kernel.send({ kind: 'execute_request', run, cell, code, ...live.device, ...choice, ...watching })
  }

  private emit(event: RunEvent): void {
    this.options.onEvent(event)
    if (event.kind !== 'execute_reply' || event.run !== this.running?.request.run) return
    this.options.watcher?.runEnded(event.run)
    const { mayFail = false } = this.running.request
    this.running.letGo()
    this.running = null
    this.insistence.calmDown()
    if (event.status === 'error' && !mayFail && this.options.stopsOnError()) this.queue.abort()
    // In a turn of its own: the merge that released the reply has more to do.
    queueMicrotask(() => this.next())
  }

  private showTerminal(text: string): void {
    if (text === '') return
    this.said = (this.said + text).slice(-LAST_WORDS_CHARACTERS)
    this.options.onTerminal(text)
  }

  /** Where the program has taken SIGINT over, its cell says why an interrupt does nothing. */
  private async tellWhoHears(): Promise<void> {
    const stubborn = this.running
    const heard = await this.options.questions.whoHearsInterrupts()
    if (heard === null || stubborn === null || this.running !== stubborn) return
    const notice = { what: 'interrupt-unheard', handler: heard.handler } as const
    this.emit({ kind: 'notice', run: stubborn.request.run, notice })
  }
}
