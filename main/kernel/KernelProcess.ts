/** One Python process from its start to its end: its terminal, its socket, its signals. It is never started twice. */
import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import type { KernelCommand, KernelEvent, KernelInfo } from '../../common/protocol'
import { PROTOCOL_VERSION } from '../../common/protocol'
import type { Result } from '../../common/result'
import { failed, ok } from '../../common/result'
import type { Death, Interpreter } from '../../common/session'
import { codeOf } from '../files/atomicWrite'
import { KernelSocket } from './KernelSocket'
import { launchOptions } from './launch'
import { childrenOf, descendantsOf, endProcesses, signalAll } from './processTree'
import type { Pty, RunTerminal, Terminals } from './pty'
import { OWNER, keepWatch } from './watchdog'

/** Longer than a cold start from a slow disk, shorter than a user's patience. */
const START_TIMEOUT_MS = 30_000
/** How long a kernel may take over its own end when it is told to; then it is ended. */
const POLITE_END_MS = 2000
/** For what a dead kernel had sent before its end. Its children are gone by then, so nothing keeps the socket open. */
const LAST_WORDS_MS = 1000
/** The tail of the terminal that explains a failed start: a traceback and some more. */
const KEPT_CHARACTERS = 4000

export interface KernelProcessOptions {
  readonly interpreter: Interpreter
  readonly cwd: string
  readonly kernelsFolder: string
  readonly env: NodeJS.ProcessEnv
  readonly terminals: Terminals
  /** Python was started, and is not ready yet. */
  onSpawn(pid: number, token: string): void
  onEvent(event: KernelEvent): void
  /** Bytes of the kernel's own terminal. */
  onBytes(bytes: Uint8Array): void
  /** The kernel ended, whoever wanted it; everything it had sent has been passed on. Only after a successful start. */
  onDeath(death: Death): void
  /** Something of ours is wrong, worth a line in a log. */
  onNonsense(problem: string): void
}

export class KernelProcess {
  private readonly token = OWNER + randomBytes(16).toString('hex')
  private socket: KernelSocket | null = null
  private pty: Pty | null = null
  private info: KernelInfo | null = null
  private told: (info: KernelInfo) => void = () => undefined
  private readonly death: Promise<Death>
  private die: (death: Death) => void = () => undefined
  private isDead = false
  private size: { columns: number; rows: number } | null = null

  constructor(private readonly options: KernelProcessOptions) {
    this.death = new Promise((resolve) => {
      this.die = resolve
    })
  }

  /** Starts Python and waits until the kernel says that it is ready. On a problem nothing is left running. */
  async start(): Promise<Result<KernelInfo>> {
    const { interpreter, cwd, kernelsFolder, env, terminals } = this.options
    const ready = new Promise<KernelInfo>((resolve) => {
      this.told = resolve
    })
    const closed = whyNotIn(cwd)
    if (closed !== null) return closed
    keepWatch()
    try {
      this.socket = await KernelSocket.listen(this.token, {
        onEvent: (event) => this.hear(event),
        onNonsense: (problem) => this.options.onNonsense(problem)
      })
      const launch = launchOptions(interpreter, kernelsFolder, cwd, this.socket.address, this.token, env)
      this.pty = terminals.spawn({ ...launch, ...this.size })
      this.options.onSpawn(this.pty.pid, this.token)
    } catch (error) {
      await this.socket?.close()
      return failed('kernel-did-not-start', `could not start ${interpreter.path}`, String(error))
    }
    const words = this.keepWords(this.pty)
    this.pty.onExit((death) => {
      this.isDead = true
      this.die(death)
    })

    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<'timeout'>((resolve) => {
      timer = setTimeout(() => resolve('timeout'), START_TIMEOUT_MS)
    })
    const first = await Promise.race([ready, this.death, timeout])
    clearTimeout(timer)
    if (typeof first === 'object' && 'protocol' in first && first.protocol === PROTOCOL_VERSION) {
      void this.death.then((death) => this.bury(death))
      return ok(first)
    }
    await this.end()
    const said = words().trim()
    if (first === 'timeout')
      return this.didNotStart(`did not become ready within ${START_TIMEOUT_MS / 1000} seconds`, said)
    if ('protocol' in first) return this.didNotStart(`speaks version ${first.protocol} of the protocol`, said)
    return this.didNotStart(`ended while starting (${wordsOf(first)})`, said)
  }

