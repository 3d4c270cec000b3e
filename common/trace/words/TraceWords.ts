/** The strings of a monitor that the page and exports have in common. */
import type { TrackWords } from '../draw/Track'
import type { TaskState } from '../taskTrace'

export interface TraceWords {
  readonly tracks: TrackWords
  /** Of the line that sums a run up. Shares are 0 to 1. */
  readonly strip: {
    readonly cores: (cores: number) => string
    readonly processes: (count: number) => string
    readonly threads: (count: number) => string
    readonly held: (share: number, gils: number) => string
    readonly waited: (share: number) => string
    readonly handOffs: (aSecond: number) => string
    readonly tasks: (count: number) => string
  }
  /** Heads of the table's columns, and its last row. */
  readonly figures: {
    readonly thread: string
    readonly process: string
    readonly cpu: string
    readonly held: string
    readonly cores: string
    readonly all: (wall: string, cores: number) => string
  }
  readonly legend: {
    /** Before the states of tasks. */
    readonly tasks: string
    readonly taskStates: Readonly<Record<TaskState, string>>
  }
  /** Of a picture that stands alone. */
  readonly picture: {
    readonly title: string
    readonly run: (number: number) => string
    readonly python: (version: string, isFreeThreaded: boolean) => string
    /** The cell has been edited since. */
    readonly otherCode: string
    /** Rows that have no room in it. */
    readonly moreRows: (count: number) => string
    readonly note: (from: string, to: string, text: string) => string
  }
  /** Of several runs beside each other. */
  readonly compared: {
    /** Heads of the table's columns. */
    readonly columns: {
      readonly run: string
      readonly python: string
      readonly wall: string
      readonly cpu: string
      readonly cores: string
      readonly waited: string
      readonly speedUp: string
    }
    /** How many times as fast. */
    readonly times: (speedUp: number) => string
    /** Before a sentence about a run, with the space between. */
    readonly changed: (run: string) => string
    readonly timeline: string
    readonly timelineKeys: string
  }
}
