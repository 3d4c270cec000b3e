import { describe, expect, it } from 'vitest'
import type { CellId, NotebookId } from '../../../common/brands'
import type { Cell, JsonObject } from '../../../common/notebook'
import { withPin } from '../../../common/pins'
import { mustFind, ok } from '../../../common/result'
import { jsonOfLearned, NOTHING_LEARNED, withPassed } from '../../../common/teaching/learned'
import { traced } from '../../../common/trace/drawn'
import { pack } from '../../../common/trace/packed/pack'
import { type Answers, FAKE_HELLO, FakeHost, fakeOpened } from '../../fakeHost'
import { createFrame } from '../../frame'
import { listenToHost } from '../../listen'
import { createAppStore } from '../app'
import { trialBegan } from '../comparisons'
import { areRunsCovered, comparedRun } from '../learning'
import { isUnsaved } from '../open'
import { createIntents } from './intents'
import { watchLearning } from './watchLearning'

const KEPT = traced(`main  ${'G'.repeat(60)}`, { letter: 5 })
const cell = (id: string): CellId => id as CellId
const code = (id: string, metadata: JsonObject = {}): Cell => ({
  ...{ cell_type: 'code', id: cell(id), source: id, metadata, execution_count: null, outputs: [] }
})
const asking = (id: string, prediction: JsonObject): Cell => ({
  ...{ cell_type: 'markdown', id: cell(id), source: id },
  metadata: { tags: ['prediction'], gilscope: { prediction } }
})
const CELLS = [
  asking('cores', { cell: 'busy', figure: 'cores' }),
  asking('how', { cell: 'busy', choices: ['a', 'b'], right: 0 }),
  code('busy', withPin({}, { run: KEPT.run, source: 'busy', python: null, trace: KEPT })),
  ...[code('solution', { tags: ['solution'] }), code('check', { tags: ['check'] })]
]
const NOTEBOOK = 'n1' as NotebookId

async function page(change: Parameters<typeof fakeOpened>[1] = {}, answers: Answers = {}) {
  const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: CELLS } as const
  const host = new FakeHost({ 'files:open': async () => ok(fakeOpened(notebook, change)), ...answers })
  const store = createAppStore(FAKE_HELLO)
  const intents = createIntents(store, host, createFrame(queueMicrotask))
  listenToHost(host, store, intents)
  watchLearning(host, store)
  await intents.openFile('/home/me/notes.ipynb')
  const open = () => mustFind(store.getState().open, 'the notebook')
  const sent = () => host.callsOf('kernel:run').flatMap(([, requests]) => requests)
  const runOf = (id: string) => mustFind(sent().findLast((request) => request.cell === id)?.run, 'the run')
  const ends = (id: string, status: 'ok' | 'error'): void =>
    intents.hear(NOTEBOOK, [
      { kind: 'execute_input', run: runOf(id), execution_count: 1 },
      { kind: 'execute_reply', run: runOf(id), status, execution_count: 1, wall_ms: 5 }
    ])
  const told = () => host.callsOf('learning:keep').map(([, learned]) => jsonOfLearned(learned))
  return { host, store, intents, open, sent, runOf, ends, told }
}

describe('kept runs of a cell that is asked about', () => {
  it('are covered until all questions are answered, or the reader asks for them', async () => {
    const { intents, open } = await page()
    const isCovered = (): boolean => areRunsCovered(open(), cell('busy'))
    expect(isCovered()).toBe(true)
    intents.predict(cell('cores'), 2)
    expect(isCovered()).toBe(true)
    intents.predict(cell('how'), 1)
    expect(isCovered()).toBe(false)
    expect(isUnsaved(open())).toBe(false)

    const other = await page()
    other.intents.uncover(cell('busy'), true)
    expect(areRunsCovered(other.open(), cell('busy'))).toBe(false)
  })

  it('are shown with what the cell did on several Pythons', async () => {
    const { open } = await page()
    const trial = { id: 't', source: 'busy', isRunning: true, above: 0, rows: [] }
    const comparisons = trialBegan(open().comparisons, cell('busy'), trial)
    expect(areRunsCovered({ ...open(), comparisons }, cell('busy'))).toBe(false)
  })

  it('give way to the run that the learner makes, once it is over', async () => {
    const { host, intents, open, runOf } = await page()
    expect(comparedRun(open(), cell('busy'))).toMatchObject({ isKept: true })
    await intents.run([cell('busy')])
    const trace = pack({ ...KEPT, run: runOf('busy') })
    host.push('scope:trace', NOTEBOOK, runOf('busy'), trace, false)
    expect(areRunsCovered(open(), cell('busy'))).toBe(false)
    expect(comparedRun(open(), cell('busy'))).toBeNull()
    host.push('scope:trace', NOTEBOOK, runOf('busy'), trace, true)
    expect(comparedRun(open(), cell('busy'))).toMatchObject({ isKept: false, trace: { run: runOf('busy') } })
  })
})

