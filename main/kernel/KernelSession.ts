/**
 * One notebook's kernel through all its lives:
 *
 *     none ─start→ starting ─→ idle ⇄ busy ⇄ interrupting
 *                     │          └──────┬───────┘
 *                     ↓                 ↓
 *                  failed     dead, or stopping ─→ none
 *
 * It owns the kernel's process and state; `Runs` has what runs on it, `Questions` what is asked meanwhile, `Children` what it
 * started.
 */
import type { RunId } from '../../common/brands'
import type { KernelEvent } from '../../common/protocol'
import type { Alive, Death, Interpreter, KernelState, RunEvent, RunRequest } from '../../common/session'
import { Batcher } from './batcher'
import { Children } from './Children'
import { KernelProcess } from './KernelProcess'
import type { KernelWatcher } from './KernelWatcher'
import { TERMINAL_SIZE } from './launch'
import type { Terminals } from './pty'
import { realTerminals } from './pty'
import { isAnswer, Questions } from './Questions'
import { Runs } from './Runs'

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
  /** Completion, inspection, variables: answered also while a cell runs. */
  readonly questions = new Questions((question) => {
    if ('info' in this.current) this.process?.send(question)
    return 'info' in this.current
  })
  private readonly children = new Children(
    async () => (await this.process?.children()) ?? [],
    (device) => this.runs.runOn(device)
  )
  /** The run that began last. */
  private latest: RunId | null = null
  private readonly batcher: Batcher
  private readonly runs: Runs
  private isPaused = false
  private size: { columns: number; rows: number } = TERMINAL_SIZE

  constructor(private readonly options: KernelSessionOptions) {
    this.batcher = new Batcher((batch) => options.onEvents(batch))
    this.runs = new Runs({
      onEvent: (event) => this.show(event),
      onTerminal: (text) => options.onTerminal(text),
      onStatus: (status) => this.become(status),
      questions: this.questions,
      watcher: options.watcher,
      stopsOnError: () => options.stopsOnError?.() ?? true
    })
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
    this.runs.add(requests)
    if (!('info' in this.current)) void this.start()
  }

  /** Takes out what has not begun; the others keep their order. */
  unqueue(runs: readonly RunId[]): void {
    this.runs.abort(runs)
  }

  /** Stops what runs and aborts what is queued. Insisting within two seconds ends the children that hold it up. */
  interrupt(): void {
    this.runs.abort()
    this.runs.interrupt()
  }

  /** Ends the kernel with everything it started and starts a new one. Resolves like `start`. */
  restart(): Promise<void> {
    this.runs.abort()
    this.beginStopping()
    return this.inTurn(async () => {
      await this.stopNow()
      await this.startNow()
    })
  }

  /** Ends the kernel with everything it started; resolves when nothing is left. */
  stop(): Promise<void> {
    this.runs.abort()
    this.beginStopping()
    return this.inTurn(() => this.stopNow())
  }

  /** Resolves when every start, stop or death that is under way is over. */
  whenSettled(): Promise<void> {
    return this.changing
  }

  /** See `Runs.whenQuiet`. */
  whenQuiet(maxMs: number): Promise<void> {
    return this.runs.whenQuiet(maxMs)
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
    this.runs.resize(columns, rows)
  }

  /** The page is behind: nothing more is read, so that in the end the kernel's own prints wait. */
  pause(): void {
    this.isPaused = true
    this.process?.pause()
    this.runs.pause()
  }
  resume(): void {
    this.isPaused = false
    this.runs.resume()
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
      onSpawn: (pid, token) =>
        this.options.watcher?.processStarted({ pid, token, python: interpreter.path, kernelsFolder }),
      onEvent: (event) => this.hear(event),
      onBytes: (bytes) => this.runs.hearTerminal(bytes),
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
      this.runs.abort()
      return
    }
    if (this.isPaused) kernel.pause()
    this.tell({ status: 'idle', interpreter, info: started.value })
    this.runs.serve(kernel)
  }

  private async stopNow(): Promise<void> {
    const kernel = this.process
    if (kernel === null) {
      if (this.current.status !== 'none') this.tell({ status: 'none' })
      return
    }
    this.process = null
    const death = await kernel.end()
    await this.endRuns(death)
    this.tell({ status: 'none' })
  }

  /** At once, so that what is asked for from now on is for the next kernel. */
  private beginStopping(): void {
    if (this.process === null) return
    this.runs.rest()
    if (this.current.status === 'starting') this.process.kill() // nobody waits for it any more
    this.tell({ status: 'stopping', interpreter: this.options.interpreter })
  }

  /** The kernel ended by itself. */
  private async mourn(kernel: KernelProcess, death: Death): Promise<void> {
    if (this.process !== kernel || this.isStopping) return // it was told to
    this.process = null
    await this.endRuns(death)
    this.runs.abort()
    const { interpreter } = this.options
    this.tell({ status: 'dead', interpreter, death, lastWords: this.runs.lastWords })
  }

  private get isStopping(): boolean {
    return this.current.status === 'stopping'
  }

  private async endRuns(death: Death): Promise<void> {
    await this.runs.end(death)
    this.questions.giveUp()
    this.children.forget()
  }

  private hear(event: KernelEvent): void {
    if (event.kind === 'kernel_info') {
      if ('info' in this.current) this.tell({ ...this.current, info: event })
      return
    }
    if (event.kind === 'task_steps') return this.options.watcher?.tasksRan(event)
    if (isAnswer(event)) return this.questions.answer(event)
    this.runs.hear(event)
  }

  private show(event: RunEvent): void {
    if (event.kind === 'execute_input') this.latest = event.run
    this.batcher.add(this.children.placed(event, this.latest))
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
    this.changing = this.changing.then(change).catch((error: unknown) => this.giveUp(error))
    return this.changing
  }

  /** The system has refused something in the middle of a change (no descriptor is left, say): the next start begins anew. */
  private giveUp(error: unknown): void {
    const { interpreter } = this.options
    this.process = null
    this.runs.rest()
    const message = `lost the kernel of ${interpreter.path}`
    this.tell({
      status: 'failed',
      interpreter,
      problem: { code: 'kernel-did-not-start', message, detail: String(error) }
    })
    this.runs.abort()
  }
}
