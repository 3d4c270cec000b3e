import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Output } from './notebook'
import { authoredOutputs, authorsIn, authorsOf, withAuthors, type Written } from './outputAuthors'
import type { Author } from './protocol'

const ann: Author = { name: 'Ann', pid: 7, tid: 8 }
const child: Author = { name: 'a child, by fork\n', pid: 9 }
const pieces: readonly Written[] = [
  { text: 'one\n', author: null },
  { text: 'two\n', author: ann },
  { text: 'three ', author: child },
  { text: 'four\n', author: child },
  { text: '五😀\n', author: ann }
]
const stream = (text: string, name: 'stdout' | 'stderr' = 'stdout'): Output => ({
  ...{ output_type: 'stream', name, text }
})
const data: Output = { output_type: 'display_data', data: { 'text/plain': 'x' }, metadata: {} }
const outputs = [stream('one\ntwo\nth'), data, stream('ree four\n', 'stderr'), stream('五😀\n')]

/** Who wrote what, of the text in outputs. */
const read = (from: readonly Output[], authors = authorsOf(pieces)): unknown[] =>
  authoredOutputs(from, authors).map((output) =>
    output.output_type === 'stream' ? [output.text, output.author?.name ?? null] : output
  )

describe('who wrote what', () => {
  it('is found again in the streams that the text was put together to', () => {
    expect(read(outputs)).toEqual([
      ...[['one\n', null], ['two\n', 'Ann'], ['th', child.name], data],
      ...[
        ['ree four\n', child.name],
        ['五😀\n', 'Ann']
      ]
    ])
    expect(authoredOutputs(outputs, authorsOf(pieces))[1]).toEqual({ ...stream('two\n'), author: ann })
  })

  it('is not kept where all is from one', () => {
    expect(authorsOf([{ text: 'a', author: ann }])).toBe(undefined)
    expect(authorsOf([])).toBe(undefined)
  })

  it('is not kept where it would take more than it is worth', () => {
    const turns = Array.from({ length: 20_000 }, (_, i) => ({ text: 'x', author: i % 2 === 0 ? ann : null }))
    expect(authorsOf(turns)).toBe(undefined)
    expect(authorsOf(turns.slice(0, 10_000))).not.toBe(undefined)
  })

  it('is not believed of other text, though it is as long', () => {
    const other = [stream('one\nTWO\nth'), ...outputs.slice(1)]
    expect(authoredOutputs(other, authorsOf(pieces))).toBe(other)
  })

  it('is in metadata beside whatever else is there, and leaves nothing behind', () => {
    const before = { tags: ['a'], gilscope: { pins: [1] } }
    const after = withAuthors(before, authorsOf(pieces))
    expect(after).toMatchObject(before)
    expect(authorsIn(after)).toEqual(authorsOf(pieces))
    expect(withAuthors(after, undefined)).toEqual(before)
    expect(withAuthors(withAuthors({}, authorsOf(pieces)), undefined)).toEqual({})
  })

  it('may be anything in a file, which then says nothing and breaks nothing', () => {
    const kept = authorsOf(pieces)
    const wrong = [
      { who: 7 },
      { wrote: '0:4' },
      { who: ['x'] },
      { wrote: '9:4 1:100' },
      { who: [], wrote: '' }
    ]
    for (const each of wrong) expect(authoredOutputs(outputs, { ...kept, ...each })).toBe(outputs)
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(authoredOutputs(outputs, json as never)).toBe(outputs)
      })
    )
  })
})
