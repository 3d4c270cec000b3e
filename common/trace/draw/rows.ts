/** Parts that rows have in common: headings, notes, names. */
import type { Ink, Pen, Rectangles } from './pen'
import { THREAD_INKS } from './pen'
import type { TimeScale } from './TimeScale'
import type { Track } from './Track'
import { LABEL, ROW } from './Track'

/** The colour of a thread: the same in all rows. */
export function threadInk(thread: number): Ink {
  return INKS[thread % THREAD_INKS] ?? 'thread-0'
}
const INKS = Array.from({ length: THREAD_INKS }, (_, i): Ink => `thread-${i}`)

/**
 * Threads' shares of a column, above each other by colour: those of one colour together, for they could not be told apart.
 * So a column takes no more rectangles than there are colours.
 */
export class ThreadStack {
  private readonly shares = new Float64Array(THREAD_INKS)

  /** @param height of a column that belongs to threads alone, in px */
  constructor(private readonly height: number) {}

  add(thread: number, share: number): void {
    const ink = thread % THREAD_INKS
    this.shares[ink] = (this.shares[ink] ?? 0) + share
  }

  /** Draws what was added, from `bottom` upwards, and begins anew; answers the upper edge. */
  draw(rectangles: Rectangles, x: number, width: number, bottom: number): number {
    for (let ink = 0; ink < THREAD_INKS; ink++) {
      const height = (this.shares[ink] ?? 0) * this.height
      if (height === 0) continue
      bottom -= height
      rectangles.add(threadInk(ink), x, bottom, width, height)
      this.shares[ink] = 0
    }
    return bottom
  }
}

/** A height in px as finely as it can be seen, so that neighbours of an area are often one rectangle. */
export function inQuarters(height: number): number {
  return Math.round(height * 4) / 4
}

/** A line above a group of rows. */
export function heading(id: string, name: string, note = ''): Track {
  return {
    ...{ id, name, height: ROW.heading, isHeading: true },
    draw(pen, scale, y) {
      pen.fill('band', [0, y, scale.right, ROW.heading])
      pen.write('text', name, 8, y + ROW.heading / 2, { isStrong: true, width: scale.right - 160 })
      if (note !== '')
        pen.write('quiet', note, scale.right - 8, y + ROW.heading / 2, { align: 'right', isSmall: true })
    }
  }
}

/** What is said in place of rows that are left out. */
export function note(id: string, name: string): Track {
  return {
    ...{ id, name, height: ROW.note, isHeading: true },
    draw(pen, scale, y) {
      // It may be longer than names are: no line of the axis goes through it.
      pen.fill('ground', [0, y, scale.right, ROW.note])
      pen.write('quiet', name, LABEL.indent, y + ROW.note / 2, { isSmall: true })
    }
  }
}

/** A row's name, and the colour of its thread. */
export function label(pen: Pen, scale: TimeScale, y: number, name: string, thread?: number): void {
  if (thread !== undefined) pen.fill(threadInk(thread), [8, y - 4, 8, 8])
  pen.write('text', name, LABEL.indent, y, { width: scale.left - LABEL.indent - LABEL.gap })
}
