import { describe, expect, it } from 'vitest'
import { placeOn, USUAL_SIZE, validPlace } from './windowPlace'

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 }
const BESIDE = { x: 1440, y: 0, width: 1920, height: 1080 }
const kept = (x: number, y: number, width = 1000, height = 700) => ({
  x,
  y,
  width,
  height,
  isMaximised: false
})

describe('a window', () => {
  it('comes back to where it was, on any screen that is there', () => {
    expect(placeOn(kept(1500, 40), [LAPTOP, BESIDE])).toEqual({ x: 1500, y: 40, width: 1000, height: 700 })
    expect(placeOn(kept(-300, 60), [LAPTOP])).toMatchObject({ x: -300, y: 60 })
  })

  it('comes to the middle when its screen is gone, or nobody could get hold of it', () => {
    const size = { width: 1000, height: 700 }
    expect(placeOn(kept(1500, 40), [LAPTOP])).toEqual(size)
    expect(placeOn(kept(1400, 40), [LAPTOP])).toEqual(size)
    expect(placeOn(kept(100, -200), [LAPTOP])).toEqual(size)
    expect(placeOn(kept(100, 890), [LAPTOP])).toEqual(size)
  })

  it('is no larger than the screen, and no smaller than it can be used', () => {
    expect(placeOn(kept(0, 25, 3000, 2000), [LAPTOP])).toEqual({ x: 0, y: 25, width: 1440, height: 875 })
    expect(placeOn(kept(10, 30, 20, 20), [LAPTOP])).toMatchObject({ width: 560, height: 400 })
  })

  it('has its usual size at the first start', () => {
    expect(placeOn(null, [BESIDE])).toEqual(USUAL_SIZE)
  })
})

it('a place that the settings do not hold whole is none', () => {
  expect(validPlace({ x: 1, y: 2, width: 3.4, height: 4 })).toEqual({
    ...{ x: 1, y: 2, width: 3, height: 4 },
    isMaximised: false
  })
  for (const raw of [
    null,
    7,
    { x: 1 },
    { x: 1, y: 2, width: 'wide', height: 4 },
    { x: NaN, y: 0, width: 1, height: 1 }
  ])
    expect(validPlace(raw)).toBeNull()
})
