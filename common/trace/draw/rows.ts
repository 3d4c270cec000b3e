/** Parts that rows have in common: headings, notes, names. */
import type { Ink, Pen } from './pen'
import { THREAD_INKS } from './pen'
import type { TimeScale } from './TimeScale'
import type { Track } from './Track'
import { LABEL, ROW } from './Track'

/** The colour of a thread: the same in all rows. */
export function threadInk(thread: number): Ink {
  return INKS[thread % THREAD_INKS] ?? 'thread-0'
}
const INKS = Array.from({ length: THREAD_INKS }, (_, i): Ink => `thread-${i}`)

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
    draw(pen, _scale, y) {
      pen.write('quiet', name, LABEL.indent, y + ROW.note / 2, { isSmall: true })
    }
  }
}

/** A row's name, and the colour of its thread. */
export function label(pen: Pen, scale: TimeScale, y: number, name: string, thread?: number): void {
  if (thread !== undefined) pen.fill(threadInk(thread), [8, y - 4, 8, 8])
  pen.write('text', name, LABEL.indent, y, { width: scale.left - LABEL.indent - LABEL.gap })
}
