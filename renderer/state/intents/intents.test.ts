import { describe, expect, it } from 'vitest'
import type { CellId, NotebookId, RunId } from '../../../common/brands'
import type { Cell, CodeCell } from '../../../common/notebook'
import { notesOf } from '../../../common/notes'
import { failed, mustFind, ok } from '../../../common/result'
import { createFrame } from '../../frame'
import { type Answers, FAKE_HELLO, FakeHost, fakeOpened } from '../../fakeHost'
import { createAppStore } from '../app'
import { createIntents } from './intents'
import { wholeNotebook } from '../filed'
import { isUnsaved } from '../open'

const frame = createFrame((run) => queueMicrotask(run))

const code = (id: string, source = id): Cell => ({
  ...{ cell_type: 'code', id: id as CellId, source, metadata: {} },
  execution_count: null,
  outputs: []
})
const prose = (id: string): Cell => ({ cell_type: 'markdown', id: id as CellId, source: id, metadata: {} })
const notebook = (...cells: Cell[]) => ({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }) as const

/** The page with a notebook of these cells open. */
async function page(cells: Cell[], answers: Answers = {}, change: Parameters<typeof fakeOpened>[1] = {}) {
  const host = new FakeHost({
    'files:open': async () => ok(fakeOpened(notebook(...cells), change)),
    ...answers
  })
  const store = createAppStore(FAKE_HELLO)
  const intents = createIntents(store, host, frame)
  await intents.openFile('/home/me/notes.ipynb')
  const open = () => mustFind(store.getState().open, 'the notebook')
  const sources = () => open().notebook.order.map((id) => open().notebook.cells.get(id)?.source)
  return { host, store, intents, open, sources }
}

describe('running', () => {
  it('sends all code cells that have code, in their order', async () => {
    const { host, intents } = await page([code('a'), prose('m'), code('empty', ' \n'), code('b')])
    await intents.runAll()
    const [id, requests] = mustFind(host.callsOf('kernel:run')[0], 'the call')
    expect(id).toBe('n1')
    expect(requests.map(({ cell, code }) => [cell, code])).toEqual([
      ['a', 'a'],
      ['b', 'b']
    ])
  })

  it('shows a cell as asked for, then what the kernel says', async () => {
    const { host, intents, open } = await page([code('a')])
    await intents.runAll()
    const cell = 'a' as CellId
    expect(open().runs.get(cell)?.status).toBe('asked')
    const run = mustFind(host.callsOf('kernel:run')[0]?.[1][0], 'the request').run
    intents.hear('n1' as NotebookId, [
      { kind: 'execute_input', run, execution_count: 1 },
      { kind: 'execute_reply', run, status: 'ok', execution_count: 1, wall_ms: 5 }
    ])
    expect(open().runs.get(cell)).toMatchObject({ status: 'done', count: 1, took: 5 })
    await expect.poll(() => host.callsOf('kernel:drawn')).toEqual([['n1', 1]])
  })

  it('selects the next cell, and adds one at the end', async () => {
    const { intents, open, sources } = await page([code('a'), code('b')])
    await intents.runAndSelectNext()
    expect(open().notebook).toMatchObject({ selected: 'b', mode: 'command' })
    await intents.runAndSelectNext()
    expect(sources()).toEqual(['a', 'b', ''])
    expect(open().notebook.mode).toBe('edit')
  })

  it('runs and inserts below', async () => {
    const { host, intents, sources } = await page([code('a'), code('b')])
    await intents.runAndInsert()
    expect(sources()).toEqual(['a', '', 'b'])
    expect(host.callsOf('kernel:run')).toHaveLength(1)
  })

  it('asks before a kernel loses its variables, not when there is none', async () => {
    const { host, store, intents } = await page([code('a')])
    await intents.askToRestart(false)
    expect(host.callsOf('kernel:restart')).toHaveLength(1)
    const interpreter = { path: '/p', version: '3.13.0', freeThreaded: false, origin: 'system' } as const
    intents.kernelIs('n1' as NotebookId, { status: 'starting', interpreter })
    await intents.askToRestart(true)
    expect(host.callsOf('kernel:restart')).toHaveLength(1)
    expect(store.getState().dialog).toEqual({ kind: 'restart', runAll: true })
    await intents.restart(true)
    expect(host.callsOf('kernel:restart')).toHaveLength(2)
    expect(host.callsOf('kernel:run')).toHaveLength(1)
  })
})

