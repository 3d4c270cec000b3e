/** What the kernel tells of asyncio's tasks: the fields of `task_steps` (see `protocol.ts`). */
import type { RunId } from './brands'

/** A task of asyncio's, as the kernel first tells of it. Times are µs after the message's `since`. */
export interface ToldTask {
  /** Its number, for as long as the kernel lives. */
  readonly task: number
  readonly name: string
  /** The qualified name of what it runs. */
  readonly coroutine: string
  readonly created: number
  /** The system's number of the thread that made it. */
  readonly thread: number
  /** The run whose code made it. */
  readonly run: RunId
  /** The task that made it; absent where none did, or it is not told of. */
  readonly parent?: number
  /** The cell's code that made it, as `Cell In[n]`; absent where no cell's code is near. */
  readonly file?: string
  readonly line?: number
}

/** How a task has ended; `lost`: it is gone, and nobody waited for its end. */
export type TaskEnd = 'done' | 'cancelled' | 'failed' | 'lost'

/**
 * What asyncio's tasks did since the last such message. `since` is on the system's steady clock (CLOCK_MONOTONIC), in µs;
 * the other times are µs after it. What is told of a run stands by itself: numbers of awaited things begin anew, and tasks
 * that are older than the run are told again.
 */
export interface TaskSteps {
  readonly since: number
  /** When it was sent: all until then is told. */
  readonly sent: number
  readonly tasks: readonly ToldTask[]
  /** What is awaited, numbered from 0: a kind and words for it, and a number or a name where there is one. */
  readonly awaited: readonly {
    readonly number: number
    readonly kind: string
    readonly what: string
    readonly detail: number | string | null
  }[]
  /**
   * Six numbers a row: the task; when it began and ended to run; what it awaits then (-1: it has ended, -2: its next turn);
   * how long it has run in all (µs) and in how many steps. Steps close to each other are one row.
   */
  readonly steps: readonly number[]
  readonly ends: readonly {
    readonly task: number
    readonly at: number
    readonly state: TaskEnd
    readonly ran: number
    readonly steps: number
  }[]
  /** Steps and callbacks that kept the loop for long while others were ready. `task`: null for a callback. */
  readonly holds: readonly {
    readonly task: number | null
    readonly what: string | null
    readonly begin: number
    readonly end: number
    readonly others: number
  }[]
  /** Tasks that are in a step when this is sent, one per loop at most: their step is told when it has ended. */
  readonly running: readonly number[]
  /** Steps that became part of another one's row, and tasks that are only counted. */
  readonly merged: number
  readonly unlisted: number
  /** What telling all this took the kernel's threads, by the clock. */
  readonly cost_us: number
}
