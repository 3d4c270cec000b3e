import { describe, expect, it } from 'vitest'
import type { CellId } from '../brands'
import type { Cell, JsonObject } from '../notebook'
import { newNotebook } from '../notebookFile'
import { chapterIn, chaptersIn } from './chapter'
import { NOTHING_LEARNED, withAnswer, withPassed } from './learned'
import { predictionOf } from './prediction'

const ENTRY = { name: '01-threads', title: 'Threads', about: 'Who runs when' }
const QUESTION: Cell = {
  ...{ id: 'q' as CellId, cell_type: 'markdown', source: 'How many cores?' },
  metadata: { tags: ['prediction'], gilscope: { prediction: { cell: 'run', figure: 'cores' } } }
}
const code = (id: string, metadata: JsonObject = {}): Cell => ({
  ...{ id: id as CellId, cell_type: 'code', source: '', metadata, outputs: [], execution_count: null }
})
const NOTEBOOK = {
  ...newNotebook(),
  cells: [QUESTION, code('run'), code('check1', { tags: ['check'] }), code('check2', { tags: ['check'] })]
}

describe('the course’s index', () => {
  const json = [{ name: '01-a', title: { en: 'A', zh: '甲' }, about: { en: 'an a', zh: '一个甲' } }]

  it('is read in one language', () => {
    expect(chaptersIn(json, 'zh')).toEqual([{ name: '01-a', title: '甲', about: '一个甲' }])
  })

  it.each([null, {}, [3], [{ name: 'a' }], [...json, { name: 'b', title: { en: 'B' }, about: {} }]])(
    'is none: %j',
    (wrong) => {
      expect(chaptersIn(wrong, 'zh')).toBeNull()
    }
  )
})

describe('a chapter', () => {
  it('counts what the learner has done of it, and nothing of other cells', () => {
    expect(chapterIn(ENTRY, NOTEBOOK, null, null)).toEqual({
      ...{ ...ENTRY, isBegun: false, copy: null },
      ...{ questions: { done: 0, of: 1 }, checks: { done: 0, of: 2 } }
    })
    const answered = withAnswer(NOTHING_LEARNED, 'q' as CellId, predictionOf(QUESTION)!, 2)
    const learned = withPassed(withPassed(answered, 'check2' as CellId), 'gone' as CellId)
    expect(chapterIn(ENTRY, NOTEBOOK, learned, '/copy')).toMatchObject({
      ...{ isBegun: true, copy: '/copy' },
      ...{ questions: { done: 1, of: 1 }, checks: { done: 1, of: 2 } }
    })
  })
})
