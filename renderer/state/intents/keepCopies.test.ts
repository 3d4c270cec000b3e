import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { CellId } from '../../../common/brands'
import { ok } from '../../../common/result'
import { createFrame } from '../../frame'
import { FAKE_HELLO, FakeHost, fakeOpened } from '../../fakeHost'
import { createAppStore } from '../app'
import { createIntents } from './intents'
import { keepCopies } from './keepCopies'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const cell = 'c' as CellId

/** An open notebook of one cell whose copies are kept by this. */
async function kept(keep: () => Promise<ReturnType<typeof ok<null>>>) {
  const notebook = { nbformat: 4 as const, nbformat_minor: 5, metadata: {} }
  const cells = [{ ...{ cell_type: 'raw' as const, id: cell, source: '', metadata: {} } }]
  const host = new FakeHost({
    'files:open': async () => ok(fakeOpened({ ...notebook, cells })),
    'files:keepCopy': keep
  })
  const store = createAppStore(FAKE_HELLO)
  const intents = createIntents(
    store,
    host,
    createFrame((run) => queueMicrotask(run))
  )
  await intents.openFile('/home/me/notes.ipynb')
  keepCopies(host, store, intents)
  const texts = () => host.callsOf('files:keepCopy').map(([, { cells }]) => cells[0]?.source)
  return { intents, texts }
}

it('keeps the last of what is written, not each letter', async () => {
  const { intents, texts } = await kept(async () => ok(null))
  for (const text of ['a', 'ab', 'abc']) intents.setSource(cell, text)
  await vi.runAllTimersAsync()
  expect(texts()).toEqual(['abc'])
})

it('goes on keeping after a copy that went wrong', async () => {
  let isFirst = true
  const problems: unknown[] = []
  const hear = (problem: unknown): void => void problems.push(problem)
  process.on('unhandledRejection', hear)
  const { intents, texts } = await kept(async () => {
    if (!isFirst) return ok(null)
    isFirst = false
    throw new Error('nobody answers')
  })
  intents.setSource(cell, 'a')
  await vi.runAllTimersAsync()
  intents.setSource(cell, 'ab')
  await vi.runAllTimersAsync()
  expect(texts()).toEqual(['a', 'ab'])
  vi.useRealTimers()
  await expect.poll(() => problems).toHaveLength(1) // our bug stays loud
  process.off('unhandledRejection', hear)
})
