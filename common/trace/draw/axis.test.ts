import { describe, expect, it } from 'vitest'
import { ticks, tickStep, tickWords } from './axis'
import { TimeScale } from './TimeScale'

const words = (from: number, to: number): string[] => {
  const scale = new TimeScale(from * 1e6, to * 1e6, 0, 400)
  return ticks(scale).map((at) => tickWords(at, tickStep(scale)))
}

describe('the time axis', () => {
  it('has round seconds', () => {
    expect(words(0, 3)).toEqual(['0 s', '1 s', '2 s', '3 s'])
    expect(words(0, 1)).toEqual(['0 s', '0.5 s', '1.0 s'])
  })

  it('has as many decimals as it needs', () => {
    expect(words(1.2, 1.24)).toEqual(['1.20 s', '1.21 s', '1.22 s', '1.23 s', '1.24 s'])
  })

  it('counts minutes as clocks do', () => {
    expect(words(0, 600)).toEqual(['0 s', '5:00', '10:00'])
    expect(words(60, 120)).toEqual(['1:00', '1:20', '1:40', '2:00'])
  })
})
