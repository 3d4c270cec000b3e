/** What a track of the timeline is, and what it is made from. How to add one: `renderer/scope/README.md`. */
import type { Note } from '../../notes'
import type { Awaited, TaskState, TaskTrace } from '../taskTrace'
import type { Tier } from '../sample'
import type { Line, SpanState, Trace } from '../trace'
import type { Pen } from './pen'
import type { TimeScale } from './TimeScale'

/** One row. It draws with a scale and knows nothing of the page. */
export interface Track {
  /** The same for the same row of a longer trace. */
  readonly id: string
  /** What it is called by those who cannot see it. */
  readonly name: string
  /** In px. */
  readonly height: number
  /** What the user's arrangement knows it by: the same for the same lane of the cell's next run. Others stay in place. */
  readonly lane?: string
  /** A heading is not for selecting. */
  readonly isHeading?: boolean
  /** Draws the row below `y`; its name goes left of `scale.left`. */
  draw(pen: Pen, scale: TimeScale, y: number): void
  /** Draws over the row what sets the time of these lines (indexes into the trace's `lines`) apart from all other. */
  mark?(pen: Pen, scale: TimeScale, y: number, lines: ReadonlySet<number>): void
  /** What was at a moment (µs), `y` px below the row's top. */
  hit?(at: number, y: number): Hit | undefined
  /** Who ended the wait at a moment (µs), if it was one and that is known: a row's id, and when. */
  wake?(at: number): { readonly by: string; readonly at: number } | undefined
  /** When something began or ended, in rising order: where arrow keys stop. */
  readonly edges?: Float64Array
}

/** What is said of a place in the picture. */
export interface Hit {
  readonly title: string
  readonly lines: readonly string[]
  /** The time it holds for, in µs. */
  readonly from: number
  readonly to: number
  /** The line of code that was at work there. */
  readonly line?: Line
}

/** What a legend tells apart: states of threads, and of tasks. */
export type LegendState = SpanState | TaskState

/** What tracks are made from. */
export interface TrackSource {
  readonly trace: Trace
  readonly words: TrackWords
  /** What each thread is called, by its index: as the sentences do, with its number where that is not enough. */
  readonly names: readonly string[]
  /** The same of processes. */
  readonly processNames: readonly string[]
  /** By index: whether the thread took part in the run; the others get no lane. */
  readonly tookPart: readonly boolean[]
  /** States that are not drawn. */
  readonly hidden: ReadonlySet<LegendState>
  /** The user's notes about this run. */
  readonly notes: readonly Note[]
  /** All tasks have a lane, however many they are. */
  readonly areTasksOpen: boolean
}

/** Makes the rows of one kind; none where the trace has nothing for them. */
export type TrackMaker = (source: TrackSource) => Track[]

/** The strings in a picture, in the reader's language. */
export interface TrackWords {
  readonly states: Readonly<Record<SpanState, string>>
  /** On a CPU, whatever with. */
  readonly runs: string
  readonly tiers: Readonly<Record<Tier, string>>
  readonly used: string
  readonly usedNow: (cores: number, machine: number | null) => string
  readonly coresHeading: string
  readonly core: (core: number) => string
  readonly unusedCores: (count: number) => string
  readonly gilHeading: string
  readonly gil: (process: string, interpreter: number, isAlone: boolean) => string
  readonly heldInTurns: (handOffs: number) => string
  readonly heldBy: (thread: string) => string
  readonly heldByUnknown: string
  readonly heldByNobody: string
  readonly notSeen: string
  readonly waitingArea: string
  readonly waiting: (count: number) => string
  readonly threadsOf: (process: string) => string
  readonly moreThreads: (count: number) => string
  readonly onCore: (core: number) => string
  readonly holdsGil: string
  /** `cell` is the number under which it ran; null: the file is no cell. */
  readonly line: (cell: number | null, line: number) => string
  readonly duration: (us: number) => string
  readonly letGoBy: (thread: string) => string
  readonly endedAs: (thread: string) => string
  readonly notes: string
  readonly tasks: TaskWords
}

/** Those about tasks of asyncio. */
export interface TaskWords {
  /** The heading, for a thread's. */
  readonly of: (thread: string) => string
  /** How to read the lanes. */
  readonly key: string
  readonly more: (count: number) => string
  readonly running: string
  readonly ready: string
  /** Inside a span: `sleep(0.5)`, `gather of 3`. */
  readonly awaited: (thing: Awaited) => string
  readonly awaits: (thing: Awaited) => string
  readonly ran: (coroutine: string, steps: number) => string
  readonly madeBy: (parent: string | undefined, line: number | undefined) => string
  /** An earlier run made it. */
  readonly older: string
  readonly ended: Readonly<Record<TaskTrace['state'], string>>
}

/** Measures that rows share, in px. */
export const ROW = { heading: 20, lane: 24, note: 18 } as const
/** Where a row's name begins, and how far it stays from the drawing. */
export const LABEL = { indent: 22, gap: 10 } as const
