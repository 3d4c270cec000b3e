import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FAKE_HELLO, fakeOpened } from '../../fakeHost'
import { createAppStore } from '../app'
import { select } from '../choice'
import { setSource } from '../notebook'
import { edited, openNotebook } from '../open'
import { id } from '../testing/drawnNotebook'
import { watchCode } from './watchCode'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function watched() {
  const cell = { id: id('a'), cell_type: 'code' as const, source: 'x', metadata: {} }
  const cells = [{ ...cell, execution_count: null, outputs: [] }]
  const store = createAppStore(FAKE_HELLO)
  const done: string[] = []
  /** Ends the check that is going on. */
  let end = (): void => undefined
  watchCode(store, {
    checkCode: () => {
      done.push('check')
      return new Promise((resolve) => (end = resolve))
    },
    forgetProblems: () => void done.push('forget')
  })
  store.setState({ open: openNotebook(fakeOpened({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells })) })
  const change = (next: Parameters<typeof edited>[1] | null, source: string): void =>
    store.setState(({ open }) => ({
      open: edited(open!, next ?? setSource(open!.notebook, id('a'), source))
    }))
  const edit = (): void => change(select(store.getState().open!.notebook, id('a'), 'edit'), '')
  return { store, done, edit, write: (source: string) => change(null, source), end: () => end() }
}

test('nothing is checked before somebody edits; then once, after a pause in writing', async () => {
  const { done, edit, write } = watched()
  write('y')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(done).toEqual([])
  edit()
  for (const source of ['a', 'ab', 'abc']) {
    write(source)
    await vi.advanceTimersByTimeAsync(300)
  }
  expect(done).toEqual([])
  await vi.advanceTimersByTimeAsync(200)
  expect(done).toEqual(['check'])
})

test('what is written during a check is checked after it; news of other kinds neither delay nor ask', async () => {
  const { store, done, edit, write, end } = watched()
  edit()
  for (let news = 0; news < 10; news++) {
    store.setState({ panelFocus: {} })
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(done).toEqual(['check'])
  write('z')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(done).toEqual(['check'])
  end()
  await vi.advanceTimersByTimeAsync(500)
  expect(done).toEqual(['check', 'check'])
})

test('switched off it stops, and on again it checks again', async () => {
  const { store, done, edit } = watched()
  const settings = store.getState().settings
  edit()
  store.setState({ settings: { ...settings, checksCode: false } })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(done).toEqual([])
  store.setState({ settings })
  await vi.advanceTimersByTimeAsync(500)
  expect(done).toEqual(['check'])
})
