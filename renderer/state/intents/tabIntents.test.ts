import { describe, expect, it } from 'vitest'
import type { CellId, NotebookId } from '../../../common/brands'
import type { Cell } from '../../../common/notebook'
import { failed, mustFind, ok } from '../../../common/result'
import { createFrame } from '../../frame'
import { FAKE_HELLO, FakeHost, fakeOpened, type Answers } from '../../fakeHost'
import { createAppStore } from '../app'
import { createIntents } from './intents'
import { isUnsaved } from '../open'
import { allOpen, notebookOf } from '../tabs'

const frame = createFrame((run) => queueMicrotask(run))
const id = (name: string): NotebookId => name as NotebookId
const cell: Cell = {
  ...{ cell_type: 'code', id: 'c' as CellId, source: '1 + 1', metadata: {} },
  execution_count: null,
  outputs: []
}

/** The page with these files open, each a notebook whose id is its name; the last one is in front. */
async function page(names: readonly string[], answers: Answers = {}) {
  const ids = new Set<NotebookId>()
  const host = new FakeHost({
    'files:open': async (path) => {
      const name = path?.replace('/', '') ?? ''
      if (name === 'bad') return failed('cannot-read', 'gone')
      if (ids.has(id(name))) return ok({ already: id(name) })
      ids.add(id(name))
      const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] } as const
      return ok(fakeOpened(notebook, { id: id(name), name, path }))
    },
    ...answers
  })
  const store = createAppStore(FAKE_HELLO)
  const intents = createIntents(store, host, frame)
  for (const name of names) await intents.openFile(`/${name}`)
  const front = () => store.getState().open?.id ?? null
  const named = (name: string) => mustFind(notebookOf(store.getState(), id(name)), name)
  return { host, store, intents, front, named, tabs: () => store.getState().tabs }
}

describe('notebooks in tabs', () => {
  it('stay open when another is opened, and a file that is open comes to the front', async () => {
    const { host, intents, front, tabs } = await page(['a', 'b'])
    expect([tabs(), front()]).toEqual([['a', 'b'], 'b'])
    await intents.openFile('/a')
    expect([tabs(), front()]).toEqual([['a', 'b'], 'a'])
    expect(host.callsOf('files:close')).toEqual([])
  })

  it('hear their own kernel while they are behind', async () => {
    const { host, intents, named, front } = await page(['a', 'b'])
    intents.showTab(id('a'))
    await intents.runAll()
    const run = mustFind(host.callsOf('kernel:run')[0]?.[1][0], 'the request').run
    intents.showTab(id('b'))
    intents.hear(id('a'), [
      { kind: 'execute_input', run, execution_count: 1 },
      { kind: 'execute_reply', run, status: 'ok', execution_count: 1, wall_ms: 5 }
    ])
    expect(named('a').runs.get(cell.id)).toMatchObject({ status: 'done', count: 1 })
    expect(named('b').runs.size).toBe(0)
    expect(front()).toBe('b')
  })

  it('run after their restart, also when another has come to the front meanwhile', async () => {
    let restarted: () => void = () => undefined
    const waiting = new Promise<void>((resolve) => (restarted = resolve))
    const { host, intents } = await page(['a', 'b'], { 'kernel:restart': () => waiting })
    intents.showTab(id('a'))
    const restart = intents.restart(true)
    intents.showTab(id('b'))
    restarted()
    await restart
    expect(host.callsOf('kernel:run').map(([notebook]) => notebook)).toEqual(['a'])
  })

  it('close alone, and the one that is asked about is seen', async () => {
    const { host, intents, front, tabs } = await page(['a', 'b', 'c'], {
      'window:askToSave': async () => 'cancel'
    })
    intents.showTab(id('a'))
    intents.setSource(cell.id, 'typed')
    intents.showTab(id('c'))
    await intents.closeNotebook(id('b'))
    expect([tabs(), front()]).toEqual([['a', 'c'], 'c'])
    await intents.closeNotebook(id('a'))
    expect([tabs(), front()]).toEqual([['a', 'c'], 'a'])
    expect(host.callsOf('files:close')).toEqual([['b']])
  })

  it('are all asked about when the window closes, and one "cancel" keeps it open', async () => {
    const answers = ['save', 'cancel', 'discard'] as const
    let asked = 0
    const { host, store, intents } = await page(['a', 'b', 'c'], {
      'window:askToSave': async () => answers[asked++] ?? 'discard',
      'files:save': async (name) => ok({ path: `/${name}`, name, from: 'notebook', losesSomething: false })
    })
    for (const name of ['a', 'b']) {
      intents.showTab(id(name))
      intents.setSource(cell.id, 'typed')
    }
    await intents.closeWindow()
    expect(host.callsOf('window:close')).toEqual([])
    expect(
      allOpen(store.getState())
        .filter(isUnsaved)
        .map(({ name }) => name)
    ).toEqual(['b'])
    await intents.closeWindow()
    expect(host.callsOf('window:askToSave')).toEqual([['a'], ['b'], ['b']])
    expect(host.callsOf('window:close')).toHaveLength(1)
  })

  it('take what belongs to the one in front with them: its dialog, and where its text was sought', async () => {
    const { store, intents } = await page(['a', 'b'])
    intents.find('x')
    intents.findInChosen(true)
    intents.show({ kind: 'shortcuts' })
    intents.showTab(id('a'))
    expect(store.getState()).toMatchObject({
      dialog: null,
      finding: { query: { text: 'x', within: null }, at: -1 }
    })
  })

  it('are opened again in their order, the one that was in front first, without those that are gone', async () => {
    const { host, store, intents, front, tabs } = await page([])
    await intents.openAgain(['/a', '/bad', '/b', '/c'], '/b')
    expect([tabs(), front()]).toEqual([['a', 'b', 'c'], 'b'])
    expect(host.callsOf('files:open')[0]).toEqual(['/b'])
    expect(store.getState().notices).toMatchObject([{ doing: 'notOpened' }])
  })

  it('that the user opened while others were opened again stay in front, after them', async () => {
    const { intents, front, tabs } = await page([])
    const again = intents.openAgain(['/a', '/b', '/c'], '/b')
    await Promise.all([again, intents.openFile('/d')])
    expect([tabs(), front()]).toEqual([['a', 'b', 'c', 'd'], 'd'])
  })

  it('are remembered with the one in front', async () => {
    const { host, intents } = await page(['a', 'b'])
    intents.rememberTabs()
    intents.moveFrontTab(-1)
    intents.showTab(null)
    await intents.newNotebook() // has no file
    const last = host.callsOf('settings:change').at(-1)
    expect(last).toEqual([{ openFiles: ['/b', '/a'], frontFile: null }])
  })

  it('notice outside changes each for itself', async () => {
    const { intents, named } = await page(['a', 'b'], {
      'files:lookOutside': async (name) => ({ word: name === 'a' ? 'gone' : null, isElsewhere: name === 'b' })
    })
    await intents.lookOutside()
    expect(named('a').outside).toMatchObject({ isGone: true })
    expect(named('b')).toMatchObject({ outside: null, elsewhere: 'told' })
    intents.knowElsewhere() // of b, which is in front
    await intents.lookOutside()
    expect(named('b').elsewhere).toBe('known')
    expect(named('a').elsewhere).toBe('no')
  })
})
