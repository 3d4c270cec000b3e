import { describe, expect, it } from 'vitest'
import type { CellId, RunId } from '../../common/brands'
import type { Interpreter } from '../../common/session'
import { heardOfTrial, noComparisons, ranOn, runningTrial, sent, trialBegan, type Trial } from './comparisons'

const CELL = 'a' as CellId
const PYTHON: Interpreter = { path: '/python', version: '3.13.0', freeThreaded: false, origin: 'PATH' }
const request = (run: string) => ({ run: run as RunId, cell: CELL, code: `# ${run}` })

describe('what a run ran', () => {
  it('is the code that was sent and the Python it began on, whichever comes later', () => {
    let all = ranOn(sent(noComparisons(), [request('r1')]), 'r1' as RunId, PYTHON)
    all = ranOn(all, 'r1' as RunId, { ...PYTHON, path: '/other' })
    expect(all.ran.get('r1' as RunId)).toEqual({ source: '# r1', python: PYTHON })
  })

  it('is remembered of the last runs only', () => {
    let all = noComparisons()
    for (let i = 0; i < 500; i++) all = sent(all, [request(`r${i}`)])
    expect(all.ran.size).toBe(200)
    expect(all.ran.has('r499' as RunId)).toBe(true)
  })
})

describe('a trial', () => {
  const rows = ['/a', '/b', '/c'].map((path) => ({
    ...{ python: { ...PYTHON, path }, status: 'waiting' as const, done: 0, result: null, failure: null }
  }))
  const trial: Trial = { id: 't', source: '', isRunning: true, above: 2, rows }
  const begun = trialBegan(noComparisons(), CELL, trial)
  const statuses = (all: typeof begun) => all.trials.get(CELL)?.rows.map(({ status }) => status)

  it('tells how far each Python is, and what had no turn in the end', () => {
    let all = heardOfTrial(begun, 't', { kind: 'above', place: 0, done: 1 }, null)
    expect(all.trials.get(CELL)?.rows[0]).toMatchObject({ status: 'above', done: 1 })
    const result = { run: 'r' as RunId, status: 'ok' as const, wallMs: 5, head: '', error: '', trace: null }
    all = heardOfTrial(all, 't', { kind: 'done', place: 0, result }, null)
    all = heardOfTrial(all, 't', { kind: 'running', place: 1 }, null)
    expect(statuses(all)).toEqual(['done', 'running', 'waiting'])
    expect(runningTrial(all)?.id).toBe('t')
    all = heardOfTrial(all, 't', { kind: 'ended' }, null)
    expect(statuses(all)).toEqual(['done', 'cancelled', 'cancelled'])
    expect(runningTrial(all)).toBeUndefined()
  })

  it('keeps why a Python failed when all has ended', () => {
    const failure = { kind: 'start', reason: 'no such file' } as never
    let all = heardOfTrial(begun, 't', { kind: 'failed', place: 1, failure }, null)
    all = heardOfTrial(all, 't', { kind: 'ended' }, null)
    expect(statuses(all)).toEqual(['cancelled', 'failed', 'cancelled'])
    expect(all.trials.get(CELL)?.rows[1]?.failure).toBe(failure)
  })

  it('that is known no more changes nothing', () => {
    expect(heardOfTrial(begun, 'other', { kind: 'ended' }, null)).toBe(begun)
  })
})
