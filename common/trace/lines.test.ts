import { expect, test } from 'vitest'
import { traced } from './drawn'
import { lineTimes } from './lines'

const TRACE = traced(`
    main   GGGGNNNN....
    main@  33337777....
    work     wwwwwwllpp
    work@    5555559999`)

test('time is summed per line, over all threads, by what was done there', () => {
  const rows = lineTimes(TRACE).map(({ line, python, native, gilWait, preempted, blocked }) => [
    ...[line, python, native, gilWait, preempted, blocked].map(Math.round)
  ])
  expect(rows).toEqual([
    [3, 16, 0, 0, 0, 0],
    [5, 0, 0, 24, 0, 0],
    [7, 0, 16, 0, 0, 0],
    [9, 0, 0, 0, 8, 8]
  ])
})

test('only the time of a range counts where one is given', () => {
  const lines = lineTimes(TRACE, { from: 0, to: 8_000 })
  expect(lines.map(({ line, python }) => [line, Math.round(python)])).toEqual([[3, 8]])
})

test('time on no known line is on none', () => {
  expect(lineTimes(traced('main  GGGG'))).toEqual([])
})
