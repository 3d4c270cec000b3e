import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eachColumn, type Steps, type Thinned } from './steps'
import { TimeScale } from './TimeScale'

const SHARP: Thinned = { before: 0, step: 0 }

/** Spans of these lengths, `A` for key 0 and so on. */
function spans(...lengths: readonly [letter: string, length: number][]): Steps {
  const edges = [0]
  for (const [, length] of lengths) edges.push((edges.at(-1) ?? 0) + length)
  return { edges: Float64Array.from(edges), key: lengths.map(([letter]) => letter.charCodeAt(0) - 65) }
}

/** The columns as words: `0-3 A` is solid, `3-4 A½ B½` is mixed. */
function columns(steps: Steps, scale: TimeScale, thinned = SHARP): string[] {
  const said: string[] = []
  const letter = (key: number): string => String.fromCharCode(65 + key)
  eachColumn(steps, scale, thinned, {
    solid: (key, x, width) => said.push(`${x}-${x + width} ${letter(key)}`),
    mixed: (shares, x, width) =>
      said.push(
        `${x}-${x + width} ${shares.keys.map((key) => `${letter(key)}${shares.of(key).toFixed(2)}`).join(' ')}`
      )
  })
  return said
}

describe('columns of pixels', () => {
  it('show a span that covers them as itself', () => {
    const scale = new TimeScale(0, 100, 0, 10)
    expect(columns(spans(['A', 30], ['B', 70]), scale)).toEqual(['0-3 A', '3-10 B'])
  })

  it('give a pixel in which two of them meet to the one that has most of it', () => {
    const scale = new TimeScale(0, 100, 0, 10)
    expect(columns(spans(['A', 32], ['B', 68]), scale)).toEqual(['0-3 A', '3-10 B'])
    expect(columns(spans(['A', 37], ['B', 63]), scale)).toEqual(['0-4 A', '4-10 B'])
    const later = new TimeScale(33, 133, 0, 10)
    expect(columns(spans(['A', 37], ['B', 96]), later)).toEqual(['0-10 B'])
  })

  it('show the shares of those that are thinner than the pixel', () => {
    const scale = new TimeScale(0, 100, 0, 10)
    expect(columns(spans(['A', 32], ['B', 5], ['C', 63]), scale)).toEqual([
      ...['0-3 A', '3-4 A0.20 B0.50 C0.30', '4-10 C']
    ])
  })

  it('are cut at the same times where pixels are put together, wherever the scale begins', () => {
    const turns = Array.from({ length: 4_000 }, (_, i): [string, number] => [i % 2 === 0 ? 'A' : 'B', 1])
    for (const from of [0, 3, 7.5, 100.3]) {
      const widths = columns(spans(...turns), new TimeScale(from, from + 1_000, 0, 333)).map((column) => {
        const [x = 0, end = 0] = column.split(' ')[0]?.split('-').map(Number) ?? []
        return end - x
      })
      expect(new Set(widths.slice(1, -1))).toEqual(new Set([10, 11]))
    }
  })

  it('show only what the scale shows, from the drawing’s left edge on', () => {
    const scale = new TimeScale(40, 60, 100, 4)
    expect(columns(spans(['A', 50], ['B', 50]), scale)).toEqual(['100-102 A', '102-104 B'])
  })

  it('put pixels together where hand-offs are too many to be seen', () => {
    const turns = Array.from({ length: 48 }, (_, i): [string, number] => [i % 4 === 0 ? 'A' : 'B', 1])
    const scale = new TimeScale(0, 48, 0, 24)
    expect(columns(spans(...turns), scale)).toEqual(['0-16 A0.25 B0.75', '16-24 A0.25 B0.75'])
  })

  it('never show an order that thinning gave up', () => {
    const steps = spans(['A', 25], ['B', 75], ['A', 50], ['B', 50])
    const scale = new TimeScale(0, 200, 0, 200)
    expect(columns(steps, scale, { before: 100, step: 100 })).toEqual([
      '0-100 A0.25 B0.75',
      '100-150 A',
      '150-200 B'
    ])
  })

  it('have shares that never exceed 1, and are as many as the pixels at most', () => {
    const lengths = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.integer({ min: 1, max: 5_000 })), {
      minLength: 1,
      maxLength: 300
    })
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(lengths, share, share, fc.integer({ min: 1, max: 400 }), (list, a, b, width) => {
        const steps = spans(...list)
        const end = steps.edges.at(-1) ?? 0
        const scale = new TimeScale(Math.min(a, b) * end, Math.max(a, b) * end + 1, 160, width)
        let [count, last] = [0, -Infinity]
        const visited = (x: number, wide: number): void => {
          count++
          expect(x).toBeGreaterThanOrEqual(last)
          last = x + wide
        }
        eachColumn(steps, scale, SHARP, {
          solid: (_key, x, wide) => visited(x, wide),
          mixed(shares, x, wide) {
            visited(x, wide)
            expect(shares.keys.reduce((sum, key) => sum + shares.of(key), 0)).toBeLessThanOrEqual(1 + 1e-9)
          }
        })
        expect(count).toBeLessThanOrEqual(width + 1)
        expect(last).toBeLessThanOrEqual(160 + width + 1)
      })
    )
  })
})
