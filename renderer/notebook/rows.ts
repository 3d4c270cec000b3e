/** The cells of a notebook as rows of known or guessed height: which of them the page has, and how much room the others take. Pure. */
import type { CellId } from '../../common/brands'
import type { WrittenCell } from '../state/notebook'
import { itemsOf, type Outputs } from '../state/outputs'

/** A stretch of the column in CSS px from its top. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** What stands in the column: a cell, or room for so many px of cells that the page does not have. */
export type Piece =
  | { readonly kind: 'cell'; readonly id: CellId }
  /** `before`: the cell that follows, if any. */
  | { readonly kind: 'room'; readonly before: CellId | null; readonly height: number }

/** The cells that reach into the stretch and those that must be there anyway, with room for all others. */
export function piecesOf(
  cells: readonly CellId[],
  heightOf: (id: CellId) => number,
  seen: Stretch,
  isKept: (id: CellId) => boolean
): readonly Piece[] {
  const pieces: Piece[] = []
  let top = 0
  let room = 0
  for (const id of cells) {
    const bottom = top + heightOf(id)
    if ((bottom > seen.from && top < seen.to) || isKept(id)) {
      if (room > 0) pieces.push({ kind: 'room', before: id, height: room })
      pieces.push({ kind: 'cell', id })
      room = 0
    } else room += bottom - top
    top = bottom
  }
  if (room > 0) pieces.push({ kind: 'room', before: null, height: room })
  return pieces
}

/** How far a cell's top is from that of the column. */
export function topOf(cells: readonly CellId[], heightOf: (id: CellId) => number, cell: CellId): number {
  let top = 0
  for (const id of cells) {
    if (id === cell) return top
    top += heightOf(id)
  }
  return 0
}

/** As the styles make them, in CSS px: a line, what is around code and outputs, and the gap above a cell. */
const LINE = 20
const AROUND_CODE = 18
const AROUND_OUTPUTS = 8
export const GAP = 14
/** Longer text scrolls inside its box. */
const MOST_LINES = 25
/** A picture, a table, a traceback: whatever is no text. */
const OTHER_OUTPUT = 160

/** About as high as a cell will be, with the gap above it, that was never drawn. */
export function guessedHeight({ source }: WrittenCell, outputs: Outputs | undefined): number {
  const items = outputs === undefined ? [] : itemsOf(outputs)
  const heights = items.map((item) =>
    // Its last piece is enough: it is short only where all of the text is.
    item.kind === 'text' ? Math.min(MOST_LINES, lines(item.text.last?.text ?? '')) * LINE : OTHER_OUTPUT
  )
  const shown = heights.reduce((sum, height) => sum + height, items.length > 0 ? AROUND_OUTPUTS : 0)
  return GAP + lines(source) * LINE + AROUND_CODE + shown
}

function lines(text: string): number {
  return text.trimEnd().split('\n').length
}
