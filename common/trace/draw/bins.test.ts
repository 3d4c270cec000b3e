import fc from 'fast-check'
import { expect, it } from 'vitest'
import { binsOf } from './bins'
import { eachKeyWithin } from './sums'

/** Powers of two with bins from the finest that may be kept to the longest of these lives. */
const EXPONENTS = Array.from({ length: 15 }, (_, exponent) => exponent)

it('bins hold what walking the spans within them gives', () => {
  const lives = fc.array(fc.tuple(fc.integer({ min: -4, max: 5 }), fc.integer({ min: 1, max: 50 })), {
    ...{ minLength: 1, maxLength: 300 }
  })
  fc.assert(
    fc.property(lives, fc.nat(5_000), (life, start) => {
      const list = [start]
      for (const [, length] of life) list.push((list.at(-1) ?? 0) + length)
      const steps = { edges: Float64Array.from(list), key: life.map(([key]) => key) }
      const end = list.at(-1) ?? 0
      const levels = EXPONENTS.map((exponent) => ({ exponent, level: binsOf(steps).level(exponent) }))
      expect(levels.some(({ level }) => level !== undefined)).toBe(true)
      for (const { exponent, level } of levels) {
        if (level === undefined) continue
        const length = 2 ** exponent
        for (let bin = Math.floor(start / length); bin * length < end; bin++) {
          const [from, to] = [bin * length, (bin + 1) * length]
          const [held, walked] = [new Map<number, number>(), new Map<number, number>()]
          level.each(bin, (key, time) => held.set(key, time))
          eachKeyWithin(steps, from, to, (key, time) => {
            if (time > 0) walked.set(key, (walked.get(key) ?? 0) + time) // sums also tell of keys that took none of it
          })
          expect(held).toEqual(walked)
          expect(level.endsIn(bin)).toBe(list.slice(1, -1).filter((at) => at >= from && at < to).length)
        }
      }
    })
  )
})
