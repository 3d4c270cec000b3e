import { describe, expect, it } from 'vitest'
import { findAll, firstFrom, MOST_FOUND, NOTHING_SOUGHT, patternOf, replaceAll, replaceOne } from './find'
import type { Query } from './find'
import { mustHave, setSource, undo, type NotebookState } from './notebook'
import { draw, drawn, id } from './testing/drawnNotebook'

const query = (text: string, change: Partial<Query> = {}): Query => ({ ...NOTHING_SOUGHT, text, ...change })

/** `a:0-2` for a find in cell `a`. */
function found(state: NotebookState, sought: Query): string {
  return findAll(state, sought)
    .map(({ cell, from, to }) => `${cell}:${from}-${to}`)
    .join(' ')
}

describe('finding', () => {
  const state = drawn('total m:Total_sum totals> x')

  it('looks in every cell, in their order', () => {
    expect(found(state, query('total'))).toBe('total:0-5 Total_sum:0-5 totals:0-5')
  })

  it('minds case, whole words and the chosen cells when told to', () => {
    expect(found(state, query('total', { isCaseSensitive: true }))).toBe('total:0-5 totals:0-5')
    expect(found(state, query('total', { isWord: true }))).toBe('total:0-5 Total_sum:0-5')
    expect(found(state, query('total', { within: [id('totals')] }))).toBe('totals:0-5')
  })

  it('takes signs as they are unless they are a regular expression', () => {
    const signs = setSource(drawn('a>'), id('a'), 'f(x) + f(y)')
    expect(found(signs, query('f('))).toBe('a:0-2 a:7-9')
    expect(found(signs, query('f\\(.\\)', { isRegex: true }))).toBe('a:0-4 a:7-11')
    expect(patternOf(query('f(', { isRegex: true }))).toBe(null)
  })

  it('knows words in any script, and lines by their ends', () => {
    const text = setSource(drawn('a>'), id('a'), '线程 线程池\nend')
    expect(found(text, query('线程', { isWord: true }))).toBe('a:0-2')
    expect(found(text, query('^end$', { isRegex: true }))).toBe('a:7-10')
  })

  it('finds nothing in nothing, and does not go on for ever', () => {
    const long = setSource(drawn('a>'), id('a'), 'x'.repeat(MOST_FOUND + 5))
    expect(findAll(long, query('')).length).toBe(0)
    expect(findAll(long, query('y*', { isRegex: true })).length).toBe(0)
    expect(findAll(long, query('x')).length).toBe(MOST_FOUND)
  })

  it('begins where the user is', () => {
    const all = findAll(state, query('total'))
    expect(firstFrom(state, all, id('Total_sum'), 1)).toBe(2)
    expect(firstFrom(state, all, id('x'), 0)).toBe(0)
  })
})

describe('replacing', () => {
  it('replaces all finds as one step', () => {
    const state = drawn('ab m:ab_b x>')
    const replaced = replaceAll(state, query('b', { replacement: '$1' }))
    expect(draw(replaced)).toBe('a$1 m:a$1_$1 x>')
    expect(draw(undo(replaced))).toBe('ab m:ab_b x>')
  })

  it('knows the groups of a regular expression', () => {
    const state = setSource(drawn('a>'), id('a'), 'x = 1\ny = 2')
    const swap = query('(\\w) = (?<value>\\d)', { isRegex: true, replacement: '$<value> = $1 $$ $&' })
    expect(mustHave(replaceAll(state, swap), id('a')).source).toBe('1 = x $ x = 1\n2 = y $ y = 2')
  })

  it('replaces one, if it is still there', () => {
    const state = setSource(drawn('a>'), id('a'), 'x x x')
    const sought = query('x', { replacement: 'yy' })
    const [, second] = findAll(state, sought)
    const once = replaceOne(state, sought, second!)
    expect(mustHave(once, id('a')).source).toBe('x yy x')
    expect(replaceOne(setSource(state, id('a'), 'gone'), sought, second!).cells.get(id('a'))?.source).toBe(
      'gone'
    )
  })
})
