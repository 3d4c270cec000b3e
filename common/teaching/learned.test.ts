import { describe, expect, it } from 'vitest'
import type { CellId } from '../brands'
import { answerTo, jsonOfLearned, learnedIn, NOTHING_LEARNED, withAnswer, withPassed } from './learned'
import type { Prediction } from './prediction'

const cell = (id: string): CellId => id as CellId
const CORES: Prediction = { cell: cell('code'), figure: 'cores' }
const CHOICE: Prediction = { cell: cell('code'), choices: ['a', 'b', 'c'], right: 0 }

describe('what a learner has done', () => {
  it('comes back from a file as it was', () => {
    let learned = withAnswer(NOTHING_LEARNED, cell('q1'), CORES, 4)
    learned = withAnswer(learned, cell('q2'), CHOICE, 2)
    learned = withAnswer(withPassed(learned, cell('check')), cell('q1'), CORES, 1)
    const again = learnedIn(JSON.parse(JSON.stringify(jsonOfLearned(learned))))
    expect(again).toEqual(learned)
    expect(answerTo(again, cell('q1'), CORES)).toBe(1)
    expect(answerTo(again, cell('q2'), CHOICE)).toBe(2)
    expect([...again.passed]).toEqual(['check'])
  })

  it('is no answer to a question that was changed since', () => {
    const learned = withAnswer(NOTHING_LEARNED, cell('q'), CHOICE, 2)
    expect(answerTo(learned, cell('q'), CORES)).toBeNull()
    expect(answerTo(learned, cell('q'), { ...CHOICE, choices: ['a', 'b'] })).toBeNull()
    expect(answerTo(learned, cell('other'), CHOICE)).toBeNull()
  })

  it('is what can be understood of a damaged file', () => {
    for (const json of [null, 7, [], { answers: [], passed: {} }, { answers: 'x', passed: 'y' }])
      expect(learnedIn(json)).toEqual(NOTHING_LEARNED)
    const answers = {
      ...{ good: { asked: 'seconds', value: 2.5, more: 1 }, worse: { asked: 'heat', value: 2 } },
      ...{ endless: { asked: 'cores', value: null }, less: { asked: 'cores', value: -1 }, none: 4 }
    }
    expect(learnedIn({ answers, passed: ['a', 3, 'a'] })).toEqual({
      answers: new Map([['good', { asked: 'seconds', value: 2.5 }]]),
      passed: new Set(['a'])
    })
  })
})
