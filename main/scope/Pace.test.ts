import { expect, test } from 'vitest'
import type { Ms } from '../../common/brands'
import { budgetFor, Pace, USUAL } from './Pace'
import type { Hz } from './ticks'

/** A second of ten times 25 samples that cost this much CPU each, in ms; `packing` goes beside them. */
function spend(pace: Pace, msPerSample: number, threads: number, packing = 0): void {
  const cost = 25 * msPerSample
  const spent = { looking: 0.6 * cost, building: 0.4 * cost, packing }
  for (let i = 0; i < 10; i += 1) pace.account(25, spent, 100 as Ms, threads)
}

test('watching may cost 5 % of a core with ten threads and 15 % with a hundred', () => {
  expect([1, 10, 55, 100, 500].map((threads) => Math.round(budgetFor(threads) * 1_000) / 10)).toEqual([
    5, 5, 10, 15, 15
  ])
})
test('the rate is as asked for while that can be afforded', () => {
  const pace = new Pace(USUAL)
  spend(pace, 0.15, 10) // 3.75 % of a core at 250 Hz
  expect(pace.hz).toBe(250)
})
test('the rate is lowered instead of costing too much, and raised again', () => {
  const pace = new Pace(USUAL)
  spend(pace, 1, 10) // 25 % at 250 Hz
  expect(pace.hz).toBeLessThanOrEqual(50) // 5 %
  expect(pace.hz).toBeGreaterThan(35)
  expect(pace.askedHz).toBe(250)
  for (let i = 0; i < 3; i += 1) spend(pace, 0.1, 10)
  expect(pace.hz).toBe(250)
})
test('what was saved while little was to do is spent when a run begins', () => {
  const pace = new Pace(USUAL)
  spend(pace, 0.02, 10)
  for (let i = 0; i < 10; i += 1) {
    pace.account(25, { looking: 7, building: 0, packing: 0 }, 100 as Ms, 10) // 7 %, and 5 % may be
    expect(pace.hz).toBe(250)
  }
  spend(pace, 0.28, 10)
  spend(pace, 0.28, 10)
  expect(pace.hz).toBeLessThan(200)
})
test('a lowered rate is raised as far as that can be afforded, though rarer samples cost more each', () => {
  const pace = new Pace(USUAL)
  // By the clock, with samples at the rate that it says: 1.5 % of a core, and 0.12 ms a sample. At 250 Hz that is 4.5 %.
  const run = (seconds: number, more: number): void => {
    for (let i = 0; i < seconds * 4; i += 1) {
      const samples = pace.hz / 4
      pace.account(
        samples,
        { looking: 250 * 0.015 + samples * (0.12 + more), building: 0, packing: 0 },
        250 as Ms,
        10
      )
    }
  }
  run(10, 1)
  expect(pace.hz).toBeLessThan(40)
  run(60, 0)
  expect(pace.hz).toBe(250)
})
test('what packing costs is not made up for by looking ever less', () => {
  const pace = new Pace(USUAL)
  for (let i = 0; i < 5; i += 1) spend(pace, 0.2, 10, 2) // 5 % at 250 Hz, and 2 %
  expect(pace.hz).toBeLessThan(250 * 0.6)
  expect(pace.hz).toBeGreaterThan(250 * 0.45)
})
test('a rate is kept within what is possible, and low while nothing runs', () => {
  const pace = new Pace(5 as Hz)
  expect(pace.hz).toBe(50)
  const fast = new Pace(5_000 as Hz)
  expect(fast.hz).toBe(1_000)
  fast.rest(true)
  expect(fast.hz).toBe(10)
  fast.rest(false)
  expect(fast.hz).toBe(1_000)
})
