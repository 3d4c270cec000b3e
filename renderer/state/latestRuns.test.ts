import { expect, it } from 'vitest'
import type { CellId, NotebookId } from '../../common/brands'
import type { CodeCell, Notebook } from '../../common/notebook'
import { pinsOf, withPin } from '../../common/pins'
import { failed, mustFind, ok } from '../../common/result'
import { traced } from '../../common/trace/drawn'
import { pack } from '../../common/trace/packed/pack'
import { FAKE_HELLO, FakeHost, fakeOpened } from '../fakeHost'
import { createFrame } from '../frame'
import { listenToHost } from '../listen'
import { createAppStore } from './app'
import { createIntents } from './intents/intents'

const NOTEBOOK = 'n1' as NotebookId
const TRACE = traced('main  GGGG')
const cell = (id: string, metadata = {}): CodeCell => ({
  ...{ id: id as CellId, cell_type: 'code', source: id, metadata, execution_count: null, outputs: [] }
})

/** A page whose notebook has these cells, all of them asked to run; what it exports. */
async function page(...cells: CodeCell[]) {
  const opened = fakeOpened({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells })
  const host = new FakeHost({ 'files:open': async () => ok(opened) })
  const store = createAppStore(FAKE_HELLO)
  const intents = createIntents(store, host, createFrame(queueMicrotask))
  listenToHost(host, store, intents)
  await intents.openFile('/home/me/notes.ipynb')
  await intents.runAll()
  const runs = host.callsOf('kernel:run').flatMap(([, requests]) => requests)
  const tell = (id: string, hasEnded: boolean): void => {
    const { run } = mustFind(
      runs.find((request) => request.cell === id),
      'the request'
    )
    host.push('scope:trace', NOTEBOOK, run, pack({ ...TRACE, run }), hasEnded)
  }
  const exported = async (): Promise<Notebook> => {
    await intents.exportAs('html')
    return mustFind(host.callsOf('files:export').at(-1)?.[1], 'the export')
  }
  return { tell, exported, store }
}

it('an export keeps the last run of each cell beside those that are pinned, and the notebook itself stays', async () => {
  const pin = { run: TRACE.run, source: 'before', python: null, trace: TRACE }
  const { tell, exported, store } = await page(cell('ran'), cell('pinned', withPin({}, pin)), cell('runs'))
  tell('ran', true)
  tell('pinned', true)
  tell('runs', false)
  const { cells } = await exported()
  expect(cells.map(({ metadata }) => pinsOf(metadata).map(({ source }) => source))).toEqual([
    ['ran'],
    ['before', 'pinned'],
    []
  ])
  expect(store.getState().open?.notebook.cells.get('ran' as CellId)?.metadata).toEqual({})
})

it('an export that cannot be written is said', async () => {
  const host = new FakeHost({ 'files:export': async () => failed('cannot-write', 'no', 'disk full') })
  const store = createAppStore(FAKE_HELLO)
  const intents = createIntents(store, host, createFrame(queueMicrotask))
  await intents.newNotebook()
  await intents.exportAs('ipynb')
  expect(store.getState().notices).toMatchObject([
    { doing: 'notExported', problem: { code: 'cannot-write', detail: 'disk full' } }
  ])
})
