import { expect, test } from 'vitest'
import type { Ms } from '../../common/brands'
import { ticks, type Tick, type Time } from './ticks'

/** A clock that moves when somebody sleeps, or works. */
class Clock implements Time {
  private time = 1_000
  now = (): Ms => this.time as Ms
  sleep = (duration: Ms): void => this.work(duration)
  work(duration: number): void {
    this.time += duration
  }
}

/** Beats of 10 ms each, while the work after each beat takes this long. */
function beats(work: readonly number[]): Pick<Tick, 'at' | 'late' | 'missed'>[] {
  const clock = new Clock()
  const all: Tick[] = []
  for (const tick of ticks(clock, () => (all.length < work.length ? (10 as Ms) : null))) {
    all.push({ ...tick, at: (tick.at - 1_000) as Ms })
    clock.work(work[all.length - 1] ?? 0)
  }
  return all
}

test('beats fall on multiples of the period, whatever the work takes', () => {
  expect(beats([3, 9, 0])).toEqual([
    { at: 10, late: 0, missed: 0 },
    { at: 20, late: 0, missed: 0 },
    { at: 30, late: 0, missed: 0 }
  ])
})
test('a late beat says so, and does not move the next', () => {
  expect(beats([14, 0, 0])).toEqual([
    { at: 10, late: 0, missed: 0 },
    { at: 24, late: 4, missed: 0 },
    { at: 30, late: 0, missed: 0 }
  ])
})
test('beats that cannot be kept are counted, not made up for', () => {
  expect(beats([37, 0, 0])).toEqual([
    { at: 10, late: 0, missed: 0 },
    { at: 47, late: 27, missed: 2 },
    { at: 50, late: 0, missed: 0 }
  ])
})
test('a new period begins at once, and nothing counts as missed', () => {
  const clock = new Clock()
  const seen: Tick[] = []
  let period = 100
  const sleep = (duration: Ms): void => {
    clock.work(seen.length === 1 ? 40 : duration) // woken early, to look more often
    if (seen.length === 1) period = 10
  }
  for (const tick of ticks({ now: clock.now, sleep }, () => (seen.length < 3 ? (period as Ms) : null)))
    seen.push(tick)
  expect(seen.map(({ at, missed }) => [at - 1_000, missed])).toEqual([
    [100, 0],
    [140, 0],
    [150, 0]
  ])
})
