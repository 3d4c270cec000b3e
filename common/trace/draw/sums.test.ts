import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Sums } from './sums'

it('sums between spans are what walking them gives', () => {
  const lives = fc.array(fc.tuple(fc.integer({ min: -4, max: 5 }), fc.integer({ min: 1, max: 50 })), {
    minLength: 1,
    maxLength: 300
  })
  fc.assert(
    fc.property(lives, fc.nat(300), fc.nat(300), (life, a, b) => {
      const edges = [0]
      for (const [, length] of life) edges.push((edges.at(-1) ?? 0) + length)
      const [first, end] = [Math.min(a, b, life.length), Math.min(Math.max(a, b), life.length)]
      const summed = new Map<number, number>()
      const walked = new Map<number, number>()
      const into = (sums: Map<number, number>) => (key: number, length: number) =>
        sums.set(key, (sums.get(key) ?? 0) + length)
      new Sums({ edges: Float64Array.from(edges), key: life.map(([key]) => key) }).between(
        first,
        end,
        into(summed)
      )
      life.slice(first, end).forEach(([key, length]) => into(walked)(key, length))
      expect(summed).toEqual(walked)
    })
  )
})
