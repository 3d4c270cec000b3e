/** The moment of a sample, as all tracks need it. */
import type { RunId } from '../../brands'
import type { Recording } from './recording'
import type { Interval } from './threadTrack'
import type { Us } from '../trace'

/** A stretch without samples is a gap when it is longer than this, and than five planned intervals. In µs. */
const SHORTEST_GAP = 40_000

export interface OpenRun {
  readonly recording: Recording
  readonly start: Us
}

export class Moment {
  constructor(
    /** On the sampler's clock. */
    readonly at: Us,
    /** The sample before; null when this is the first. */
    readonly lastAt: Us | null,
    /** The run that is recorded, null when none is. */
    readonly run: OpenRun | null,
    private readonly lastRun: RunId | null,
    private readonly hz: number
  ) {}

  /** The interval in the run that ends now, for something last seen at `seenAt`, and known to be there until `aliveAt`. */
  intervalFrom(seenAt: Us, run: OpenRun, aliveAt: Us = seenAt): Interval {
    const from = Math.max(seenAt, run.start)
    const alive = Math.max(aliveAt, run.start)
    return {
      from: from - run.start,
      to: this.at - run.start,
      gap: this.isGap(alive),
      dozed: aliveAt > seenAt,
      alive: alive - run.start
    }
  }

  /** Whether nobody looked between `from` and now. */
  isGap(from: number): boolean {
    return this.at - from > Math.max(SHORTEST_GAP, 5e6 / this.hz)
  }

  /** Whether something seen for the first time now began after the sample before: it would have been seen then. */
  get isBirth(): boolean {
    return this.lastAt !== null
  }

  /**
   * Which run started what is seen for the first time now. Where nobody looked since before the run began, that is most
   * likely still this one: between runs a kernel rests.
   */
  get author(): RunId | null {
    return this.run ? this.run.recording.run : this.lastRun
  }
}
