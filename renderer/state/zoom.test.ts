import { expect, test } from 'vitest'
import { zoomStep } from './zoom'

test('the page is drawn larger and smaller in steps, up to an end', () => {
  expect([zoomStep(1, 1), zoomStep(1, -1), zoomStep(1.3, 1), zoomStep(1.3, -1)]).toEqual([
    1.1, 0.9, 1.5, 1.25
  ])
  expect([zoomStep(3, 1), zoomStep(0.5, -1), zoomStep(2, 0)]).toEqual([3, 0.5, 1])
})
