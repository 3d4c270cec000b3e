import { describe, expect, it } from 'vitest'
import type { CellId, RunId } from '../../common/brands'
import type { Interpreter } from '../../common/session'
import { traced } from '../../common/trace/drawn'
import {
  canPin,
  heardOfTrial,
  MOST_PINS,
  noComparisons,
  pinned,
  pinsOf,
  ranOn,
  runningTrial,
  sent,
  trialBegan,
  unpinned,
  type KeptRun,
  type Trial
} from './comparisons'

const CELL = 'a' as CellId
const PYTHON: Interpreter = { path: '/python', version: '3.13.0', freeThreaded: false, origin: 'PATH' }
const kept = (run: string): KeptRun => ({
  ...{ run: run as RunId, source: `# ${run}`, python: PYTHON },
  trace: traced('main  GGGG')
})
const request = (run: string) => ({ run: run as RunId, cell: CELL, code: `# ${run}` })

describe('pinned runs', () => {
  it('are kept in order, each once, up to a number, and let go again', () => {
    let all = noComparisons()
    for (const run of ['r1', 'r1', 'r2', 'r3', 'r4']) all = pinned(all, CELL, kept(run))
    expect(pinsOf(all, CELL).map(({ run }) => run)).toEqual(['r1', 'r2', 'r3'])
    expect(pinsOf(all, CELL)).toHaveLength(MOST_PINS)
    expect(canPin(all, CELL)).toBe(false)
    all = unpinned(all, CELL, 'r2' as RunId)
    expect(pinsOf(all, CELL).map(({ run }) => run)).toEqual(['r1', 'r3'])
    expect(canPin(all, CELL)).toBe(true)
  })

  it('are bounded over the whole notebook', () => {
    let all = noComparisons()
    for (let i = 0; i < 40; i++) all = pinned(all, `cell-${i}` as CellId, kept(`r${i}`))
    const count = [...all.pins.values()].reduce((sum, pins) => sum + pins.length, 0)
    expect(count).toBe(24)
  })
})

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

  it('that is known no more changes nothing', () => {
    expect(heardOfTrial(begun, 'other', { kind: 'ended' }, null)).toBe(begun)
  })
})
