import { expect, it } from 'vitest'
import { arranged, AS_IT_COMES, laneMoved, pinToggled, type Arrangement } from './arrangement'
import type { Track } from './Track'

/** Headings are written in capitals, notes with a dot; the rest are lanes. */
const rows = (text: string): Track[] =>
  text.split(' ').map((name) => ({
    ...{ id: name, name, height: 10, draw: () => undefined },
    ...(/^[A-Z.]/.test(name) ? { isHeading: name !== '.note' } : { lane: name })
  }))
const ROWS = rows('used GIL gil THREADS a b c .note CORES one two')

const shown = (arrangement: Arrangement, tracks = ROWS): string => {
  const { pinned, rest } = arranged(tracks, arrangement)
  return [...pinned, { name: '|' }, ...rest].map(({ name }) => name).join(' ')
}

it('leaves rows as they come', () => {
  expect(shown(AS_IT_COMES)).toBe('| used GIL gil THREADS a b c .note CORES one two')
})

it('pins lanes on top in the order of pinning, and lets them go back', () => {
  const two = pinToggled(pinToggled(AS_IT_COMES, 'two'), 'b')
  expect(shown(two)).toBe('two b | used GIL gil THREADS a c .note CORES one')
  expect(shown(pinToggled(two, 'two'))).toBe('b | used GIL gil THREADS a c .note CORES one two')
})

it('moves a lane within its group only, and never past its ends', () => {
  const down = laneMoved(ROWS, AS_IT_COMES, 'a', 1)
  expect(shown(down)).toBe('| used GIL gil THREADS b a c .note CORES one two')
  expect(shown(laneMoved(ROWS, down, 'a', 5))).toBe('| used GIL gil THREADS b c a .note CORES one two')
  expect(shown(laneMoved(ROWS, down, 'one', -1))).toBe('| used GIL gil THREADS b a c .note CORES one two')
})

it('moves pinned lanes among themselves', () => {
  const pinned = pinToggled(pinToggled(AS_IT_COMES, 'a'), 'c')
  expect(shown(laneMoved(ROWS, pinned, 'c', -1))).toBe('c a | used GIL gil THREADS b .note CORES one two')
})

it('lists lanes that came later after those that were moved, and forgets none that are gone for now', () => {
  const moved = laneMoved(ROWS, AS_IT_COMES, 'c', -2)
  expect(shown(moved, rows('THREADS a b c d'))).toBe('| THREADS c a b d')
  expect(shown(pinToggled(moved, 'c'), rows('THREADS a b'))).toBe('| THREADS a b')
})
