/** Runs cells one at a time without a page: answers `input()`, enforces timeouts, collects what each cell shows. */
import type { CellId, Ms, RunId } from '../../common/brands'
import type { Output } from '../../common/notebook'
import type { Outputs } from '../../common/outputs'
import { applyOutput, NO_OUTPUTS } from '../../common/outputs'
import type { Notice } from '../../common/protocol'
import type { Problem } from '../../common/result'
import type { Death, Interpreter, RunEvent } from '../../common/session'
import type { Trace } from '../../common/trace/trace'
import { wordsOf } from '../kernel/KernelProcess'
import { KernelSession } from '../kernel/KernelSession'
import { USUAL } from '../scope/Pace'
import { RunTraces } from '../scope/RunTraces'
import type { Hz } from '../scope/ticks'
import { noticeInWords } from './words'

/** After an interrupt: when to insist, and when to give the kernel up. Between the two children are terminated. */
const INSIST_AFTER_MS = 1900
const GIVE_UP_AFTER_MS = 5000
/** A cell's trace comes some milliseconds after its reply. A scope that hangs is not waited for. */
const TRACE_MS = 2000

/** Joins what the cells left at work, as Python does at the end of a script. Runs after the last cell. */
const WAIT_FOR_THE_REST = (seconds: number): string => `
def wait_for_the_rest(until):
    import sys, threading, time
    rest = [t for t in threading.enumerate() if t is not threading.current_thread() and not t.daemon]
    processes = sys.modules.get("multiprocessing.process")
    for worker in rest + (list(processes.active_children()) if processes else []):
        worker.join(max(0, until - time.monotonic()))
    if processes and not processes.active_children():
        # Its own servants would idle on, with the cells' terminals open.
        for name, servant in ("forkserver", "_forkserver"), ("resource_tracker", "_resource_tracker"):
            module = sys.modules.get("multiprocessing." + name)
            getattr(getattr(module, servant, None), "_stop", int)()
import time
wait_for_the_rest(time.monotonic() + ${seconds})
`

export type CellStatus = 'ok' | 'error' | 'timeout'

/** How one execution went; its outputs may still grow until the kernel is stopped. */
export interface Execution {
  status: CellStatus
  executionCount: number | null
  /** Of the cell's code alone, where the kernel could tell; else as seen from here. */
  wallMs: Ms
  /** A sentence when its kernel is gone: the next cell finds a fresh one. */
  gone: string | null
}

/** What a run's threads did. */
export interface Watched {
  readonly trace: Trace
  /** On the steady clock. */
  readonly began: Ms
}

interface Running {
  readonly run: RunId
  readonly end: (reply: RunEvent | { kind: 'not-started'; problem: Problem }) => void
}

export class HeadlessKernel {
  private readonly session: KernelSession
  private readonly traces: RunTraces
  private watched: Watched | null = null
  private readonly outputs = new Map<RunId, Outputs>()
  private readonly counts = new Map<RunId, number>()
  private readonly notices = new Map<RunId, readonly Notice[]>()
  private running: Running | null = null
  /** We have ended it ourselves. */
  private isStopped = false

  /**
   * @param scopeWorker the built `scopeWorker.js`; @param onTrouble a scope failed, and cells run without it;
   * @param hz how often to look at what the cells' threads do
   */
  constructor(
    interpreter: Interpreter,
    cwd: string,
    kernelsFolder: string,
    scopeWorker: string,
    onTrouble: (problem: unknown) => void,
    hz: Hz = USUAL
  ) {
    this.traces = new RunTraces({
      worker: scopeWorker,
      hz,
      onWhole: (trace, began) => {
        this.watched = { trace, began }
      },
      onTrouble
    })
    this.session = new KernelSession({
      interpreter,
      cwd,
      kernelsFolder,
      onEvents: (batch) => {
        for (const event of batch) this.hear(event)
      },
      onState: (state) => {
        if (state.status === 'failed') this.running?.end({ kind: 'not-started', problem: state.problem })
      },
      onTerminal: () => undefined,
      watcher: this.traces
    })
  }

  /** Starts the kernel; the problem why it could not be, or `null`. */
  async start(): Promise<Problem | null> {
    await this.session.start()
    const { state } = this.session
    return state.status === 'failed' ? state.problem : null
  }

  /** What a run has shown so far. */
  outputsOf(run: RunId): readonly Output[] {
    return (this.outputs.get(run) ?? NO_OUTPUTS).list
  }

  /** What was told of a run besides what it printed. */
  noticesOf(run: RunId): readonly Notice[] {
    return this.notices.get(run) ?? []
  }

