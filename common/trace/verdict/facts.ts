/** What a run can be found to be: the catalogue of patterns, each with the facts that its sentence needs. Times are in ms, shares 0 to 1. */
import type { AwaitKind } from '../taskTrace'
import type { Line } from '../trace'

export type Facts =
  /** Too few samples to say anything. */
  | { readonly pattern: 'too-short'; readonly wall: number; readonly samples: number }
  /** Nobody has run for `time` ms, everybody waits. */
  | { readonly pattern: 'stuck'; readonly time: number; readonly waiters: readonly Waiter[] }
  /** Threads with little to do wait for the GIL much longer than they need it, beside busy ones. */
  | {
      readonly pattern: 'gil-convoy'
      readonly busy: string
      readonly starved: string
      /** How many more are starved. */
      readonly others: number
      readonly waited: number
      readonly used: number
      readonly waitedShare: number
    }
  /** Threads want to run Python at once and take turns. */
  | {
      readonly pattern: 'gil-serialized'
      readonly threads: number
      readonly cores: number
      /** How many cores they could have used, by turns: one at most. */
      readonly wanted: number
      readonly heldShare: number
      readonly waitedShare: number
      readonly handOffs: number
    }
  | {
      readonly pattern: 'oversubscribed'
      readonly wanted: number
      readonly machine: number
      readonly queuedShare: number
    }
  | {
      readonly pattern: 'imbalance'
      readonly workers: number
      readonly last: string
      readonly alone: number
      readonly aloneShare: number
    }
  | {
      readonly pattern: 'parallel-processes'
      readonly processes: number
      readonly cores: number
      readonly wanted: number
    }
  | {
      readonly pattern: 'parallel-native'
      readonly threads: number
      readonly cores: number
      readonly nativeShare: number
      readonly wanted: number
    }
  | {
      readonly pattern: 'parallel-interpreters'
      readonly interpreters: number
      readonly cores: number
      readonly wanted: number
    }
  | {
      readonly pattern: 'parallel-no-gil'
      readonly threads: number
      readonly cores: number
      readonly wanted: number
    }
  | {
      readonly pattern: 'lock-contention'
      readonly threads: number
      readonly lockShare: number
      /** How many of them did anything else, on average. */
      readonly active: number
    }
  | {
      readonly pattern: 'overlapped-waiting'
      readonly waiting: number
      readonly cores: number
      readonly wait: Wait
    }
  /** Tasks of one event loop waited at once. */
  | {
      readonly pattern: 'overlapped-tasks'
      /** Threads with a loop. */
      readonly loops: number
      readonly tasks: number
      /** How many waited at once, on average. */
      readonly atOnce: number
      /** For how long any waited, in ms. */
      readonly time: number
      readonly kind: AwaitKind
      /** The share of the run in which the loops ran tasks. */
      readonly busyShare: number
    }
  /** A task ran for long without awaiting, while others could have run. */
  | {
      readonly pattern: 'blocked-loop'
      readonly by: string
      /** The longest such step, in ms, and how many others were ready then. */
      readonly longest: number
      readonly others: number
      /** How many such steps there were, and which share of the run they took. */
      readonly count: number
      readonly share: number
    }
  | {
      readonly pattern: 'one-thread'
      readonly name: string
      /** How many took turns without ever overlapping; 1 when it was alone. */
      readonly threads: number
      readonly cores: number
      readonly wanted: number
      /** Its share of the CPU time that was used. */
      readonly workShare: number
      /** What it mostly waited for, when it mostly waited. */
      readonly wait: Wait | null
      readonly waitShare: number
      /** What its tasks awaited meanwhile; null where it was no event loop that waited. */
      readonly awaited: AwaitKind | null
    }
  | {
      readonly pattern: 'unclear'
      readonly threads: number
      readonly cores: number
    }

export type Pattern = Facts['pattern']
/** What threads wait for, apart from the GIL and a CPU. */
export type Wait = 'lock' | 'sleep' | 'io' | 'child-wait' | 'idle'
export interface Waiter {
  readonly name: string
  /** Where it waits; null where unknown. */
  readonly where: Line | null
}
