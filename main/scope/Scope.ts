import { Worker } from 'node:worker_threads'
import type { Assignment, Batch, Order } from './messages'
import { USUAL } from './Pace'
import type { Hz } from './ticks'

export interface ScopeOptions {
  /** The process to watch, with all that it starts. */
  readonly pid: number
  /** `GILSCOPE_TOKEN` in its environment: finds descendants that have left its tree. Null where there is none. */
  readonly token: string | null
  /** The built `scopeWorker.js`. */
  readonly worker: string | URL
  /** 50 to 1,000 times a second; 250 when left out. */
  readonly hz?: Hz
  /** About ten times a second, in order; the last one says `over`. */
  readonly onBatch: (batch: Batch) => void
  /** The sampling thread failed: a bug of ours. Nothing more comes. */
  readonly onFailure: (error: Error) => void
}

/** Watches one kernel with all that it starts, in a thread of its own, from now on until `stop`. */
export class Scope {
  private readonly worker: Worker
  private readonly bell = new SharedArrayBuffer(4)
  private readonly ended: Promise<void>
  private isOver = false
  private looks = 0
  private readonly waiting = new Map<number, () => void>()

  constructor({ pid, token, worker, hz = USUAL, onBatch, onFailure }: ScopeOptions) {
    const assignment: Assignment = { pid, token, hz, bell: this.bell }
    this.worker = new Worker(worker, { workerData: assignment, name: 'scope' })
    this.worker.on('message', (batch: Batch) => {
      this.isOver ||= batch.over
      onBatch(batch)
      for (const [look, done] of this.waiting) if (look <= batch.looked || batch.over) this.settle(look, done)
    })
    this.worker.on('error', onFailure)
    this.ended = new Promise((resolve) => {
      this.worker.once('exit', () => {
        this.isOver = true
        for (const [look, done] of this.waiting) this.settle(look, done)
        resolve()
      })
    })
  }

  /** Changes how often it looks: 50 to 1,000 times a second. */
  setRate(hz: Hz): void {
    this.order({ kind: 'rate', hz })
  }

  /** Looks rarely while nothing runs, and as often as asked for again at once. */
  rest(resting: boolean): void {
    this.order({ kind: 'rest', resting })
  }

  /**
   * Looks at once, beside the usual rhythm: at the beginning and at the end of a run, so that its figures are exact.
   * Resolves when that sample, and with it all earlier ones, has been handed to `onBatch`.
   */
  look(): Promise<void> {
    if (this.isOver) return Promise.resolve()
    this.looks += 1
    const number = this.looks
    this.order({ kind: 'look', number })
    return new Promise((resolve) => this.waiting.set(number, resolve))
  }

  /** Ends the watching; the last batch has been handed out when this resolves. Can be called again. */
  async stop(): Promise<void> {
    this.order({ kind: 'stop' })
    await this.ended
  }

  private settle(look: number, done: () => void): void {
    this.waiting.delete(look)
    done()
  }

  private order(order: Order): void {
    if (this.isOver) return
    this.worker.postMessage(order)
    const ring = new Int32Array(this.bell)
    Atomics.add(ring, 0, 1)
    Atomics.notify(ring, 0)
  }
}
