import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CellId } from './brands'
import { mergeCells } from './mergeNotebook'
import type { Cell } from './notebook'
import { withAuthors } from './outputAuthors'

/** `a b=new` is two cells, named and with that text; without a text it is the name. */
function cells(text: string): Cell[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((word) => {
      const [name = '', source = name] = word.split('=')
      const id = name as CellId
      return { id, cell_type: 'code', source, metadata: {}, execution_count: null, outputs: [] }
    })
}

const merge = (base: string, mine: string, theirs: string) =>
  mergeCells(cells(base), cells(mine), cells(theirs))
const sources = (base: string, mine: string, theirs: string): string =>
  merge(base, mine, theirs)
    .cells.map(({ source }) => source)
    .join(' ')

describe('a notebook that was changed here and elsewhere', () => {
  it.each([
    ['a b', 'a b=B', 'a=A b', 'A B', 'each its own cell'],
    ['a b', 'a x b', 'a b y', 'a x b y', 'each added one'],
    ['a b c', 'a c', 'a b c=C', 'a C', 'one deleted, another changed'],
    ['a b', 'a', 'a b=B', 'a B', 'I deleted what they changed: theirs stays'],
    ['a b', 'a b=B', 'a', 'a B', 'they deleted what I changed: mine stays'],
    ['a b', 'a b', 'a', 'a', 'they deleted what I left alone'],
    ['a b c', 'a b c', 'c a b', 'c a b', 'they moved one'],
    ['a', 'a=same', 'a=same', 'same', 'both did the same'],
    ['a b', 'a=mine b', 'a=theirs b', 'mine theirs b', 'both changed one: both stay'],
    ['', 'x', 'y', 'x y', 'both began']
  ])('base %j, mine %j, theirs %j → %j: %s', (base, mine, theirs, expected) => {
    expect(sources(base, mine, theirs)).toBe(expected)
  })

  it('does not take a cell for changed that was only run', () => {
    const ran = cells('a').map((cell) => ({
      ...cell,
      metadata: withAuthors({}, { who: [''], wrote: '', sum: '' })
    }))
    expect(mergeCells(cells('a'), ran, cells('a=theirs'))).toMatchObject({ taken: ['a'], doubled: [] })
  })

  it('says which cells it took, and which are there twice', () => {
    expect(merge('a b c', 'a=mine b c', 'a=theirs b=B c')).toMatchObject({ taken: ['b'], doubled: ['a'] })
  })

  it('never loses a text that one side wrote, and never names two cells alike', () => {
    const side = fc.uniqueArray(
      fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.constantFrom('1', '2', '3')),
      {
        selector: ([name]) => name
      }
    )
    const drawn = (pairs: readonly (readonly [string, string])[]): string =>
      pairs.map(([name, version]) => `${name}=${name}${version}`).join(' ')
    fc.assert(
      fc.property(side, side, side, (base, mine, theirs) => {
        const merged = merge(drawn(base), drawn(mine), drawn(theirs)).cells
        const texts = new Set(merged.map(({ source }) => source))
        const old = new Set(base.map(([name, version]) => `${name}${version}`))
        for (const [name, version] of [...mine, ...theirs]) {
          const text = `${name}${version}`
          if (!old.has(text)) expect(texts).toContain(text)
        }
        expect(new Set(merged.map(({ id }) => id)).size).toBe(merged.length)
      })
    )
  })
})
