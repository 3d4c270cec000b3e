import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SHORTEST, TimeScale } from './TimeScale'

const scale = new TimeScale(1_000_000, 2_000_000, 100, 500)

describe('a time scale', () => {
  it('maps time to pixels and back', () => {
    expect(scale.toPx(1_000_000)).toBe(100)
    expect(scale.toPx(2_000_000)).toBe(600)
    expect(scale.toUs(350)).toBe(1_500_000)
    expect(scale.step).toBe(2_000)
  })

  it('keeps the moment under the pointer when it zooms', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.integer({ min: 100, max: 600 }),
        (factor, px) => {
          expect(scale.zoomed(factor, px).toUs(px)).toBeCloseTo(scale.toUs(px), 3)
        }
      )
    )
  })

  it('pans by pixels', () => {
    expect(scale.panned(50).from).toBe(1_100_000)
    expect(scale.panned(50).to).toBe(2_100_000)
  })

  it('stays within the run, and does not magnify beyond what samples show', () => {
    expect(scale.panned(-9_999).within(3_000_000)).toMatchObject({ from: 0, to: 1_000_000 })
    expect(scale.panned(9_999).within(3_000_000)).toMatchObject({ from: 2_000_000, to: 3_000_000 })
    expect(scale.zoomed(100, 300).within(3_000_000)).toMatchObject({ from: 0, to: 3_000_000 })
    const deep = scale.zoomed(1e-9, 300).within(3_000_000)
    expect(deep.to - deep.from).toBeCloseTo(SHORTEST, 3)
  })
})
