import { expect, it, vi } from 'vitest'
import { Insistence } from './Insistence'

it('interrupts the kernel again also where its children cannot be found', async () => {
  const interrupt = vi.fn()
  const signalChildren = vi.fn(() => Promise.reject(new Error('too many open files')))
  const insistence = new Insistence(() => undefined)
  insistence.press({ interrupt, signalChildren })
  insistence.press({ interrupt, signalChildren })
  await vi.waitFor(() => expect(interrupt.mock.calls.length).toBeGreaterThan(2))
  insistence.calmDown()
})

it('sends nothing more once the run has ended, whatever was under way', async () => {
  const interrupt = vi.fn()
  let found = (): void => undefined
  const signalChildren = vi.fn(() => new Promise<void>((resolve) => (found = resolve)))
  const insistence = new Insistence(() => undefined)
  insistence.press({ interrupt, signalChildren })
  insistence.press({ interrupt, signalChildren })
  await vi.waitFor(() => expect(signalChildren).toHaveBeenCalledWith('SIGINT'))
  insistence.calmDown()
  found()
  await new Promise((resolve) => setImmediate(resolve))
  expect(interrupt).toHaveBeenCalledTimes(2)
})
