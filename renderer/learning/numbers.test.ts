import { describe, expect, it } from 'vitest'
import type { Figure } from '../../common/teaching/prediction'
import { numberIn, writtenAs } from './numbers'

const read = (text: string, figure: Figure = 'cores'): number | null => numberIn(text, figure)

describe('the number that a learner writes', () => {
  it.each([
    ...[['4', 4] as const, [' 1.5 ', 1.5] as const, ['0,5', 0.5] as const, ['２．５', 2.5] as const],
    ...[['.5', 0.5] as const, ['2 cores', 2] as const, ['3个', 3] as const, ['1000/s', 1000] as const]
  ])('%j is %d', (text, value) => {
    expect(read(text)).toBe(value)
  })

  it.each(['', ' ', 'four', '-1', '.', '1.2.3', '1e3x', '2 or 3', 'NaN', '9'.repeat(400)])(
    '%j is none',
    (text) => {
      expect(read(text)).toBeNull()
    }
  )

  it('is a share where percent are asked for', () => {
    expect(read('75', 'gilWaited')).toBe(0.75)
    expect(read('75 %', 'gilHeld')).toBe(0.75)
    expect(read('101', 'gilHeld')).toBeNull()
    expect(writtenAs('gilHeld', 0.07)).toBe('7')
    expect(writtenAs('cores', 1.5)).toBe('1.5')
  })
})