describe('cells', () => {
  it('are cut and pasted with a new id', async () => {
    const { intents, open, sources } = await page([code('a'), code('b')])
    intents.cutSelected()
    intents.paste(1)
    expect(sources()).toEqual(['b', 'a'])
    expect(open().notebook.order).not.toContain('a')
  })

  it('are pasted into the notebook that is opened next', async () => {
    const { intents, sources } = await page([code('a'), code('b')])
    intents.extendBy(1)
    intents.copySelected()
    await intents.newNotebook()
    intents.paste(1)
    expect(sources()).toEqual(['a', 'b'])
  })

  it('run together when several are chosen, and the one below them comes next', async () => {
    const { host, intents, open } = await page([code('a'), code('b'), code('c')])
    intents.extendBy(1)
    await intents.runAndSelectNext()
    expect(host.callsOf('kernel:run').flatMap(([, requests]) => requests.map(({ cell }) => cell))).toEqual([
      'a',
      'b'
    ])
    expect(open().notebook).toMatchObject({ selected: 'c', anchor: 'c' })
  })

  it('run above or from the selected one on', async () => {
    const { host, intents } = await page([code('a'), code('b'), code('c')])
    intents.select('b' as CellId, 'command')
    await intents.runFromHere(-1)
    await intents.runFromHere(1)
    expect(host.callsOf('kernel:run').map(([, requests]) => requests.map(({ cell }) => cell))).toEqual([
      ['a'],
      ['b', 'c']
    ])
  })

  it('are dropped before another, or at the end', async () => {
    const { intents, sources } = await page([code('a'), code('b'), code('c')])
    intents.moveBefore(['c' as CellId], 'a' as CellId)
    expect(sources()).toEqual(['c', 'a', 'b'])
    intents.moveBefore(['c', 'a'] as CellId[], null)
    expect(sources()).toEqual(['b', 'c', 'a'])
    intents.moveBefore(['c', 'a'] as CellId[], 'a' as CellId)
    expect(sources()).toEqual(['b', 'c', 'a'])
    // From another window, whose cells are not here.
    intents.moveBefore(['elsewhere', 'a'] as CellId[], 'b' as CellId)
    expect(sources()).toEqual(['a', 'b', 'c'])
  })

  it('are found by the number that a traceback names', async () => {
    const { host, intents, store } = await page([code('a'), code('b')])
    await intents.run(['b' as CellId])
    const run = mustFind(host.callsOf('kernel:run')[0]?.[1][0], 'the request').run
    intents.hear('n1' as NotebookId, [{ kind: 'execute_input', run, execution_count: 7 }])
    intents.goToLine(7, 3)
    expect(store.getState().reveal).toEqual({ cell: 'b', line: 3 })
    expect(store.getState().open?.notebook).toMatchObject({ selected: 'b', mode: 'edit' })
  })
})

