/** Plays recorded events for the cells it is asked to run, one after the other, at the pace they were recorded. */
import type { Ms, NotebookId } from '../../common/brands'
import type { Interpreter, KernelState, RunEvent, RunRequest } from '../../common/session'
import { pack } from '../../common/trace/packed/pack'
import type { FakeHost } from '../fakeHost'
import { INTERPRETERS, recordingFor, type Recording } from './recordings'
import { traceFor } from './traces'

/** How long the kernel takes to start. */
const STARTING = 300 as Ms
/** How often a trace is told of, and how long a longer one is played before its end is told. */
const WATCHING = 200 as Ms
const WATCHED = 4_000 as Ms

const FAKE_MACHINE = { cores: 4, affinity: [0, 1, 2, 3], start_method: 'fork', switch_interval: 0.005 }

export class FakeKernel {
  private interpreter: Interpreter | null = null
  private count = 0
  /** What has run, in order. */
  readonly runs: RunRequest['run'][] = []
  private readonly queue: RunRequest[] = []
  private isBusy = false
  private interrupted = new AbortController()
  private answered: ((value: string | null) => void) | null = null

  constructor(private readonly host: FakeHost) {}

  async start(id: NotebookId, path: string | null): Promise<void> {
    this.interpreter = INTERPRETERS.find((each) => each.path === path) ?? INTERPRETERS[0] ?? null
    this.count = 0
    if (this.interpreter !== null) this.tell(id, { status: 'starting', interpreter: this.interpreter })
    await this.pause(STARTING)
    this.tellActivity(id, 'idle')
  }

  async run(id: NotebookId, requests: readonly RunRequest[]): Promise<void> {
    this.queue.push(...requests)
    if (this.interpreter === null) await this.start(id, null)
    if (this.isBusy) return
    this.isBusy = true
    this.tellActivity(id, 'busy')
    for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift())
      if (!(await this.play(id, next))) this.abortRest(id)
    this.isBusy = false
    if (this.interpreter !== null) this.tellActivity(id, 'idle')
  }

  interrupt(): void {
    this.interrupted.abort()
  }

  answer(_id: NotebookId, _request: number, value: string | null): void {
    this.answered?.(value)
  }

  /** Whether the run ended well. */
  private async play(id: NotebookId, { run, code }: RunRequest): Promise<boolean> {
    this.interrupted = new AbortController()
    this.count += 1
    this.runs.push(run)
    const began = performance.now()
    const say = (event: RunEvent): void => this.host.push('kernel:events', id, [event])
    const finish = (status: 'ok' | 'error'): void =>
      say({
        kind: 'execute_reply',
        run,
        status,
        execution_count: this.count,
        wall_ms: performance.now() - began
      })

    say({ kind: 'execute_input', run, execution_count: this.count })
    for (const { after, event } of recordingFor(code)) {
      await this.pause(after)
      if (this.interrupted.signal.aborted) {
        const traceback = ['\u001b[31mKeyboardInterrupt\u001b[0m']
        say({ kind: 'error', run, ename: 'KeyboardInterrupt', evalue: '', traceback })
        finish('error')
        return false
      }
      say({ ...event, run, execution_count: this.count } as RunEvent)
      if (event.kind === 'input_request') await this.echo(say, run)
      if (event.kind === 'died') return this.die(id, event)
      if (event.kind === 'error') {
        finish('error')
        return false
      }
    }
    await this.playTrace(id, run, code)
    finish('ok')
    return true
  }

  /** Tells what the scope would: a trace that grows, and then the whole. */
  private async playTrace(id: NotebookId, run: RunRequest['run'], code: string): Promise<void> {
    const tell = (after: number): boolean => {
      const trace = traceFor(code, run, after)
      if (trace !== null) this.host.push('scope:trace', id, run, pack(trace), !trace.live)
      return trace?.live ?? false
    }
    const began = performance.now()
    while (performance.now() < began + WATCHED && !this.interrupted.signal.aborted) {
      if (!tell(performance.now() - began)) return
      await this.pause(WATCHING)
    }
    tell(Infinity)
  }

  private async echo(say: (event: RunEvent) => void, run: RunRequest['run']): Promise<void> {
    const value = await new Promise<string | null>((resolve) => (this.answered = resolve))
    say({ kind: 'stream', run, name: 'stdout', text: `Hello, ${value ?? 'nobody'}!\n` })
  }

  private die(id: NotebookId, { death }: Extract<Recording[number]['event'], { kind: 'died' }>): boolean {
    const { interpreter } = this
    this.interpreter = null
    if (interpreter !== null) this.tell(id, { status: 'dead', interpreter, death, lastWords: '' })
    return false
  }

  private abortRest(id: NotebookId): void {
    const rest = this.queue.splice(0)
    this.host.push(
      'kernel:events',
      id,
      rest.map(({ run }) => ({ kind: 'aborted', run }))
    )
  }

  private tellActivity(id: NotebookId, status: 'idle' | 'busy'): void {
    const { interpreter } = this
    if (interpreter === null) return
    const { version, path, freeThreaded } = interpreter
    const info = {
      protocol: 1,
      pid: 4711,
      version,
      build: `${version} (main, Nov  5 2026, 10:12:31) [GCC 12.2.0]`,
      executable: path,
      ...FAKE_MACHINE
    }
    this.tell(id, { status, interpreter, info: { ...info, free_threaded: freeThreaded, gil: !freeThreaded } })
  }

  private tell(id: NotebookId, state: KernelState): void {
    this.host.push('kernel:state', id, state)
  }

  /** Waits, but not longer than until an interrupt. */
  private pause(time: Ms): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, time)
      this.interrupted.signal.addEventListener('abort', () => resolve())
    })
  }
}
