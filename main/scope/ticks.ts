import type { Ms, Unit } from '../../common/brands'

/** Times a second. */
export type Hz = Unit<'hz'>

/** One beat of the sampling clock. */
export interface Tick {
  readonly at: Ms
  /** How much later than planned. */
  readonly late: Ms
  /** Beats before this one that were left out, because their time had passed before the last one was dealt with. */
  readonly missed: number
}

/** What the clock stands on; tests bring their own time. */
export interface Time {
  now(): Ms
  /** Returns after about `duration`, or earlier when something wants attention. */
  sleep(duration: Ms): void
}

/**
 * A steady clock that admits being late: beats fall on multiples of the period whatever the work between them takes, and
 * those that cannot be kept are counted instead of being made up for. `period` is asked again and again, and may change;
 * the generator ends when it is null.
 */
export function* ticks(time: Time, period: () => Ms | null): Generator<Tick, void> {
  let last = time.now() as number
  let current = period()
  while (current !== null) {
    const due = last + current
    const now = time.now()
    const next = period()
    if (next !== current) {
      // A new period begins now: what the old one or the new one would have planned before is not missed.
      if (next !== null) last = Math.max(last, now - next)
      current = next
    } else if (now < due) {
      time.sleep((due - now) as Ms)
    } else {
      const gone = Math.floor((now - due) / current)
      last = due + gone * current
      yield { at: now, late: (now - due) as Ms, missed: gone }
    }
  }
}
