/** A timeline from its beginning to its end as SVG, no wider and no higher than a page has room for. */
import type { Language } from '../../ipc'
import { AXIS_HEIGHT } from './axis'
import { SvgPen } from './SvgPen'
import { SHORTEST, TimeScale } from './TimeScale'
import { drawPicture, type Picture } from './drawTrace'

/** All in px. GitHub and JupyterLab have room for as much beside a cell's prompt. */
export const WIDTH = 900
const NAMES = 168
/** Rows below that are counted only: a reader wants to see the page's other cells too. */
const MOST_ROWS = 1200

export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans' }

/** The first rows, as many as have room. */
export interface RowsWithRoom {
  readonly count: number
  /** px, with the axis. */
  readonly height: number
  /** How many had no room. */
  readonly hidden: number
}

export function rowsWithRoom({ rows, height }: Picture): RowsWithRoom {
  if (height <= MOST_ROWS) return { count: rows.length, height: AXIS_HEIGHT + height, hidden: 0 }
  const over = rows.findIndex(({ track, top }) => top + track.height > MOST_ROWS)
  const count = Math.max(1, over)
  const last = rows[count - 1]
  const shown = last === undefined ? 0 : last.top + last.track.height
  return { count, height: AXIS_HEIGHT + shown, hidden: rows.length - count }
}

/** Draws the axis and the rows from where the pen is. */
export function drawTimeline(pen: SvgPen, picture: Picture, { count, height }: RowsWithRoom): void {
  const scale = new TimeScale(0, Math.max(picture.trace.duration, SHORTEST), NAMES, WIDTH - NAMES)
  drawPicture(pen, { ...picture, rows: picture.rows.slice(0, count) }, scale, height)
}

export interface TimelineAbout {
  /** Of the picture, unlike those of others on the same page. */
  readonly id: string
  readonly language: Language
  /** For those who cannot see it. */
  readonly title: string
  readonly description: string
}

/** The timeline alone. */
export function timelineSvg(
  picture: Picture,
  { id, language, title, description }: TimelineAbout
): { readonly svg: string; readonly hidden: number } {
  const pen = new SvgPen(id)
  const rows = rowsWithRoom(picture)
  const { height, hidden } = rows
  pen.fill('ground', [0, 0, WIDTH, height])
  drawTimeline(pen, picture, rows)
  const about = { width: WIDTH, height, title, description, language: LANGUAGE_TAGS[language] }
  return { svg: pen.picture(about), hidden }
}
