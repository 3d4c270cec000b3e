/**
 * One notebook's kernel through all its lives:
 *
 *     none ─start→ starting ─→ idle ⇄ busy ⇄ interrupting
 *                     │          └──────┬───────┘
 *                     ↓                 ↓
 *                  failed     dead, or stopping ─→ none
 *
 * It owns the queue: the kernel is given one run at a time, the next when everything of the one before has been shown.
 */
import type { RunId } from '../../common/brands'
import type { KernelEvent } from '../../common/protocol'
import type { TaskSteps } from '../../common/taskSteps'
import type { Alive, Death, Interpreter, KernelState, RunEvent, RunRequest } from '../../common/session'
import { Batcher } from './batcher'
import { Children } from './Children'
import { Insistence } from './Insistence'
import { KernelProcess } from './KernelProcess'
import { TERMINAL_SIZE } from './launch'
import { LiveRun } from './LiveRun'
import { withoutFence } from './merge'
import type { Terminals } from './pty'
import { realTerminals } from './pty'
import { isAnswer, Questions } from './Questions'
import { RunQueue } from './RunQueue'

/** How often to look whether children have gone. */
const QUIET_LOOK_MS = 20
/** For the last bytes of a dead kernel's terminals: its children are gone, so they are already in the system's buffer. */
const DRAIN_MS = 500
/** The tail of the terminal that a death is told with: faulthandler's trace of a few threads. */
const LAST_WORDS_CHARACTERS = 4000

/** Hears at once what happens to the kernel, where the page hears it in batches: for who looks at it from outside. */
export interface KernelWatcher {
  /** Python was started as this process. It and all that it starts have `GILSCOPE_TOKEN=token` in their environment. */
  processStarted(pid: number, token: string): void
  /** The run is about to be sent to the kernel: nothing of it has happened yet. */
  runBegins(run: RunId): void
  /** It has ended, or its kernel has. */
  runEnded(run: RunId): void
  /** Somebody wants to be told what is alive, now and while nothing runs, or does so no more. */
  watchNow(isWatched: boolean): void
  /** What asyncio's tasks did meanwhile; all of a run's comes before its end. */
  tasksRan(steps: TaskSteps): void
}

export interface KernelSessionOptions {
  readonly interpreter: Interpreter
  /** Where the kernel runs: the notebook's folder. */
  readonly cwd: string
  /** The folder that holds the package `cpython`, outside any archive. */
  readonly kernelsFolder: string
  onEvents(batch: readonly RunEvent[]): void
  onState(state: KernelState): void
  /** What the terminals show, for the console panel. */
  onTerminal(text: string): void
  /** A message of the kernel was unreadable: for a log. */
  onNonsense?(problem: string): void
  readonly env?: NodeJS.ProcessEnv
  readonly terminals?: Terminals
  readonly watcher?: KernelWatcher
  /** Whether a run that fails aborts those behind it; absent: it does. */
  stopsOnError?(): boolean
}

export class KernelSession {
  private current: KernelState = { status: 'none' }
  private process: KernelProcess | null = null
  private changing: Promise<void> = Promise.resolve()
  private readonly queue = new RunQueue((run) => this.emit({ kind: 'aborted', run }))
  /** The run that the kernel works on. */
  private running: LiveRun | null = null
  /** Runs from which something may still come: the running one, and those whose terminals are still open. */
  private readonly live = new Map<RunId, LiveRun>()
  /** Completion, inspection, variables: answered also while a cell runs. */
  readonly questions = new Questions((question) => {
    if ('info' in this.current) this.process?.send(question)
    return 'info' in this.current
  })
  private readonly children = new Children(
    async () => (await this.process?.children()) ?? [],
    (device) => [...this.live].find(([, run]) => run.device.terminal === device)?.[0] ?? null
  )
  /** The run that began last. */
  private latest: RunId | null = null
  private readonly batcher: Batcher
  private readonly decoder = new TextDecoder()
  private lastWords = ''
  private readonly insistence = new Insistence(() => void this.tellWhoHears())
  private isPaused = false
  private size: { columns: number; rows: number } = TERMINAL_SIZE

  constructor(private readonly options: KernelSessionOptions) {
    this.batcher = new Batcher((batch) => options.onEvents(batch))
  }

  get state(): KernelState {
    return this.current
  }

  get interpreter(): Interpreter {
    return this.options.interpreter
  }

  get cwd(): string {
    return this.options.cwd
  }

  /** Starts the kernel unless it runs. Resolves when it is ready or has failed: `state` says which. */
  start(): Promise<void> {
    return this.inTurn(() => this.startNow())
  }

