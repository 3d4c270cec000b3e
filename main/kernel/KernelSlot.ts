/**
 * A notebook's place for a kernel: empty at first, then a session with the interpreter that was chosen, or the best one
 * there is. It also slows the kernel down while the page is behind with drawing.
 */
import type { RunId } from '../../common/brands'
import type { Variable } from '../../common/protocol'
import type {
  Alive,
  Completion,
  Inspection,
  Interpreter,
  KernelState,
  RunEvent,
  RunRequest
} from '../../common/session'
import type { KernelSessionOptions } from './KernelSession'
import { KernelSession } from './KernelSession'
import { chooseInterpreter, findInterpreters } from './interpreters'
import { pythonOfKernelspec } from './kernelspecs'
import type { KernelWatcher } from './KernelWatcher'
import { thisMachine } from './machine'
import { makeOwnFolder } from './privateFolder'
import { WholeOutputs } from './WholeOutputs'

/** Batches sent and not yet drawn at which the kernel is made to wait, and at which it goes on. */
const HIGH_WATER = 8
const LOW_WATER = 2

export interface KernelSlotOptions {
  readonly kernelsFolder: string
  /** The notebook's folder, which "save as" can change: asked for at each start. */
  folder(): string
  /** The path of the Python that was chosen for this notebook before. */
  remembered(): string | null
  /** What its file calls its kernel. */
  kernelspec(): string | null
  /** The path of the one to prefer where nothing else says which. */
  preferred(): string | null
  /** Whether the user trusts this environment, which lies beside the notebook. */
  trusts(environment: Interpreter): Promise<boolean>
  onEvents(batch: readonly RunEvent[]): void
  onState(state: KernelState): void
  onTerminal(text: string): void
  onNonsense(problem: string): void
  /** Whether a cell that fails aborts those behind it. */
  stopsOnError(): boolean
  readonly watcher?: KernelWatcher
}

export class KernelSlot {
  /** What cells print beyond what the page keeps. */
  readonly wholeOutputs = new WholeOutputs(makeOwnFolder)
  /** The path of the one that the user has chosen, in this session. */
  chosen: string | null = null
  private session: KernelSession | null = null
  private current: KernelState = { status: 'none' }
  private choosing: Promise<unknown> = Promise.resolve()
  private undrawn = 0
  private isSlowed = false
  private size: { readonly columns: number; readonly rows: number } | null = null

  constructor(private readonly options: KernelSlotOptions) {}

  get state(): KernelState {
    return this.current
  }

  interpreters(): Promise<readonly Interpreter[]> {
    return findInterpreters({ folder: this.options.folder() })
  }

  /** Starts a kernel with the Python at `path`, or the best there is; another one that runs is ended first. */
  async start(path: string | null): Promise<void> {
    this.chosen = path ?? this.chosen
    const session = await this.inTurn(() => this.sessionFor(path))
    await session?.start()
  }

  /** Queues cells; starts a kernel when there is none. When none can be started the cells are told as aborted. */
  async run(requests: readonly RunRequest[]): Promise<void> {
    this.wholeOutputs.asked(requests)
    const session = await this.inTurn(() => (this.session === null ? this.sessionFor(null) : this.session))
    if (session !== null) session.run(requests)
    else this.options.onEvents(this.wholeOutputs.hear(requests.map(({ run }) => ({ kind: 'aborted', run }))))
  }

  /** Takes what has not begun out of the queue. */
  async unqueue(runs: readonly RunId[]): Promise<void> {
    await this.inTurn(() => null) // what was asked for before may still wait for its kernel
    this.session?.unqueue(runs)
  }

  interrupt(): void {
    this.session?.interrupt()
  }

  /** Ends the kernel and starts it again, in the folder where the notebook now is. */
  async restart(): Promise<void> {
    const before = this.session
    const session = await this.inTurn(() => this.sessionFor(before?.interpreter.path ?? null))
    await (session === before ? session?.restart() : session?.start())
  }

  async stop(): Promise<void> {
    await this.inTurn(() => null) // whatever is being chosen
    await this.session?.stop()
    this.wholeOutputs.close()
  }

  /** Answers `input()`; `null` is the end of input. */
  reply(request: number, value: string | null): void {
    this.session?.reply(request, value)
  }

  /** Nothing is known without a kernel, and none is started for this. */
  async complete(code: string, cursor: number): Promise<Completion> {
    return (await this.session?.questions.complete(code, cursor)) ?? { matches: [], from: cursor, to: cursor }
  }