describe('files', () => {
  const a = 'a' as CellId

  it('are saved with what was typed, and then are not unsaved', async () => {
    const { host, intents, open } = await page([code('a')])
    intents.setSource(a, 'typed')
    expect(isUnsaved(open())).toBe(true)
    expect(await intents.save()).toBe(true)
    expect(isUnsaved(open())).toBe(false)
    expect((host.callsOf('files:save')[0]?.[1].cells[0] as CodeCell).source).toBe('typed')
  })

  it('that are text say once that their file holds no outputs', async () => {
    const answer = { path: '/a.py', name: 'a.py', from: 'text', losesSomething: true } as const
    const { store, intents, open } = await page([code('a')], { 'files:save': async () => ok(answer) })
    await intents.save()
    await intents.save()
    expect(open().from).toBe('text')
    expect(store.getState().notices.map(({ problem }) => problem.code)).toEqual(['text-holds-less'])
  })

  it('stay unsaved when the user cancels or the disk refuses, which the user is told', async () => {
    const refused = failed('cannot-write', 'no space left')
    let answer: typeof refused | null = null
    const { store, intents, open } = await page([code('a')], { 'files:save': async () => answer })
    intents.setSource(a, 'typed')
    expect(await intents.save()).toBe(false)
    expect(store.getState().notices).toEqual([])
    answer = refused
    expect(await intents.save()).toBe(false)
    expect(isUnsaved(open())).toBe(true)
    expect(store.getState().notices).toMatchObject([{ doing: 'notSaved', problem: { code: 'cannot-write' } }])
  })

  it('are not left with unsaved work unless the user says so', async () => {
    let answer: 'save' | 'discard' | 'cancel' = 'cancel'
    const { host, intents, store } = await page([code('a')], { 'window:askToSave': async () => answer })
    intents.setSource(a, 'typed')
    await intents.closeWindow()
    expect(host.callsOf('window:close')).toEqual([])
    answer = 'save'
    await intents.closeNotebook()
    expect(host.callsOf('files:save')).toHaveLength(1)
    expect(host.callsOf('files:close')).toEqual([['n1']])
    expect(store.getState().open).toBe(null)
  })

  it('are asked about once, however often they are saved and closed while a question is open', async () => {
    let answer: (button: 'cancel') => void = () => undefined
    const question = new Promise<'cancel'>((resolve) => (answer = resolve))
    const { host, intents } = await page([code('a')], { 'window:askToSave': () => question })
    intents.setSource(a, 'typed')
    const asked = [intents.closeNotebook(), intents.closeNotebook(), intents.save(), intents.save()]
    await expect.poll(() => host.callsOf('window:askToSave')).toHaveLength(1)
    expect(host.callsOf('files:save')).toEqual([])
    answer('cancel')
    await Promise.all(asked)
    expect(host.callsOf('window:askToSave')).toHaveLength(1)
    expect(host.callsOf('files:save')).toHaveLength(1)
  })

  it('of version 3 are upgraded only with the user’s consent, and only when edited', async () => {
    let consents = false
    const answers: Answers = { 'window:askToUpgrade': async () => consents }
    const { host, intents } = await page([code('a')], answers, { from: 'upgrade' })
    await intents.save()
    expect(host.callsOf('window:askToUpgrade')).toEqual([])
    intents.setSource(a, 'typed')
    await intents.save()
    expect(host.callsOf('files:save')).toEqual([])
    consents = true
    await intents.save()
    await intents.save()
    expect(host.callsOf('files:save')).toHaveLength(2)
    expect(host.callsOf('window:askToUpgrade')).toHaveLength(2)
  })

  it('that cannot be opened leave what is open as it is', async () => {
    const { store, open } = await page([code('a')])
    const bad = failed('not-a-notebook', 'not JSON')
    const host = new FakeHost({ 'files:open': async () => bad })
    await createIntents(store, host, frame).openFile('/home/me/bad.ipynb')
    expect(open().name).toBe('notes.ipynb')
    expect(store.getState().notices).toMatchObject([{ doing: 'notOpened' }])
  })
})

describe('a note on a run', () => {
  it('is an edit of the cell that can be undone, and is saved with it', async () => {
    const { intents, open } = await page([code('a')])
    const note = { from: 100, to: 200, text: 'here', run: 'r1' as RunId }
    intents.changeNotes('a' as CellId, [note])
    expect(isUnsaved(open())).toBe(true)
    expect(wholeNotebook(open()).cells[0]?.metadata).toEqual({ gilscope: { notes: [note] } })
    intents.undo()
    expect(wholeNotebook(open()).cells[0]?.metadata).toEqual({})
    intents.redo()
    expect(notesOf(wholeNotebook(open()).cells[0]!.metadata)).toEqual([note])
  })
})