  /** Queues cells; starts the kernel when there is none. A run that fails aborts what is queued behind it, unless it may. */
  run(requests: readonly RunRequest[]): void {
    this.queue.add(requests)
    if ('info' in this.current) this.next()
    else void this.start()
  }

  /** Takes out what has not begun; the others keep their order. */
  unqueue(runs: readonly RunId[]): void {
    this.queue.abort(runs)
  }

  /** Stops what runs and aborts what is queued. Insisting within two seconds ends the children that hold it up. */
  interrupt(): void {
    this.queue.abort()
    if (this.running === null || this.process === null) return
    this.become('interrupting')
    this.insistence.press(this.process)
  }

  /** Ends the kernel with everything it started and starts a new one. Resolves like `start`. */
  restart(): Promise<void> {
    this.queue.abort()
    this.beginStopping()
    return this.inTurn(async () => {
      await this.stopNow()
      await this.startNow()
    })
  }

  /** Ends the kernel with everything it started; resolves when nothing is left. */
  stop(): Promise<void> {
    this.queue.abort()
    this.beginStopping()
    return this.inTurn(() => this.stopNow())
  }

  /** Resolves when every start, stop or death that is under way is over. */
  whenSettled(): Promise<void> {
    return this.changing
  }

  /** Resolves when only the kernel's own terminal is open, so that no child can write to a cell, or after that time. */
  async whenQuiet(maxMs: number): Promise<void> {
    const until = performance.now() + maxMs
    while (this.live.size > 1 && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, QUIET_LOOK_MS))
  }

  /** Answers an `input_request`; `null` is the end of input (Ctrl-D). */
  reply(request: number, value: string | null): void {
    this.process?.send(
      value === null ? { kind: 'input_end', request } : { kind: 'input_reply', request, value }
    )
  }

  /** How long a thread may keep the GIL while others wait, in seconds; what holds then comes as the kernel's state. */
  setSwitchInterval(seconds: number): void {
    if ('info' in this.current) this.process?.send({ kind: 'switch_interval_request', seconds })
  }

  /** Everything of the notebook that goes on by itself. */
  async alive(): Promise<Alive> {
    const { threads, children } = await this.questions.alive()
    return { threads, children: await this.children.listed(children) }
  }

  /**
   * From now on what the thread, or for `null` the child, prints goes to the cell that runs or ran last; or again to the
   * one that started it. False: there is no such thread or child.
   */
  follow(pid: number, tid: number | null, follows: boolean): Promise<boolean> {
    return tid === null ? this.children.follow(pid, follows) : this.questions.follow(tid, follows)
  }

  /** Ends a process that the notebook started. False: it is none of those, or it cannot be ended. */
  endChild(pid: number): Promise<boolean> {
    return this.children.end(pid)
  }

  /** Keys typed in the console panel. */
  type(data: string): void {
    this.process?.type(data)
  }

  resize(columns: number, rows: number): void {
    this.size = { columns, rows }
    this.process?.resize(columns, rows)
    for (const run of this.live.values()) run.resize(columns, rows)
  }

  /** The page is behind: nothing more is read, so that in the end the kernel's own prints wait. */
  pause(): void {
    this.isPaused = true
    this.process?.pause()
    for (const run of this.live.values()) run.pause()
  }
  resume(): void {
    this.isPaused = false
    for (const run of this.live.values()) run.resume()
    this.process?.resume()
  }

  private async startNow(): Promise<void> {
    if (this.process !== null) return
    const { interpreter, cwd, kernelsFolder, env, terminals } = this.options
    this.tell({ status: 'starting', interpreter })
    const kernel = new KernelProcess({
      interpreter,
      cwd,
      kernelsFolder,
      env: env ?? process.env,
      terminals: terminals ?? realTerminals,
      onSpawn: (pid, token) => this.options.watcher?.processStarted(pid, token),
      onEvent: (event) => this.hear(event),
      onBytes: (bytes) => this.hearTerminal(bytes),
      onDeath: (death) => void this.inTurn(() => this.mourn(kernel, death)),
      onNonsense: (problem) => this.options.onNonsense?.(problem)
    })
    kernel.resize(this.size.columns, this.size.rows)
    this.process = kernel
    const started = await kernel.start()
    if (this.isStopping) {
      if (!started.ok) this.process = null
      return
    }
    if (!started.ok) {
      this.process = null
      this.tell({ status: 'failed', interpreter, problem: started.problem })
      this.queue.abort()
      return
    }
    if (this.isPaused) kernel.pause()
    this.tell({ status: 'idle', interpreter, info: started.value })
    this.next()
  }

  private async stopNow(): Promise<void> {
    const kernel = this.process
    if (kernel === null) {
      if (this.current.status !== 'none') this.tell({ status: 'none' })
      return
    }
    this.process = null
    const death = await kernel.end()
    await this.closeRuns()
    this.endRunning(death)
    this.tell({ status: 'none' })
  }

  /** At once, so that what is asked for from now on is for the next kernel. */
  private beginStopping(): void {
    if (this.process === null) return
    if (this.current.status === 'starting') this.process.kill() // nobody waits for it any more
    this.tell({ status: 'stopping', interpreter: this.options.interpreter })
  }

  /** The kernel ended by itself. */
  private async mourn(kernel: KernelProcess, death: Death): Promise<void> {
    if (this.process !== kernel || this.isStopping) return // it was told to
    this.process = null
    await this.closeRuns()
    this.endRunning(death)
    this.queue.abort()
    const { interpreter } = this.options
    this.tell({
      status: 'dead',
      interpreter,
      death,
      lastWords: this.lastWords.replaceAll('\r\n', '\n').trim()
    })
  }

  private get isStopping(): boolean {
    return this.current.status === 'stopping'
  }

  private async closeRuns(): Promise<void> {
    for (const run of this.live.values()) run.resume()
    await Promise.all([...this.live.values()].map((run) => run.finish(DRAIN_MS)))
    this.live.clear()
  }

  private endRunning(death: Death): void {
    this.questions.giveUp()
    this.children.forget()
    this.insistence.calmDown()
    if (this.running === null) return
    const { run } = this.running.request
    this.running = null
    this.emit({ kind: 'died', run, death })
    this.options.watcher?.runEnded(run)
  }

  private next(): void {
    const kernel = this.process
    if (kernel === null || !('info' in this.current) || this.running !== null) return
    const request = this.queue.take()
    if (request === undefined) return this.become('idle')
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
    this.lastWords = ''
    this.become('busy')
    const { run, cell, code, childrenSeeCells } = request
    const choice = childrenSeeCells === false ? { children_see_cells: false } : {}
    const watching = this.options.watcher && { record_tasks: true }
    // Before the kernel can have begun, however busy the machine is: whatever it starts from here on is this run's.
    this.options.watcher?.runBegins(run)
    kernel.send({ kind: 'execute_request', run, cell, code, ...live.device, ...choice, ...watching })
  }

  private hear(event: KernelEvent): void {
    if (event.kind === 'kernel_info') {
      if ('info' in this.current) this.tell({ ...this.current, info: event })
      return
    }
    if (event.kind === 'task_steps') return this.options.watcher?.tasksRan(event)
    if (isAnswer(event)) return this.questions.answer(event)
    const live = this.live.get(event.run)
    if (live === undefined)
      this.emit(withoutFence(event)) // a late line of a run whose terminal is closed
    else live.event(event)
  }

  private emit(event: RunEvent): void {
    if (event.kind === 'execute_input') this.latest = event.run
    this.batcher.add(this.children.placed(event, this.latest))
    if (event.kind !== 'execute_reply' || event.run !== this.running?.request.run) return
    this.options.watcher?.runEnded(event.run)
    const { mayFail = false } = this.running.request
    this.running.letGo()
    this.running = null
    this.insistence.calmDown()
    const stops = !mayFail && (this.options.stopsOnError?.() ?? true)
    if (event.status === 'error' && stops) this.queue.abort()
    // In a turn of its own: the merge that released the reply has more to do.
    queueMicrotask(() => this.next())
  }

  private hearTerminal(bytes: Uint8Array): void {
    if (this.running?.hasTerminal === false) this.running.rawBytes(bytes)
    else this.showTerminal(this.decoder.decode(bytes, { stream: true }))
  }

  private showTerminal(text: string): void {
    if (text === '') return
    this.lastWords = (this.lastWords + text).slice(-LAST_WORDS_CHARACTERS)
    this.options.onTerminal(text)
  }

  /** Where the program has taken SIGINT over, its cell says why an interrupt does nothing. */
  private async tellWhoHears(): Promise<void> {
    const stubborn = this.running
    const heard = await this.questions.whoHearsInterrupts()
    if (heard === null || stubborn === null || this.running !== stubborn) return
    const notice = { what: 'interrupt-unheard', handler: heard.handler } as const
    this.emit({ kind: 'notice', run: stubborn.request.run, notice })
  }

  private become(status: 'idle' | 'busy' | 'interrupting'): void {
    if ('info' in this.current && this.current.status !== status) this.tell({ ...this.current, status })
  }

  private tell(state: KernelState): void {
    this.batcher.flush() // what happened before is told before
    this.current = state
    this.options.onState(state)
  }

  /** Starts, stops and deaths follow one another, however fast they are asked for. */
  private inTurn(change: () => Promise<void>): Promise<void> {
    this.changing = this.changing.then(change)
    return this.changing
  }
}
