/**
 * Tells a runnable thread that was on a CPU from one in the queue for one. No file says it at the moment, but the
 * counters of `schedstat`, read again one sample later, do: time on a CPU is added at every tick of the system's clock
 * and when the thread leaves the CPU; time in the queue, and one more turn, when it gets there. So
 *
 *     no new turn, more CPU time      it was on a CPU all along: nothing else adds CPU time without a turn
 *     no new turn, no CPU time        it still waits, or it runs and the clock has not ticked since; once that is too
 *                                     long for a tick, it waits
 *     a new turn                      it got on a CPU in between, and was or was not on one before; the shares of
 *                                     both in the interval say how likely that is
 */
import type { SchedFields } from './linux/procText'

/** A runnable thread at one sample, with its counters there and at the samples before and after. */
export interface Runnable {
  readonly before: SchedFields
  readonly at: SchedFields
  /** Null when it ended before the next sample. */
  readonly after: SchedFields | null
  /** It held the GIL, or needs none: then it was most likely running. */
  readonly mayRunPython: boolean
  /** For how long its counters have not moved, until the last time they were read, in ns. */
  readonly stalled: number
  /** The time between two ticks of the system's clock, in ns. */
  readonly tick: number
}

/** How likely it is that the thread was on a CPU at the sample: 0 to 1, nearly always one of the two. */
export function likelihoodOnCpu({ before, at, after, mayRunPython, stalled, tick }: Runnable): number {
  if (after !== null && after.turns !== at.turns) {
    const ran = after.cpuNs - at.cpuNs
    const queued = after.queuedNs - at.queuedNs
    return ran + queued > 0 ? ran / (ran + queued) : 1
  }
  if (after !== null && after.cpuNs !== at.cpuNs) return 1
  if (stalled >= tick) return 0
  // No tick in between: a thread that needs no GIL runs unless it stalls; of another, what it did before says more.
  return mayRunPython || (at.cpuNs !== before.cpuNs && at.turns === before.turns) ? 1 : 0
}

/**
 * How far the counter of CPU time was behind at most, in ns, for a thread that was on a CPU then: by what came to it until
 * it was read again, unless nothing had come by then.
 */
export function lagOf(at: SchedFields, after: SchedFields, tick: number): number {
  const isCounted = after.cpuNs !== at.cpuNs || after.turns !== at.turns
  return isCounted ? Math.min(after.cpuNs - at.cpuNs, tick) : tick
}

/**
 * Turns likelihoods into yes and no so that over many samples as many are yes as the likelihoods add up to: what one
 * decision leaves over goes to the next.
 */
export class Decider {
  private left = 0

  decide(likelihood: number): boolean {
    if (likelihood === 0 || likelihood === 1) return likelihood === 1
    this.left += likelihood
    if (this.left < 0.5) return false
    this.left -= 1
    return true
  }
}
