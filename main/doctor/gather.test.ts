import { expect, it } from 'vitest'
import { within } from './gather'

it('waits for an answer no longer than it may, and tells whoever looks that nobody waits any more', async () => {
  let isAborted = false
  const fact = await within<{ readonly n: number }>(20, (signal) => {
    signal.addEventListener('abort', () => (isAborted = true))
    return new Promise(() => undefined)
  })
  expect(fact).toEqual({ unknown: 'no answer within 0.02 s' })
  expect(isAborted).toBe(true)
})

it('makes a fact of what fails', async () => {
  expect(await within(1000, () => Promise.reject(new Error('no such thing')))).toEqual({
    unknown: 'no such thing'
  })
  expect(
    await within(1000, () => {
      throw new Error('at once')
    })
  ).toEqual({ unknown: 'at once' })
})
