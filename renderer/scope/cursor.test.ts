import { expect, it } from 'vitest'
import { arranged, AS_IT_COMES, pinToggled, type Arrangement } from '../../common/trace/draw/arrangement'
import type { Track } from '../../common/trace/draw/Track'
import type { Picture } from '../../common/trace/draw/drawTrace'
import { traced } from '../../common/trace/drawn'
import { nextEdge, nextRow, placesBetween } from './cursor'

const TRACE = traced('main  GGGG')

/** Rows of 10 px; headings are written in capitals. */
function picture(text: string, arrangement: Arrangement = AS_IT_COMES): Picture {
  const tracks = text.split(' ').map((name): Track => ({
    ...{ id: name, name, height: 10, draw: () => undefined },
    ...(/^[A-Z]/.test(name) ? { isHeading: true } : { lane: name, edges: Float64Array.of(0, 10, 30, 60) })
  }))
  const { pinned, rest } = arranged(tracks, arrangement)
  const rows = [...pinned, ...rest].map((track, i) => ({ track, top: i * 10 }))
  return { trace: TRACE, rows, height: rows.length * 10, pinnedHeight: pinned.length * 10, tracks }
}
const PICTURE = picture('used GIL gil THREADS a b c')
const [lane] = PICTURE.rows.map(({ track }) => track)

it('stops at the moments at which something began, and not beyond the first and the last', () => {
  expect([nextEdge(lane!, 5, 1), nextEdge(lane!, 10, 1), nextEdge(lane!, 40, 1)]).toEqual([10, 30, 30])
  expect([nextEdge(lane!, 40, -1), nextEdge(lane!, 30, -1), nextEdge(lane!, 0, -1)]).toEqual([30, 10, 0])
})

it('goes from row to row past headings', () => {
  expect(nextRow(PICTURE, undefined, 1)?.track.id).toBe('used')
  expect(nextRow(PICTURE, 'gil', 1)?.track.id).toBe('a')
  expect(nextRow(PICTURE, 'a', -1)?.track.id).toBe('gil')
  expect(nextRow(PICTURE, 'c', 1)?.track.id).toBe('c')
})

it('counts places between lanes of one group only', () => {
  expect(placesBetween(PICTURE, 'a', 'c')).toBe(2)
  expect(placesBetween(PICTURE, 'c', 'a')).toBe(-2)
  expect(placesBetween(PICTURE, 'a', 'gil')).toBe(0)
  const pinned = picture('used GIL gil THREADS a b c', pinToggled(pinToggled(AS_IT_COMES, 'c'), 'gil'))
  expect(placesBetween(pinned, 'gil', 'c')).toBe(-1)
  expect(placesBetween(pinned, 'gil', 'used')).toBe(0)
  expect(placesBetween(pinned, 'a', 'b')).toBe(1)
})
