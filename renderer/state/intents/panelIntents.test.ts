import { describe, expect, it } from 'vitest'
import type { CellId, NotebookId } from '../../../common/brands'
import type { Cell, JsonObject } from '../../../common/notebook'
import { readNotebook, writeNotebook } from '../../../common/notebookFile'
import { mustFind, ok } from '../../../common/result'
import { NO_TASKS_NOW } from '../../../common/trace/now'
import { createFrame } from '../../frame'
import { FAKE_HELLO, FakeHost, fakeOpened } from '../../fakeHost'
import { createAppStore } from '../app'
import { createIntents } from './intents'
import { notebookState, seesCells, setSeesCells } from '../notebook'
import { wholeNotebook } from '../filed'
import { cellOfRun, isUnsaved, latestRun } from '../open'

const CODE: Cell = {
  ...{ cell_type: 'code', id: 'a' as CellId, source: '1 + 1', metadata: {} },
  execution_count: null,
  outputs: []
}
const notebook = (metadata: JsonObject) =>
  ({ nbformat: 4, nbformat_minor: 5, metadata, cells: [CODE] }) as const

/** The page with a notebook of one cell open. */
async function page(metadata: JsonObject = {}) {
  const host = new FakeHost({ 'files:open': async () => ok(fakeOpened(notebook(metadata))) })
  const store = createAppStore(FAKE_HELLO)
  const intents = createIntents(
    store,
    host,
    createFrame((run) => queueMicrotask(run))
  )
  await intents.openFile('/home/me/notes.ipynb')
  return { host, intents, open: () => mustFind(store.getState().open, 'the notebook') }
}

describe('whether children see cells', () => {
  it('is as usual unless the notebook says otherwise, whatever else it says', () => {
    for (const metadata of [{}, { gilscope: null }, { gilscope: ['?'] }, { gilscope: { other: 1 } }])
      expect(seesCells({ metadata })).toBe(true)
    expect(seesCells({ metadata: { gilscope: { children_see_cells: false } } })).toBe(false)
  })

  it('leaves no trace when it is switched back, and other settings alone', () => {
    const metadata = { kernelspec: { name: 'python3' }, gilscope: { other: 1 } }
    const state = notebookState(notebook(metadata))
    const off = setSeesCells(state, false)
    expect(off.metadata).toEqual({ ...metadata, gilscope: { other: 1, children_see_cells: false } })
    expect(setSeesCells(off, true).metadata).toEqual(metadata)
    const bare = notebookState(notebook({}))
    expect(setSeesCells(setSeesCells(bare, false), true).metadata).toEqual({})
  })

  it('saves a file that was not switched byte for byte, and one that was with nothing else changed', () => {
    const text = `{"cells": [], "metadata":{"z": 1,   "a": [ ]}, "nbformat":4, "nbformat_minor": 5}\n`
    const read = readNotebook(text)
    if (!read.ok) throw new Error(read.problem.message)
    const file = read.value.notebook
    const state = notebookState(file)
    const saved = (metadata: JsonObject): string => writeNotebook({ ...file, metadata }, text)
    expect(saved(state.metadata)).toBe(text)
    expect(saved(setSeesCells(setSeesCells(state, false), true).metadata)).toBe(text)
    const off = saved(setSeesCells(state, false).metadata)
    expect(JSON.parse(off).metadata).toEqual({ z: 1, a: [], gilscope: { children_see_cells: false } })
    expect(off).toContain('"z": 1,   "a": [ ]')
  })

  it('goes along with each run, and is an edit', async () => {
    const { host, intents, open } = await page()
    await intents.runAll()
    expect(isUnsaved(open())).toBe(false)
    intents.setChildrenSeeCells(false)
    expect(isUnsaved(open())).toBe(true)
    expect(wholeNotebook(open()).metadata).toEqual({ gilscope: { children_see_cells: false } })
    await intents.runAll()
    const asked = host.callsOf('kernel:run').map(([, [request]]) => request?.childrenSeeCells)
    expect(asked).toEqual([undefined, false])
  })
})

describe('looking at what is alive', () => {
  const id = 'n1' as NotebookId
  const process = (...tids: number[]) => {
    const rest = { state: 'sleep', core: 0, held: false, cpu: 0, startedBy: null } as const
    const threads = tids.map((tid) => ({ tid, started: tid, name: `t${tid}`, ...rest }))
    const named = { pid: 1, name: 'python', tier: 'exact', reason: '' } as const
    return [{ ...named, cpu: 0, startedBy: null, threads, tasks: NO_TASKS_NOW }]
  }

  it('asks Python who they are when somebody came or went, and not each time', async () => {
    const { host, intents, open } = await page()
    await intents.watchNow(id, true)
    for (let n = 0; n < 5; n++) intents.nowCame(id, process(1, 2))
    expect(open().now).toEqual(process(1, 2))
    expect(host.callsOf('kernel:alive')).toEqual([[id]])
  })

  it('forgets what it saw when nobody looks any more', async () => {
    const { host, intents, open } = await page()
    await intents.watchNow(id, true)
    intents.nowCame(id, process(1))
    await intents.watchNow(id, false)
    expect(open().now).toBeNull()
    expect(host.callsOf('scope:watchNow')).toEqual([
      [id, true],
      [id, false]
    ])
  })

  it('knows a run by its cell and its count, also when the cell ran again', async () => {
    const { host, intents, open } = await page()
    await intents.runAll()
    await intents.runAll()
    const runs = host.callsOf('kernel:run').map(([, [request]]) => mustFind(request, 'the request').run)
    intents.hear(id, [
      { kind: 'execute_input', run: runs[0]!, execution_count: 4 },
      { kind: 'execute_reply', run: runs[0]!, status: 'ok', execution_count: 4, wall_ms: 1 },
      { kind: 'execute_input', run: runs[1]!, execution_count: 5 }
    ])
    const { cellOf, counts, notebook } = open()
    const place = (run = runs[0]!) => cellOfRun({ cellOf, counts, order: notebook.order }, run)
    expect(place()).toEqual({ cell: 'a', number: 1, count: 4 })
    expect(place(runs[1])).toEqual({ cell: 'a', number: 1, count: 5 })
    expect(latestRun(open())).toBe(runs[1])
    expect(open().endedRuns).toBe(1)
  })
})