describe('a folded solution', () => {
  it('is not run with the others, nor alone, until it is unfolded', async () => {
    const { intents, sent } = await page()
    await intents.runAll()
    await intents.run([cell('solution')])
    expect(sent().map((request) => request.cell)).toEqual(['busy', 'check'])
    intents.uncover(cell('solution'), true)
    await intents.run([cell('solution')])
    expect(sent().at(-1)?.cell).toBe('solution')
  })
})

describe('what was learned', () => {
  it('is told to main as it comes, and once more when the notebook gets another file', async () => {
    const { host, intents, ends, told } = await page()
    expect(told()).toEqual([])
    intents.predict(cell('cores'), 2)
    intents.predict(cell('cores'), 3)
    await intents.runAll()
    ends('check', 'error')
    expect(told()).toHaveLength(2)
    await intents.run([cell('check')])
    ends('check', 'ok')
    const all = { answers: { cores: { asked: 'cores', value: 3 } }, passed: ['check'] }
    expect(told().at(-1)).toEqual(all)
    await intents.saveAs()
    expect(told()).toHaveLength(4)
    expect(told().at(-1)).toEqual(all)
    expect(host.callsOf('learning:keep').every(([id]) => id === NOTEBOOK)).toBe(true)
  })

  it('comes with the file, and is not told again', async () => {
    const { intents, open, ends, told } = await page({ learned: withPassed(NOTHING_LEARNED, cell('check')) })
    expect([...open().learned.passed]).toEqual(['check'])
    await intents.runAll()
    ends('check', 'error')
    await intents.run([cell('check')])
    ends('check', 'ok')
    expect([...open().learned.passed]).toEqual(['check'])
    expect(told()).toEqual([])
  })
})

describe('an answer that is being written', () => {
  it('is kept until it is given or given up, and changes nothing of what was answered', async () => {
    const { intents, open, told } = await page()
    const draft = () => open().drafts.get(cell('cores'))
    intents.draftAnswer(cell('cores'), '2.')
    expect([draft(), told()]).toEqual(['2.', []])
    intents.predict(cell('cores'), 2)
    expect(draft()).toBe(undefined)
    intents.draftAnswer(cell('cores'), '3')
    intents.draftAnswer(cell('cores'), null)
    expect(draft()).toBe(undefined)
    expect(told()).toHaveLength(1)
    expect(isUnsaved(open())).toBe(false)
  })
})

describe('a chapter of the course', () => {
  const path = '/home/me/Documents/Gilscope course/01-a.ipynb'
  const none = { done: 0, of: 0 }
  const chapter = { name: '01-a', title: 'A', about: '', isBegun: true, questions: none, checks: none }

  it('that is begun afresh is closed first', async () => {
    const { host, store, intents, open } = await page({ path })
    store.setState({ course: ok([{ ...chapter, copy: path }]) })
    await intents.openChapter('01-a', true)
    expect(host.callsOf('files:close')).toEqual([[NOTEBOOK]])
    expect(host.callsOf('course:open')).toEqual([['01-a', true]])
    expect(open().notebook.order).toEqual([])
  })

  it('stays as it is when the user keeps what is unsaved in it', async () => {
    const { host, store, intents, open } = await page({ path }, { 'window:askToSave': async () => 'cancel' })
    store.setState({ course: ok([{ ...chapter, copy: path }]) })
    intents.setMetadata(cell('busy'), {})
    await intents.openChapter('01-a', true)
    expect(host.callsOf('course:open')).toEqual([])
    expect(open().id).toBe(NOTEBOOK)
  })
})