  /** Runs a cell to its end, or to its timeout's. */
  async execute(run: RunId, cell: CellId, code: string, timeoutMs: number | null): Promise<Execution> {
    const started = performance.now()
    const timers: NodeJS.Timeout[] = []
    let isTimedOut = false
    const ended = new Promise<RunEvent | { kind: 'not-started'; problem: Problem } | { kind: 'given-up' }>(
      (resolve) => {
        this.running = { run, end: resolve }
        if (timeoutMs === null) return
        const at = (ms: number, act: () => void): void => void timers.push(setTimeout(act, ms))
        at(timeoutMs, () => {
          isTimedOut = true
          this.session.interrupt()
        })
        at(timeoutMs + INSIST_AFTER_MS, () => this.session.interrupt())
        at(timeoutMs + GIVE_UP_AFTER_MS, () => resolve({ kind: 'given-up' }))
      }
    )
    this.session.run([{ run, cell, code }])
    const end = await ended
    for (const timer of timers) clearTimeout(timer)
    this.running = null
    const seen = performance.now() - started
    const gone = await this.whyGone(run, end)
    const isOk = end.kind === 'execute_reply' && end.status === 'ok'
    return {
      status: isTimedOut ? 'timeout' : isOk ? 'ok' : 'error',
      executionCount: this.counts.get(run) ?? null,
      wallMs: (end.kind === 'execute_reply' ? end.wall_ms : seen) as Ms,
      gone
    }
  }

  /** What the threads did in the run that `execute` has just ended; null where that is not known. */
  async traceOf(run: RunId): Promise<Watched | null> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise((resolve) => (timer = setTimeout(resolve, TRACE_MS)))
    await Promise.race([this.traces.whenTold(), late])
    clearTimeout(timer)
    const { watched } = this
    this.watched = null
    return watched?.trace.run === run ? watched : null
  }

  /** Gives threads and children that are still at work so long to end; their late lines go to their own cells. */
  async waitForTheRest(maxMs: number): Promise<void> {
    if (this.session.state.status !== 'idle') return
    const until = performance.now() + maxMs
    await this.execute('rest' as RunId, 'rest' as CellId, WAIT_FOR_THE_REST(maxMs / 1000), maxMs + 500)
    await this.session.whenQuiet(Math.max(0, until - performance.now()))
  }

  /** Ends the kernel and all it started; what came until then has been collected. */
  async stop(): Promise<void> {
    this.isStopped = true
    await this.session.stop()
    await this.traces.close()
  }

  private hear(event: RunEvent): void {
    if (event.kind === 'input_request') this.session.reply(event.request, null)
    if (event.kind === 'notice') {
      this.notices.set(event.run, [...this.noticesOf(event.run), event.notice])
      if (event.notice.what === 'loop-idle') return // what follows from it is said once the cell has ended
      const text = `${noticeInWords(event.notice)}\n`
      this.hear({ kind: 'stream', run: event.run, name: 'stderr', text })
      return
    }
    if (event.kind === 'execute_input') this.counts.set(event.run, event.execution_count)
    if (event.kind === 'update_display_data')
      for (const [run, outputs] of this.outputs) this.outputs.set(run, applyOutput(outputs, event))
    else this.outputs.set(event.run, applyOutput(this.outputs.get(event.run) ?? NO_OUTPUTS, event))
    const isEnd = event.kind === 'execute_reply' || event.kind === 'died' || event.kind === 'aborted'
    if (isEnd && event.run === this.running?.run) this.running.end(event)
  }

  /** A cell whose kernel is gone says so in its outputs, as any other error does. */
  private async whyGone(
    run: RunId,
    end: RunEvent | { kind: 'not-started'; problem: Problem } | { kind: 'given-up' }
  ): Promise<string | null> {
    if (end.kind === 'given-up') {
      const why = 'an interrupt did not stop the cell, so its kernel was ended'
      await this.session.stop()
      this.addError(run, 'KernelEnded', why, [])
      return why
    }
    if (end.kind === 'died' && this.isStopped) {
      const why = 'the run was ended while this cell ran'
      this.addError(run, 'KernelEnded', why, [])
      return why
    }
    if (end.kind === 'died') {
      await this.session.whenSettled()
      const { state } = this.session
      const why = `the kernel died (${wordsOf(end.death)}${hintOf(end.death)})`
      this.addError(run, 'KernelDied', why, state.status === 'dead' ? state.lastWords.split('\n') : [])
      return why
    }
    if (end.kind === 'not-started') {
      this.addError(run, 'KernelDidNotStart', end.problem.message, (end.problem.detail ?? '').split('\n'))
      return end.problem.message
    }
    return null
  }

  private addError(run: RunId, ename: string, evalue: string, words: readonly string[]): void {
    const traceback = [`${ename}: ${evalue}`, ...words.filter((line) => line.trim() !== '')]
    this.hear({ kind: 'error', run, ename, evalue, traceback })
  }
}

/** What the commonest deaths mean. */
function hintOf({ signal }: Death): string {
  if (signal === 'SIGSEGV' || signal === 'SIGBUS') return ', a crash in native code'
  return signal === 'SIGKILL' ? ', perhaps for want of memory' : ''
}
