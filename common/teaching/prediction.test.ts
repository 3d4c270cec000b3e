import { describe, expect, it } from 'vitest'
import type { Cell, Json, JsonObject } from '../notebook'
import { FIGURES, predictionOf } from './prediction'
import { isTagged, TEACHING_TAGS } from './tags'

const markdown = (metadata: JsonObject): Pick<Cell, 'cell_type' | 'metadata'> => ({
  ...{ cell_type: 'markdown', metadata }
})
const asking = (prediction: Json): Pick<Cell, 'cell_type' | 'metadata'> =>
  markdown({ tags: ['prediction'], gilscope: { prediction } })

describe('the question that a cell asks', () => {
  it('is about a figure of another cell', () => {
    for (const figure of FIGURES)
      expect(predictionOf(asking({ cell: 'a1', figure }))).toEqual({ cell: 'a1', figure })
  })

  it('or has answers to choose from', () => {
    const prediction = { cell: 'a1', choices: ['one', '两个'], right: 1 }
    expect(predictionOf(asking(prediction))).toEqual(prediction)
  })

  it('is none where it cannot be understood', () => {
    const wrong: Json[] = [
      ...[null, 7, 'cores', [], {}, { figure: 'cores' }, { cell: 3, figure: 'cores' }],
      ...[{ cell: 'a1' }, { cell: 'a1', figure: 'heat' }, { cell: 'a1', choices: ['a', 'b'] }],
      ...[-1, 2, 0.5, '1', null].map((right) => ({ cell: 'a1', choices: ['a', 'b'], right })),
      ...[['a'], ['a', 3], ['a', ''], 'ab', {}].map((choices) => ({ cell: 'a1', choices, right: 0 }))
    ]
    for (const prediction of wrong)
      expect(predictionOf(asking(prediction)), JSON.stringify(prediction)).toBeNull()
  })

  it('is asked by a tagged Markdown cell only', () => {
    const gilscope = { prediction: { cell: 'a1', figure: 'cores' } }
    expect(predictionOf(markdown({ gilscope }))).toBeNull()
    expect(predictionOf({ cell_type: 'code', metadata: { tags: ['prediction'], gilscope } })).toBeNull()
  })
})

describe('what a cell is for', () => {
  it('says its tag, among others and beside what is none', () => {
    const cell = markdown({ tags: ['mine', 7, 'aim'] })
    expect(TEACHING_TAGS.filter((tag) => isTagged(cell, tag))).toEqual(['aim'])
    for (const tags of [undefined, null, 'aim', { aim: true }] as Json[])
      expect(isTagged(markdown({ tags }), 'aim')).toBe(false)
  })

  it('is nothing that its kind of cell cannot be', () => {
    const tags = [...TEACHING_TAGS]
    const of = (cell_type: Cell['cell_type']): string[] =>
      TEACHING_TAGS.filter((tag) => isTagged({ cell_type, metadata: { tags } }, tag))
    expect(of('code')).toEqual(['exercise', 'solution', 'check'])
    expect(of('markdown')).toEqual(['aim', 'prediction', 'exercise', 'solution'])
    expect(of('raw')).toEqual([])
  })
})
