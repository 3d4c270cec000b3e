import { describe, expect, it } from 'vitest'
import type { CellId, NotebookId, RunId } from '../../../common/brands'
import { mustFind, ok } from '../../../common/result'
import { traced } from '../../../common/trace/drawn'
import { pack } from '../../../common/trace/packed/pack'
import { FAKE_HELLO, FakeHost, fakeOpened } from '../../fakeHost'
import { createFrame } from '../../frame'
import { listenToHost } from '../../listen'
import { createAppStore } from '../app'
import { createIntents } from './intents'
import { timelineOf } from '../timelines'
import { latestTrace } from '../traces'

const CELL = 'a' as CellId
const NOTEBOOK = 'n1' as NotebookId

/** A notebook whose one cell was run. */
async function page() {
  const cell = {
    cell_type: 'code',
    id: CELL,
    source: '1',
    metadata: {},
    execution_count: null,
    outputs: []
  } as const
  const opened = fakeOpened({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] })
  const host = new FakeHost({ 'files:open': async () => ok(opened) })
  const store = createAppStore(FAKE_HELLO)
  const intents = createIntents(store, host, createFrame(queueMicrotask))
  listenToHost(host, store, intents)
  await intents.openFile('/home/me/notes.ipynb')
  await intents.runAll()
  const { run } = mustFind(host.callsOf('kernel:run')[0]?.[1][0], 'the request')
  const tell = (hasEnded: boolean, of = run, notebook = NOTEBOOK): void =>
    host.push('scope:trace', notebook, of, pack({ ...traced('main  GGGG'), run: of }), hasEnded)
  const open = () => mustFind(store.getState().open, 'the notebook')
  return { tell, open, intents }
}

describe('traces from the scope', () => {
  it('belong to the cell whose run they are of', async () => {
    const { tell, open } = await page()
    tell(false)
    expect(latestTrace(open().traces, CELL)).toMatchObject({ hasEnded: false })
    tell(true)
    expect(latestTrace(open().traces, CELL)).toMatchObject({ hasEnded: true })
  })

  it('do not make the notebook unsaved', async () => {
    const { tell, open } = await page()
    const { edits } = open()
    tell(true)
    expect(open().edits).toBe(edits)
  })

  it('of another notebook or an unknown run are not kept', async () => {
    const { tell, open } = await page()
    tell(true, 'gone' as RunId)
    tell(true, undefined, 'n2' as NotebookId)
    expect(open().traces.runs.size).toBe(0)
  })

  it('go when outputs are cleared, but not how the user looks at them', async () => {
    const { tell, open, intents } = await page()
    intents.hear(NOTEBOOK, [
      {
        kind: 'execute_reply',
        run: mustFind(open().runs.get(CELL)?.id, 'the run'),
        status: 'ok',
        execution_count: 1,
        wall_ms: 5
      }
    ])
    tell(true)
    intents.changeTimeline(CELL, { isOpen: true })
    intents.changeTimeline(CELL, { height: 300 })
    intents.clearOutputs()
    expect(latestTrace(open().traces, CELL)).toBeUndefined()
    expect(timelineOf(open().timelines, CELL)).toMatchObject({ isOpen: true, height: 300 })
  })
})
