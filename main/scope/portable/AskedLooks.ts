import { receiveMessageOnPort } from 'node:worker_threads'
import type { Ms } from '../../../common/brands'
import { steadyNow } from '../steadyClock'
import { parseLook, type Look, type Looks } from './look'
import type { LookAnswer, LookPort } from './WatcherProcess'

/** How long an answer is waited for before the sampling thread does what else it has to do. */
const PATIENCE = 500 as Ms

/**
 * Looks on request, for the sampling thread: asks the watcher and waits for its answer, so that a look is taken when it is
 * wanted, as where files are read.
 */
export class AskedLooks implements Looks {
  gone: string | null = null
  private readonly ring: Int32Array
  private isAsked = false
  /**
   * From the watcher's clock to ours, in ms. A look is taken after it was asked for and before it was heard of: so
   * much is known, also when the machine has slept and the clocks have run apart.
   */
  private difference = 0

  constructor(private readonly from: LookPort) {
    this.ring = new Int32Array(from.bell)
  }

  /** Null also when there is none yet: then the next call waits on for it. */
  take(): Look | null {
    if (!this.isAsked) this.from.port.postMessage('look')
    this.isAsked = true
    const until = steadyNow() + PATIENCE
    for (;;) {
      const rung = Atomics.load(this.ring, 0)
      const answer = receiveMessageOnPort(this.from.port)?.message as LookAnswer | undefined
      if (answer !== undefined) return this.read(answer)
      const left = until - steadyNow()
      if (this.gone !== null || left <= 0) return null
      Atomics.wait(this.ring, 0, rung, left)
    }
  }

  close(): void {
    this.from.port.close()
  }

  private read(answer: LookAnswer): Look | null {
    this.isAsked = false
    if ('gone' in answer) {
      this.gone ??= answer.gone
      return null
    }
    const look = parseLook(answer.line)
    if ('problem' in look) {
      this.gone = look.problem
      return null
    }
    this.difference = Math.min(Math.max(this.difference, answer.asked - look.at), answer.heard - look.at)
    return { ...look, at: (look.at + this.difference) as Ms }
  }
}
