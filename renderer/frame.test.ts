import { expect, it } from 'vitest'
import { createFrame } from './frame'

it('measures everything before it draws anything, once', () => {
  const log: string[] = []
  const frames: (() => void)[] = []
  const frame = createFrame((run) => frames.push(run))
  const work = (name: string) => ({
    measure: () => void log.push(`measure ${name}`),
    draw: () => void log.push(`draw ${name}`)
  })
  const [a, b, c] = [work('a'), work('b'), work('c')]
  frame.request(a)
  frame.request(b)
  frame.request(a)
  const takeBack = frame.request(c)
  takeBack()
  expect(frames).toHaveLength(1)
  for (const run of frames) run()
  expect(log).toEqual(['measure a', 'measure b', 'draw a', 'draw b'])
})
