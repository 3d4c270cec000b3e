import { expect, it } from 'vitest'
import type { CellId } from '../../common/brands'
import { piecesOf, topOf } from './rows'

const cells = ['a', 'b', 'c', 'd', 'e', 'f'] as CellId[]
const heights: Record<string, number> = { a: 100, b: 50, c: 200, d: 10, e: 90, f: 300 }
const heightOf = (id: CellId): number => heights[id] ?? 0

/** `[100] b c [400]`: room, cells, room. */
function drawn(from: number, to: number, kept: readonly string[] = []): string {
  return piecesOf(cells, heightOf, { from, to }, (id) => kept.includes(id))
    .map((piece) => (piece.kind === 'cell' ? piece.id : `[${piece.height}]`))
    .join(' ')
}

it('has the cells that reach into what is seen, and room for those above and below', () => {
  expect(drawn(120, 349)).toBe('[100] b c [400]')
  expect(drawn(0, 100)).toBe('a [650]')
  expect(drawn(-500, 5000)).toBe('a b c d e f')
})

it('takes as much room in all, wherever one looks', () => {
  for (let from = -100; from < 900; from += 37) {
    const pieces = piecesOf(cells, heightOf, { from, to: from + 120 }, () => false)
    const sum = pieces.reduce(
      (all, piece) => all + (piece.kind === 'room' ? piece.height : heightOf(piece.id)),
      0
    )
    expect(sum).toBe(750)
  }
})

it('keeps a cell far away, such as the selected one, in its place', () => {
  expect(drawn(0, 100, ['e'])).toBe('a [260] e [300]')
  expect(drawn(700, 800, ['a'])).toBe('a [350] f')
})

it('knows how far down a cell begins', () => {
  expect(topOf(cells, heightOf, 'd' as CellId)).toBe(350)
  expect(topOf(cells, heightOf, 'gone' as CellId)).toBe(0)
})
