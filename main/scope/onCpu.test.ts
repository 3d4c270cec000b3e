import { describe, expect, test } from 'vitest'
import { Decider, likelihoodOnCpu, type Runnable } from './onCpu'

const MS = 1_000_000
const counters = (cpu: number, queued: number, turns: number) => ({
  cpuNs: cpu * MS,
  queuedNs: queued * MS,
  turns
})
const likelihood = (change: Partial<Runnable>): number =>
  likelihoodOnCpu({
    before: counters(10, 5, 3),
    at: counters(10, 5, 3),
    after: counters(10, 5, 3),
    mayRunPython: false,
    stalled: 0,
    tick: 4 * MS,
    ...change
  })

describe('a runnable thread was on a CPU', () => {
  test('when its time on one grew without a new turn', () => {
    expect(likelihood({ after: counters(14, 5, 3) })).toBe(1)
  })
  test('probably not, when it got its turn afterwards and had queued longer than it ran', () => {
    expect(likelihood({ after: counters(11, 8, 4) })).toBe(0.25)
  })
  test('not, when nothing grew: unless it holds the GIL and the clock has not ticked yet', () => {
    expect(likelihood({})).toBe(0)
    expect(likelihood({ mayRunPython: true })).toBe(1)
    expect(likelihood({ mayRunPython: true, stalled: 3.9 * MS })).toBe(1)
    expect(likelihood({ mayRunPython: true, stalled: 4 * MS })).toBe(0)
  })
  test('when it was running just before and the clock has not ticked yet', () => {
    expect(likelihood({ before: counters(6, 5, 3) })).toBe(1)
  })
  test('by what is known, when it ended before it could be read again', () => {
    expect(likelihood({ after: null, mayRunPython: true })).toBe(1)
    expect(likelihood({ after: null })).toBe(0)
  })
})

test('decisions add up to their likelihoods', () => {
  const decider = new Decider()
  const decided = Array.from({ length: 100 }, (_, i) => decider.decide(i % 2 === 0 ? 0.3 : 0.9))
  expect(decided.filter(Boolean).length).toBe(60)
})
