import type { Ms } from '../../common/brands'
import type { Sample } from '../../common/trace/sample'

/** What watches a process and all that it has started, on one kind of system. */
export interface Sampler {
  /**
   * Looks once.
   * @param at now, on a steady clock; @param late how much later than planned; @param all also at threads that doze.
   * @returns the sample before this one: only now it is known what its threads were really doing. Null the first time.
   */
  take(at: Ms, late: Ms, all?: boolean): Sample | null
  /** Stops looking, gives everything back, and returns the last sample if there is one. */
  finish(): Sample | null
  /** CPU time that another process has used for it since the last call. */
  spentElsewhere?(): Ms
  /** Threads watched at the moment. */
  readonly threadCount: number
  /** Nothing that was watched is left. */
  readonly isOver: boolean
}
