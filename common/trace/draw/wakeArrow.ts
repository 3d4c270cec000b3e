/** An arrow from whoever ended a wait to the one who waited; both ends are in the same moment, so it stands upright. */
import type { Pen } from './pen'

const SHAFT = 2
/** Its head, as lines that get narrower, in px. */
const HEAD = [8, 6, 4, 2]

/** From one row's middle to another's, at `x`. */
export function drawWakeArrow(pen: Pen, x: number, from: number, to: number): void {
  const down = to > from ? 1 : -1
  const end = to - down * HEAD.length
  const shaft = [x - SHAFT / 2, Math.min(from, end), SHAFT, Math.abs(end - from)]
  const head = HEAD.flatMap((width, i) => [x - width / 2, end + (down > 0 ? i : -i - 1), width, 1])
  pen.fill('text', [x - 3, from - 3, 6, 6, ...shaft, ...head])
}
