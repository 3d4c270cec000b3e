/** What lies over the picture: the range, the pointer's and the cursor's moment, pins, and who ended a wait. */
import { AXIS_HEIGHT } from '../../common/trace/draw/axis'
import type { Pen } from '../../common/trace/draw/pen'
import type { TimeScale } from '../../common/trace/draw/TimeScale'
import { drawWakeArrow } from '../../common/trace/draw/wakeArrow'
import { stayingHeight, type Picture, type PlacedRow } from '../../common/trace/draw/drawTrace'
import type { Range } from '../../common/trace/verdict/figures'
import type { Cursor } from './cursor'

/** The pin's box: left of where time begins. In px. */
export const PIN = { right: 8, size: 16 } as const

export interface Marks {
  readonly picture: Picture
  readonly range: Range | null
  readonly cursor: Cursor | null
  /** Where the pointer is, in px of the picture. */
  readonly pointed: { readonly x: number; readonly row: PlacedRow | undefined } | null
}

/** The height at which a row is seen, when the rows are scrolled and the picture has this height. */
export function yOf(picture: Picture, { top }: PlacedRow, height: number, scrolled: number): number {
  return AXIS_HEIGHT + top - (top < stayingHeight(picture, height) ? 0 : scrolled)
}

export function drawMarks(pen: Pen, scale: TimeScale, height: number, scrolled: number, marks: Marks): void {
  const { picture, range, cursor, pointed } = marks
  const isSeen = (x: number): boolean => x >= scale.left && x <= scale.right
  if (range !== null) {
    const [from, to] = [scale.toPx(range.from), scale.toPx(range.to)]
    const [left, right] = [Math.max(scale.left, from), Math.min(scale.right, to)]
    if (right > left) pen.fill('range', [left, 0, right - left, height])
    for (const x of [from, to]) if (isSeen(x)) pen.fill('text', [Math.round(x), 0, 1, height])
  }
  if (pointed !== null && isSeen(pointed.x))
    pen.fill('pointed', [Math.round(pointed.x), AXIS_HEIGHT, 1, height])
  for (const row of picture.rows) {
    const isPinned = row.top < picture.pinnedHeight && row.track.lane !== undefined
    const y = yOf(picture, row, height, scrolled)
    if ((isPinned || pointed?.row === row) && row.track.lane !== undefined && y >= AXIS_HEIGHT)
      drawPin(pen, scale, y + row.track.height / 2, isPinned)
  }
  if (cursor !== null) drawCursor(pen, scale, height, scrolled, picture, cursor)
}

function drawCursor(
  pen: Pen,
  scale: TimeScale,
  height: number,
  scrolled: number,
  picture: Picture,
  { row, at }: Cursor
): void {
  const placed = picture.rows.find(({ track }) => track.id === row)
  if (placed === undefined) return
  const y = yOf(picture, placed, height, scrolled)
  const x = Math.round(scale.toPx(at))
  if (x >= scale.left && x <= scale.right) pen.fill('text', [x, y, 1, placed.track.height])
  const wake = placed.track.wake?.(at)
  const by = picture.rows.find(({ track }) => track.id === wake?.by)
  if (wake === undefined || by === undefined) return
  const wakeX = scale.toPx(wake.at)
  if (wakeX < scale.left || wakeX > scale.right) return
  const middle = ({ track }: PlacedRow, top: number): number =>
    Math.max(AXIS_HEIGHT, Math.min(height, top + track.height / 2))
  drawWakeArrow(pen, wakeX, middle(by, yOf(picture, by, height, scrolled)), middle(placed, y))
}

/** A drawing pin, upright; filled with the ground first, for a long name may lie there. */
function drawPin(pen: Pen, scale: TimeScale, middle: number, isPinned: boolean): void {
  const left = scale.left - PIN.right - PIN.size
  pen.fill('ground', [left, middle - PIN.size / 2, PIN.size, PIN.size])
  const x = left + PIN.size / 2
  pen.fill(isPinned ? 'text' : 'quiet', [
    ...[x - 3, middle - 6, 6, 1.5],
    ...[x - 2, middle - 4.5, 4, 4],
    ...[x - 4.5, middle - 0.5, 9, 1.5],
    ...[x - 0.5, middle + 1, 1, 5]
  ])
}
