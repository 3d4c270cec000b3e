import { Worker } from 'node:worker_threads'
import type { Ms, RunId } from '../../common/brands'
import type { Now } from '../../common/trace/now'
import type { PackedTrace } from '../../common/trace/packed/packedTrace'
import type { TaskSteps } from '../../common/taskSteps'
import type { Trace } from '../../common/trace/trace'
import type { Assignment, Order, Report } from './messages'
import { USUAL } from './Pace'
import { kernelClock } from './kernelClock'
import { WatcherProcess, type WatcherCommand } from './portable/WatcherProcess'
import { steadyNow } from './steadyClock'
import type { Hz } from './ticks'

/** Who wants to hear what; what nobody listens to is not made. */
export interface TraceListeners {
  /** For the page: a run's trace so far, a few times a second, and at its end; of bounded size. */
  onPacked?(trace: PackedTrace, hasEnded: boolean): void
  /** A run's whole trace, once it has ended. `began` is on the steady clock (`steadyNow`). */
  onWhole?(trace: Trace, began: Ms): void
  /** What is alive, a few times a second while `watchNow` is on; empty once when the kernel is gone. */
  onNow?(now: Now): void
}

export interface ScopeOptions extends TraceListeners {
  /** The process to watch, with all that it starts. */
  readonly pid: number
  /** `GILSCOPE_TOKEN` in its environment: finds descendants that have left its tree. Null where there is none. */
  readonly token: string | null
  /** What looks at the process where the sampling thread cannot: absent on Linux. */
  readonly watcher?: WatcherCommand | undefined
  /** The built `scopeWorker.js`. */
  readonly worker: string | URL
  /** 50 to 1,000 times a second while a run goes on; 250 when left out. */
  readonly hz?: Hz
  /** The sampling thread or a listener failed: a bug of ours. After the former nothing more comes. */
  readonly onFailure: (problem: unknown) => void
}

/**
 * Watches one kernel with all that it starts, from now on until `stop`. All the work is done in a thread of its own, the
 * making and packing of traces included; here orders go out and traces come in.
 */
export class Scope {
  private readonly worker: Worker
  private readonly watcher: WatcherProcess | null
  private readonly bell = new SharedArrayBuffer(4)
  private readonly ended: Promise<void>
  private isOver = false
  private looks = 0
  private readonly toOurClock = kernelClock()
  private readonly waiting = new Map<number, () => void>()

  constructor(private readonly options: ScopeOptions) {
    const { pid, token, worker, watcher, hz = USUAL, onPacked, onWhole, onFailure } = options
    const wants = { packed: onPacked !== undefined, whole: onWhole !== undefined }
    this.watcher = watcher === undefined ? null : new WatcherProcess(watcher)
    const looks = this.watcher?.looks ?? null
    const assignment: Assignment = { pid, token, hz, wants, bell: this.bell, looks }
    const transferList = looks === null ? [] : [looks.port]
    this.worker = new Worker(worker, { workerData: assignment, transferList, name: 'scope' })
    this.worker.on('message', (report: Report) => this.hear(report))
    this.worker.on('error', onFailure)
    this.ended = new Promise((resolve) => {
      this.worker.once('exit', () => {
        this.isOver = true
        this.settle(Infinity)
        resolve(this.watcher?.end())
      })
    })
  }

  /** A run begins now. Resolves when a sample of after this moment has been dealt with. */
  begin(run: RunId): Promise<void> {
    this.order({ kind: 'begin', run, at: steadyNow() })
    return this.look()
  }

  /** A run has ended now. Resolves when its trace has been handed out. */
  end(run: RunId): Promise<void> {
    this.order({ kind: 'end', run, at: steadyNow() })
    return this.look()
  }

  /** Whether what is alive is told, during runs and between them. */
  watchNow(isWatched: boolean): void {
    this.order({ kind: 'watchNow', isWatched })
  }

  /** What the kernel told of asyncio's tasks in the run that began last. */
  tasksRan(steps: TaskSteps): void {
    this.order({ kind: 'tasks', steps: this.toOurClock(steps) })
  }

  /** Looks at once, beside the usual rhythm. Resolves when that sample has been dealt with, or none will come any more. */
  look(): Promise<void> {
    if (this.isOver) return Promise.resolve()
    this.looks += 1
    const number = this.looks
    this.order({ kind: 'look', number })
    return new Promise((resolve) => this.waiting.set(number, resolve))
  }

  /** Ends the watching; the last trace has been handed out when this resolves. Can be called again. */
  async stop(): Promise<void> {
    this.order({ kind: 'stop' })
    await this.ended
  }

  private hear(report: Report): void {
    const { onPacked, onWhole, onNow, onFailure } = this.options
    try {
      if (report.kind === 'packed') onPacked?.(report.trace, report.hasEnded)
      else if (report.kind === 'whole') onWhole?.(report.trace, report.began)
      else if (report.kind === 'now') onNow?.(report.now)
      else this.settle(report.number)
    } catch (problem) {
      onFailure(problem)
    }
  }

  /** All looks up to this number are done. */
  private settle(looked: number): void {
    for (const [look, done] of this.waiting) {
      if (look > looked) continue
      this.waiting.delete(look)
      done()
    }
  }

  private order(order: Order): void {
    if (this.isOver) return
    this.worker.postMessage(order)
    const ring = new Int32Array(this.bell)
    Atomics.add(ring, 0, 1)
    Atomics.notify(ring, 0)
  }
}
