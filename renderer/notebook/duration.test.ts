import { expect, it } from 'vitest'
import type { Ms } from '../../common/brands'
import { duration } from './duration'

it.each([
  [420, '0.42 s'],
  [0.4, '0.4 ms'],
  [9.96, '10 ms'],
  [99.4, '99 ms'],
  [99.6, '0.10 s'],
  [9_994, '9.99 s'],
  [12_345, '12.3 s'],
  [59_960, '1:00 min'],
  [125_000, '2:05 min'],
  [3_725_000, '1:02:05 h']
])('%d ms is %s', (took, words) => {
  expect(duration(took as Ms)).toBe(words)
})
