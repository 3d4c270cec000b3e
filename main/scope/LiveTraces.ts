import type { PackedTrace } from '../../common/trace/packed/packedTrace'
import { PACKED_SIZE, packWithin } from '../../common/trace/packed/pack'
import { FIRST_STEP } from '../../common/trace/build/thin'
import { thinTrace } from '../../common/trace/build/thinTrace'
import type { Trace } from '../../common/trace/trace'
import { steadyNow } from './steadyClock'

/** How often a live view gets its trace, in ms. */
const LIVE_EVERY = 250
/** What the page gets of a run that has ended may be so many times as large: it comes once, and is looked at closely. */
const ENDED_DETAIL = 8
/** A long run's trace takes longer to pack, and is packed the less often: that is to take up this share of a core. */
const LIVE_SHARE = 0.005
/** Whoever watches waits for no more than this (ms), while packing as often takes up no more than the larger share. */
const LIVE_AT_LEAST_EVERY = 1_000
const MOST_LIVE_SHARE = 0.02

/**
 * Packs the traces of runs for the page, within bounds: now and then while they go on, and when they have ended.
 * What was too much detail of a run before is so again: to begin with what was little enough makes a long run's trace ten
 * times as fast to pack.
 */
export class LiveTraces {
  private packedAt = 0
  private dueAt = 0
  private run: Trace['run'] | null = null
  private step = 0

  /** Packs the trace so far if it is time for that. @param trace gives it; null when no run goes on. */
  next(trace: () => Trace | null): PackedTrace | null {
    const now = steadyNow()
    if (now < this.dueAt) return null
    const soFar = trace()
    const packed = soFar && soFar.duration > LIVE_EVERY * 1_000 ? this.pack(soFar) : null
    if (packed) [this.packedAt, this.dueAt] = [now, now + LIVE_EVERY]
    return packed
  }

  /** What packing has cost since this was last called, in ms of CPU time. */
  spent(cpu: number): void {
    const wait = Math.min(cpu / LIVE_SHARE, Math.max(LIVE_AT_LEAST_EVERY, cpu / MOST_LIVE_SHARE))
    this.dueAt = Math.max(this.dueAt, this.packedAt + wait)
  }

  /** Packs a trace that is complete. */
  last(trace: Trace): PackedTrace {
    this.dueAt = 0
    return this.pack(trace, ENDED_DETAIL)
  }

  private pack(trace: Trace, detail = 1): PackedTrace {
    if (trace.run !== this.run) this.step = 0
    this.run = trace.run
    const step = this.step / detail
    const isTooFine = step < FIRST_STEP || step <= trace.thinnedStep
    const packed = packWithin(isTooFine ? trace : thinTrace(trace, step), PACKED_SIZE * detail)
    if (packed.thinnedBefore === packed.duration) this.step = packed.thinnedStep
    return packed
  }
}