  async inspect(code: string, cursor: number, source: boolean): Promise<Inspection> {
    return (await this.session?.questions.inspect(code, cursor, source)) ?? { found: false, data: {} }
  }

  async variables(): Promise<readonly Variable[]> {
    return (await this.session?.questions.variables()) ?? []
  }

  /** Everything of the notebook that goes on by itself. */
  async alive(): Promise<Alive> {
    return (await this.session?.alive()) ?? { threads: [], children: [] }
  }

  /** See `KernelSession.follow`. */
  async follow(pid: number, tid: number | null, follows: boolean): Promise<boolean> {
    return (await this.session?.follow(pid, tid, follows)) ?? false
  }

  /** See `KernelSession.endChild`. */
  async endChild(pid: number): Promise<boolean> {
    return (await this.session?.endChild(pid)) ?? false
  }

  setSwitchInterval(seconds: number): void {
    this.session?.setSwitchInterval(seconds)
  }

  /** Whether what is alive in the kernel, and in those that follow it, is told. */
  watchNow(isWatched: boolean): void {
    this.options.watcher?.watchNow(isWatched)
  }

  type(data: string): void {
    this.session?.type(data)
  }

  resize(columns: number, rows: number): void {
    this.size = { columns, rows }
    this.session?.resize(columns, rows)
  }

  /** The page has drawn this many batches. */
  drawn(batches: number): void {
    this.undrawn = Math.max(0, this.undrawn - batches)
    if (this.isSlowed && this.undrawn <= LOW_WATER) this.slow(false)
  }

  private slow(slowed: boolean): void {
    this.isSlowed = slowed
    if (slowed) this.session?.pause()
    else this.session?.resume()
  }

  /** The session that serves that choice: the present one if it does, else a new one after the present one has ended. */
  private async sessionFor(path: string | null): Promise<KernelSession | null> {
    const present = this.session
    const isSame = present !== null && (path === null || path === present.interpreter.path)
    if (isSame && present.cwd === this.options.folder()) return present
    await present?.stop()
    const interpreter = await this.choose(path)
    this.session = interpreter === null ? null : this.makeSession(interpreter)
    return this.session
  }

  /**
   * The named one; else what was chosen for the notebook before, the environment beside it if the user trusts it, what its
   * file's kernelspec means, what the user chose last for any, or the best there is. One that is gone or unusable is passed over.
   */
  private async choose(path: string | null): Promise<Interpreter | null> {
    const remembered = path === null ? await this.ifUsable(this.options.remembered()) : null
    if (remembered !== null) return remembered
    const { trusts } = this.options
    const best = await chooseInterpreter({ folder: this.options.folder(), named: path, trusts })
    if (path === null) {
      if (best.ok && best.value.origin === 'venv') return best.value
      const named = await pythonOfKernelspec(this.options.kernelspec(), thisMachine())
      const wished = (await this.ifUsable(named)) ?? (await this.ifUsable(this.options.preferred()))
      if (wished !== null) return wished
    }
    if (best.ok) return best.value
    this.tell({ status: 'failed', interpreter: null, problem: best.problem })
    return null
  }

  private async ifUsable(named: string | null): Promise<Interpreter | null> {
    if (named === null) return null
    const found = await chooseInterpreter({ folder: this.options.folder(), named })
    return found.ok ? found.value : null
  }

  private makeSession(interpreter: Interpreter): KernelSession {
    const { kernelsFolder, onTerminal, onNonsense, watcher } = this.options
    const options: KernelSessionOptions = {
      interpreter,
      cwd: this.options.folder(),
      kernelsFolder,
      onEvents: (batch) => {
        this.options.onEvents(this.wholeOutputs.hear(batch))
        this.undrawn += 1
        if (!this.isSlowed && this.undrawn >= HIGH_WATER) this.slow(true)
      },
      onState: (state) => this.tell(state),
      onTerminal,
      onNonsense,
      stopsOnError: () => this.options.stopsOnError(),
      ...(watcher ? { watcher } : {})
    }
    const session = new KernelSession(options)
    if (this.size !== null) session.resize(this.size.columns, this.size.rows)
    return session
  }

  private tell(state: KernelState): void {
    this.current = state
    this.options.onState(state)
  }

  /** One choice after another: a second click must find what the first one has made. */
  private inTurn<T>(choice: () => T | Promise<T>): Promise<T> {
    const made = this.choosing.then(choice)
    this.choosing = made.catch(() => undefined)
    return made
  }
}
