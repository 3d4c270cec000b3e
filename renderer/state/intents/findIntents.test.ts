import { describe, expect, it } from 'vitest'
import type { CellId } from '../../../common/brands'
import { mustFind, ok } from '../../../common/result'
import { createFrame } from '../../frame'
import { FAKE_HELLO, FakeHost, fakeOpened } from '../../fakeHost'
import { createAppStore } from '../app'
import type { Query } from '../find'
import { createIntents } from './intents'

const frame = createFrame((run) => queueMicrotask(run))

/** The page with a cell for each text, and this looked for. */
async function looking(texts: readonly string[], query: Partial<Query>) {
  const cells = texts.map((source, i) => ({
    ...{ cell_type: 'raw' as const, id: `c${i + 1}` as CellId, source, metadata: {} }
  }))
  const notebook = { nbformat: 4 as const, nbformat_minor: 5, metadata: {}, cells }
  const store = createAppStore(FAKE_HELLO)
  const host = new FakeHost({ 'files:open': async () => ok(fakeOpened(notebook)) })
  const intents = createIntents(store, host, frame)
  await intents.openFile('/home/me/notes.ipynb')
  intents.find()
  intents.changeQuery(query)
  const sources = () => {
    const { order, cells: now } = mustFind(store.getState().open, 'the notebook').notebook
    return order.map((id) => now.get(id)?.source)
  }
  return { store, intents, sources }
}

describe('replacing one find after the other', () => {
  it('meets each once, however long what takes its place is', async () => {
    const { intents, sources } = await looking(['abc', 'd'], {
      ...{ text: '(\\w)', replacement: '$1$1', isRegex: true }
    })
    for (let i = 0; i < 5; i += 1) intents.replaceFound() // the first press shows the first find
    expect(sources()).toEqual(['aabbcc', 'dd'])
  })

  it('goes on behind what was replaced, not to the same text again', async () => {
    const { store, intents } = await looking(['abcd'], {
      ...{ text: '(\\w)', replacement: '$1', isRegex: true }
    })
    intents.step(1)
    intents.replaceFound()
    expect(store.getState().reveal).toMatchObject({ from: 1, to: 2 })
  })
})
