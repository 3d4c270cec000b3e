/** What the app's thread and the sampling thread say to each other. */
import type { Sample } from '../../common/trace/sample'
import type { Hz } from './ticks'

/** What the sampling thread starts with. */
export interface Assignment {
  /** The process to watch, with all that it starts. */
  readonly pid: number
  /** `GILSCOPE_TOKEN` in its environment; null where there is none. */
  readonly token: string | null
  readonly hz: Hz
  /** One shared int32, changed and notified when there is an order, so that a sleeping sampler hears it at once. */
  readonly bell: SharedArrayBuffer
}

export type Order =
  | { readonly kind: 'rate'; readonly hz: Hz }
  /** Looks rarely while nothing runs, only to know the threads and their counters when something begins. */
  | { readonly kind: 'rest'; readonly resting: boolean }
  /** Looks at once, and posts what it saw without waiting for the next batch. */
  | { readonly kind: 'look'; readonly number: number }
  | { readonly kind: 'stop' }

/** The samples of about a tenth of a second. */
export interface Batch {
  readonly samples: readonly Sample[]
  /** The rate that was asked for, and the one that could be afforded: below it when watching would cost too much. */
  readonly askedHz: Hz
  readonly hz: Hz
  /** Samples that were planned but not taken since the last batch, because the machine was too busy. */
  readonly missed: number
  /** CPU time of the sampling thread since the last batch, in ms; 0 where the system does not tell. */
  readonly cpuMs: number
  /** The number of the last `look` whose sample is in this batch or an earlier one; 0 before the first. */
  readonly looked: number
  /** Nothing that was watched is left: this is the last batch. */
  readonly over: boolean
}
