import { expect, it } from 'vitest'
import { Present } from './Present'

it('time goes on for twice as long as the last trace was waited for, but not for ever', () => {
  const present = new Present()
  expect(present.goesOn(0)).toBe(false)
  present.arrived(0)
  expect([present.since(400), present.since(5_000)]).toEqual([400, 1_000])
  expect([present.goesOn(999), present.goesOn(1_000)]).toEqual([true, false])
  present.arrived(2_500)
  expect([present.since(7_000), present.since(60_000)]).toEqual([4_500, 5_000])
  present.arrived(60_000)
  expect(present.since(1e6)).toBe(10_000)
})

it('is drawn each frame while that shows, not before a pixel has passed, and the less often the longer it takes', () => {
  const present = new Present()
  present.drew(0, 3)
  expect(present.isDue(10, 5)).toBe(true)
  expect(present.isDue(10, 80)).toBe(false)
  expect(present.isDue(70, 80)).toBe(true)
  present.drew(100, 150)
  expect(present.isDue(200, 5)).toBe(false)
  expect(present.isDue(290, 5)).toBe(true)
})
