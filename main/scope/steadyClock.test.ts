import { afterEach, expect, test, vi } from 'vitest'
import { steadyNow } from './steadyClock'

afterEach(() => vi.useRealTimers())

test('setting the clock of the machine changes nothing', () => {
  const before = steadyNow()
  vi.useFakeTimers({ toFake: ['Date'] })
  for (const year of [1999, 2099]) {
    vi.setSystemTime(new Date(year, 0, 1))
    expect(new Date().getFullYear()).toBe(year)
    const now = steadyNow()
    expect(now).toBeGreaterThanOrEqual(before)
    expect(now - before).toBeLessThan(3_600_000)
  }
})
