import type { Ms } from '../../common/brands'
import type { Spent } from './OwnCpu'
import type { Hz } from './ticks'

export const SLOWEST = 50 as Hz
export const FASTEST = 1_000 as Hz
export const USUAL = 250 as Hz
/** While nothing runs: enough to know the threads and their counters when something begins. */
const RESTING = 10 as Hz
/** Below this a sampler that cannot keep its budget gives up lowering its rate. */
const LOWEST = 5 as Hz

/** The share of one core that watching may cost: 5 % with ten threads, 15 % with a hundred and more. */
export function budgetFor(threads: number): number {
  return Math.min(0.05 + Math.max(0, threads - 10) * (0.1 / 90), 0.15)
}
/**
 * What was not spent is saved, up to so much, and may be spent later: a second of what may be spent with few threads. So a
 * run begins at its full rate while the code that looks is still being compiled. In ms of CPU time.
 */
const MOST_SAVED = 50 as Ms
/** Rates are lowered and raised by this factor, or several of it. */
const STEP = 1.25
/** The weight of the newest measurement of what a sample costs; single ones vary. */
const NEWEST = 0.3
/** Fewer samples are no measurement: single ones vary too much. */
const ENOUGH = 10
/** So many first measurements do not count: finding Python and warming up cost more than looking does later. */
const WARM_UP = 3

/**
 * How often to look: as often as asked for, or less when that costs more than it may. What a sample costs depends on the
 * rate itself (the rarer, the colder the processor's caches are), so a lowered rate is raised by trying, out of savings.
 */
export class Pace {
  private readonly asked: Hz
  private steps = 0
  private resting = false
  private msPerSample = 0
  /** The share of the time that goes into packing, however many samples there are. */
  private packing = 0
  private saved = MOST_SAVED
  private measured = 0
  /** What has come since the last measurement. */
  private pending = { samples: 0, cpu: 0, packing: 0, time: 0 }

  constructor(asked: Hz) {
    this.asked = within(asked)
  }

  /** What was asked for, within what is possible. */
  get askedHz(): Hz {
    return this.resting ? RESTING : this.asked
  }

  get hz(): Hz {
    return Math.max(LOWEST, this.askedHz / STEP ** this.steps) as Hz
  }

  get period(): Ms {
    return (1_000 / this.hz) as Ms
  }

  rest(resting: boolean): void {
    this.resting = resting
  }

  /**
   * Takes in what `samples` samples of `threads` threads have cost, in CPU time, within `time`, and slows down or speeds
   * up.
   */
  account(samples: number, spent: Spent, time: Ms, threads: number): void {
    const { pending } = this
    pending.samples += samples
    pending.cpu += spent.looking + spent.building
    pending.packing += spent.packing
    pending.time += time
    if (pending.samples < ENOUGH) return
    this.pending = { samples: 0, cpu: 0, packing: 0, time: 0 }
    if (++this.measured <= WARM_UP) return
    const perSample = pending.cpu / pending.samples
    this.msPerSample = this.msPerSample === 0 ? perSample : mixed(this.msPerSample, perSample)
    this.packing = mixed(this.packing, pending.packing / pending.time)
    const budget = budgetFor(threads)
    const left = this.saved + budget * pending.time - pending.cpu - pending.packing
    this.saved = Math.min(Math.max(0, left), MOST_SAVED) as Ms
    if (this.saved === 0) this.slowDown(budget - this.packing)
    else if (this.saved === MOST_SAVED && this.steps > 0) this.steps -= 1
  }

  private slowDown(budget: number): void {
    while ((this.msPerSample * this.hz) / 1_000 > budget && this.hz > LOWEST) this.steps += 1
  }
}

/** A running average. */
function mixed(before: number, newest: number): number {
  return before + NEWEST * (newest - before)
}

function within(hz: Hz): Hz {
  return Math.min(FASTEST, Math.max(SLOWEST, hz)) as Hz
}
