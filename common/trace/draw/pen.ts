/** What a picture of a trace is drawn with: a canvas in the page, SVG in exports, a log in tests. */
import type { TaskState } from '../taskTrace'
import type { SpanState } from '../trace'

/** How many colours there are for threads; then they begin again. */
export const THREAD_INKS = 9

/** What something is drawn in, by meaning. Whoever has the pen knows its colour and, for states, its texture. */
export type Ink =
  | SpanState
  | `thread-${number}`
  /** Behind everything. */
  | 'ground'
  /** Behind a group's heading. */
  | 'band'
  | 'text'
  | 'quiet'
  | 'rule'
  /** A thread keeps the GIL though it does not run. */
  | 'held'
  /** Where the user looks: the selected row, a range of time, the pointer's moment. */
  | 'selected'
  | 'range'
  | 'pointed'
  /** The time of the line of code that is pointed at, and a veil over all other. */
  | 'marked'
  | 'veil'
  /** On the colours of threads. */
  | 'on-thread'
  | 'machine'
  /** The user's notes. */
  | 'note'
  | 'note-edge'
  /** A task that runs, or what one waits for: for its turn, or to be woken. */
  | TaskState
  | 'task-failed'
  /** Thin lines that tell neighbouring cores apart. */
  | 'core-0'
  | 'core-1'
  | 'core-2'
  | 'core-3'

export interface Pen {
  /** Fills rectangles, each as x, y, width and height, one after the other, in px. */
  fill(ink: Ink, rectangles: readonly number[]): void
  /** Writes in one line, centred on `y`; what does not fit into `width` is cut, with an ellipsis. */
  write(ink: Ink, text: string, x: number, y: number, options?: WriteOptions): void
}

export interface WriteOptions {
  readonly width?: number
  readonly align?: 'left' | 'right' | 'center'
  readonly isStrong?: boolean
  readonly isSmall?: boolean
}

/** Rectangles gathered by ink, so that each ink is dipped into once; one that goes on where the last ended becomes part of it. */
export class Rectangles {
  private readonly byInk = new Map<Ink, number[]>()

  add(ink: Ink, x: number, y: number, width: number, height: number): void {
    let list = this.byInk.get(ink)
    if (list === undefined) this.byInk.set(ink, (list = []))
    const last = list.length - 4
    const lastX = list[last] ?? NaN
    const lastWidth = list[last + 2] ?? 0
    if (lastX + lastWidth === x && list[last + 1] === y && list[last + 3] === height)
      list[last + 2] = lastWidth + width
    else list.push(x, y, width, height)
  }

  draw(pen: Pen): void {
    for (const [ink, list] of this.byInk) pen.fill(ink, list)
  }
}
