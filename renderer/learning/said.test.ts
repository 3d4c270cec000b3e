import { describe, expect, it } from 'vitest'
import type { CellId } from '../../common/brands'
import type { Prediction } from '../../common/teaching/prediction'
import { traced } from '../../common/trace/drawn'
import { learningEn } from '../i18n/learning.en'
import { learningZh } from '../i18n/learning.zh'
import { saidOf, type Predicted } from './said'

const FIGHT = traced(
  `
  main  ${'l'.repeat(120)}
  a     ${'Gw'.repeat(60)}
  b     ${'wG'.repeat(60)}`,
  { letter: 5 }
)
const OWN = { trace: FIGHT, isKept: false }
const KEPT = { trace: FIGHT, isKept: true }
const CORES: Prediction = { cell: 'a' as CellId, figure: 'cores' }
const CHOICE: Prediction = { cell: 'a' as CellId, choices: ['both at once', 'in turns'], right: 1 }

const of = (change: Partial<Predicted>, words = learningEn.prediction) =>
  saidOf({ prediction: CORES, number: 3, answer: null, run: null, isRunning: false, ...change }, words)
const says = (...args: Parameters<typeof of>): string => of(...args).sentences.join(' ')

describe('what is said of a prediction', () => {
  it('is what was said beside what was measured, and how near it came', () => {
    expect(says({ answer: 4, run: OWN })).toBe(
      'You said 4 cores; it used 1.00. Not what you expected? The timeline shows what happened.'
    )
    expect(of({ answer: 4, run: OWN })).toMatchObject({ nearness: 'far', hasTimeline: true })
    expect(says({ answer: 1, run: OWN })).toBe('You said 1 core; it used 1.00. Just as you said.')
    expect(says({ answer: 0.5, run: OWN, prediction: { ...CORES, figure: 'gilWaited' } })).toBe(
      'You said that threads wait for the GIL 50 % of their time; it was 50 %. Just as you said.'
    )
    expect(says({ answer: 4, run: OWN }, learningZh.prediction)).toBe(
      '您预测用到 4 个核心，实际用到 1.00 个。 出乎意料？看看时间线上发生了什么。'
    )
  })

  it('waits for the run', () => {
    expect(says({})).toBe('')
    expect(says({ answer: 2 })).toBe('You said 2 cores. Run cell 3 to see.')
    expect(says({ answer: 2, isRunning: true })).toBe('You said 2 cores. Cell 3 runs …')
    expect(says({ answer: 2 }, learningZh.prediction)).toBe('您预测用到 2 个核心。 运行单元格 3 来看结果。')
  })

  it('of a kept run is told only to whoever has answered', () => {
    expect(says({ run: KEPT })).toBe('')
    expect(says({ run: KEPT, answer: 1 })).toBe(
      'You said 1 core; in the kept run it used 1.00. Just as you said. Run cell 3 to see what it does here.'
    )
    expect(says({ run: OWN })).toBe('It used 1.00 cores.')
  })

  it('tells the right choice after an answer, whichever it was', () => {
    expect(says({ prediction: CHOICE, run: OWN })).toBe('')
    expect(says({ prediction: CHOICE, run: OWN, answer: 1 })).toBe('You said: in turns. Just as you said.')
    expect(of({ prediction: CHOICE, run: OWN, answer: 0 })).toEqual({
      sentences: ['You said: both at once.', 'It is: in turns'],
      ...{ nearness: 'far', hasTimeline: true }
    })
  })

  it('says why nothing was measured', () => {
    const brief = { trace: traced('main  GGGG'), isKept: false }
    expect(says({ answer: 1, run: brief })).toBe('You said 1 core. The run was too brief to measure.')
    expect(of({ answer: 1, run: brief })).toMatchObject({ nearness: null, hasTimeline: false })
    const free = { trace: traced(`main  ${'G'.repeat(120)}`, { letter: 5, tier: 'no-gil' }), isKept: false }
    const held: Prediction = { ...CORES, figure: 'gilHeld' }
    expect(says({ prediction: held, answer: 1, run: free })).toContain('This Python has no GIL')
    expect(says({ answer: 1, run: { trace: null, isKept: false } })).toContain('were not seen')
  })
})