  send(command: KernelCommand): void {
    this.socket?.send(command)
  }
  type(text: string): void {
    this.pty?.write(text)
  }
  resize(columns: number, rows: number): void {
    this.size = { columns, rows }
    this.pty?.resize(columns, rows)
  }
  pause(): void {
    this.socket?.pause()
    this.pty?.pause()
  }
  resume(): void {
    this.socket?.resume()
    this.pty?.resume()
  }
  /** A terminal for one run, as wide as the kernel's own. */
  openTerminal(columns: number, rows: number): RunTerminal | null {
    return this.options.terminals.open(columns, rows)
  }

  /** SIGINT, for the code that runs now. */
  interrupt(): void {
    if (this.isDead || this.info === null) return
    if (process.platform === 'win32') this.pty?.write('\x03')
    else {
      signalAll([this.info.pid], 'SIGINT')
      signalAll([this.info.pid], 'SIGCONT') // a stopped process hears nothing
    }
  }

  /** A signal for everything that the kernel started, and not for itself. */
  async signalChildren(signal: NodeJS.Signals): Promise<void> {
    if (this.isDead || this.info === null || process.platform === 'win32') return
    signalAll(await descendantsOf(this.info.pid), signal)
  }

  /** Pids of everything that the kernel started and that still runs. */
  async children(): Promise<number[]> {
    return this.isDead || this.info === null ? [] : childrenOf(this.info.pid, this.token)
  }

  /** Ends the process at once, when it is not even ready. */
  kill(): void {
    this.pty?.kill()
  }

  /** Ends the kernel and everything it started; resolves when nothing is left. */
  async end(): Promise<Death> {
    this.resume()
    if (this.pty !== null && !this.isDead) {
      this.send({ kind: 'shutdown_request' })
      const isStarted = this.info !== null
      if (isStarted) await Promise.race([this.death, sleep(POLITE_END_MS)])
    }
    const root = this.isDead ? null : (this.info?.pid ?? this.pty?.pid ?? null)
    await endProcesses(root, this.token)
    this.pty?.kill()
    const death = this.pty === null ? { exitCode: null, signal: null } : await this.death
    await this.socket?.close()
    return death
  }

  private hear(event: KernelEvent): void {
    if (event.kind !== 'kernel_info' || this.info !== null) {
      this.options.onEvent(event)
      return
    }
    this.info = event
    this.told(event)
  }

  private async bury(death: Death): Promise<void> {
    this.resume()
    await endProcesses(null, this.token)
    await Promise.race([this.socket?.whenClosed(), sleep(LAST_WORDS_MS)])
    await this.socket?.close()
    this.options.onDeath(death)
  }

  private keepWords(pty: Pty): () => string {
    const decoder = new TextDecoder()
    let kept = ''
    pty.onData((bytes) => {
      this.options.onBytes(bytes)
      if (this.info === null) kept = (kept + decoder.decode(bytes, { stream: true })).slice(-KEPT_CHARACTERS)
    })
    return () => kept.replaceAll('\r\n', '\n')
  }

  private didNotStart(how: string, said: string): Result<never> {
    return failed('kernel-did-not-start', `${this.options.interpreter.path} ${how}`, said)
  }
}

/**
 * Why no process can work in a folder, null where one can. Asked before Python is started, for then the system says the same
 * as of a Python that is not there. Only who may enter a folder finds its `.` (path_resolution(7)).
 */
function whyNotIn(folder: string): Result<never> | null {
  try {
    statSync(`${folder}/.`)
    return null
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EACCES') return failed('folder-closed', `the folder ${folder} may not be entered`, folder)
    const isGone = code === 'ENOENT' || code === 'ENOTDIR'
    return isGone ? failed('folder-gone', `the folder ${folder} is no longer there`, folder) : null
  }
}

/** How a process ended, in English: for the command line and the log. */
export function wordsOf(death: Death): string {
  return death.signal === null ? `exit code ${String(death.exitCode)}` : `killed by ${death.signal}`
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
