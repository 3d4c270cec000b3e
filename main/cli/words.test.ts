import { expect, test } from 'vitest'
import { duration } from './words'

test.each([
  [0, '0 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [59_940, '59.9 s'],
  [59_960, '1 min 0 s'],
  [119_700, '2 min 0 s'],
  [200_000, '3 min 20 s']
])('%d ms are said as %s', (ms, words) => expect(duration(ms)).toBe(words))
