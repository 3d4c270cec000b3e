/**
 * What the app's thread and the sampling thread say to each other: orders one way, reports the other, each in order. The
 * times in orders are the moments they tell of, on the steady clock, so that nothing is lost when they are heard later.
 */
import type { Ms, RunId } from '../../common/brands'
import type { Now } from '../../common/trace/now'
import type { PackedTrace } from '../../common/trace/packed/packedTrace'
import type { TaskSteps } from '../../common/taskSteps'
import type { Trace } from '../../common/trace/trace'
import type { LookPort } from './portable/WatcherProcess'
import type { Hz } from './ticks'

/** What the sampling thread starts with. */
export interface Assignment {
  /** The process to watch, with all that it starts. */
  readonly pid: number
  /** `GILSCOPE_TOKEN` in its environment; null where there is none. */
  readonly token: string | null
  readonly hz: Hz
  /** The reports that somebody listens to. */
  readonly wants: { readonly packed: boolean; readonly whole: boolean }
  /** One shared int32, changed and notified when there is an order, so that a sleeping sampler hears it at once. */
  readonly bell: SharedArrayBuffer
  /** Where to ask for looks, on systems that the thread cannot look at itself; null on Linux. */
  readonly looks: LookPort | null
}

export type Order =
  | { readonly kind: 'begin'; readonly run: RunId; readonly at: Ms }
  | { readonly kind: 'end'; readonly run: RunId; readonly at: Ms }
  /** What the kernel told of asyncio's tasks in the run that began last. */
  | { readonly kind: 'tasks'; readonly steps: TaskSteps }
  /** Looks at once, and says so when that sample, and with it all earlier ones, has been dealt with. */
  | { readonly kind: 'look'; readonly number: number }
  /** Somebody wants to be told what is alive, or does so no more. */
  | { readonly kind: 'watchNow'; readonly isWatched: boolean }
  | { readonly kind: 'stop' }

export type Report =
  /** For the page: a run's trace so far, a few times a second, and at its end; of bounded size. */
  | { readonly kind: 'packed'; readonly trace: PackedTrace; readonly hasEnded: boolean }
  /** The whole trace of a run that has ended; its memory is handed over, not copied. `began` is on the steady clock. */
  | { readonly kind: 'whole'; readonly trace: Trace; readonly began: Ms }
  /** What is alive, a few times a second while it is watched; empty once when nothing is any more. */
  | { readonly kind: 'now'; readonly now: Now }
  /** The `look` of this number is done, and with it all before. */
  | { readonly kind: 'looked'; readonly number: number }
