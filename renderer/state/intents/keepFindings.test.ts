import { expect, it } from 'vitest'
import type { CellId, NotebookId, RunId } from '../../../common/brands'
import type { Cell } from '../../../common/notebook'
import { mustFind, ok } from '../../../common/result'
import { createFrame } from '../../frame'
import { FAKE_HELLO, FakeHost, fakeOpened } from '../../fakeHost'
import { createAppStore } from '../app'
import { createIntents } from './intents'
import { keepFindings } from './keepFindings'

const code = (id: string, source: string): Cell => ({
  ...{ cell_type: 'code', id: id as CellId, source, metadata: {} },
  ...{ execution_count: null, outputs: [] }
})
const NOTEBOOK = 'n1' as NotebookId

/** A page with these cells, which has so much time at once (ms) and rests so long (ms) after a change. */
async function page(cells: readonly Cell[], msLeft = 50, rest = 0) {
  const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells } as const
  const host = new FakeHost({ 'files:open': async () => ok(fakeOpened(notebook)) })
  const store = createAppStore(FAKE_HELLO)
  const intents = createIntents(store, host, createFrame(queueMicrotask))
  keepFindings(store, (work) => queueMicrotask(() => work(() => msLeft)), rest)
  await intents.openFile('/home/me/notes.ipynb')
  const open = () => mustFind(store.getState().open, 'the notebook')
  const found = () => [...open().findings].map(([id, all]) => [id, ...all.map(({ kind }) => kind)].join(' '))
  let count = 0
  /** The kernel runs all that was asked for last. */
  const ran = () => {
    for (const { run } of mustFind(host.callsOf('kernel:run').at(-1), 'a call')[1]) {
      count += 1
      intents.hear(NOTEBOOK, [
        { kind: 'execute_input', run, execution_count: count },
        { kind: 'execute_reply', run, status: 'ok', execution_count: count, wall_ms: 1 }
      ])
    }
  }
  return { host, intents, open, found, ran }
}

it('what is stale or changed is found while one works, and all of it runs at one word', async () => {
  const { host, intents, found, ran } = await page([
    code('a', 'x = 1'),
    code('b', 'print(x)'),
    code('c', 'y = 2')
  ])
  await intents.runAll()
  ran()
  await intents.run(['a' as CellId])
  ran()
  await expect.poll(found).toEqual(['b stale'])
  intents.setSource('c' as CellId, 'y = 3')
  await expect.poll(found).toEqual(['b stale', 'c changed'])
  await intents.runDue()
  expect(mustFind(host.callsOf('kernel:run').at(-1), 'a call')[1].map(({ cell }) => cell)).toEqual(['b', 'c'])
  ran()
  await expect.poll(found).toEqual([])
})

it('a new kernel has none of the old one’s names', async () => {
  const { intents, found, ran } = await page([code('a', 'x = 1'), code('b', 'print(x)')])
  await intents.runAll()
  ran()
  intents.remove('a' as CellId)
  await expect.poll(found).toEqual(['b gone'])
  const interpreter = { path: '/python', version: '3.13.0', freeThreaded: false, origin: 'PATH' } as const
  intents.kernelIs(NOTEBOOK, { status: 'starting', interpreter })
  await expect.poll(found).toEqual([])
})

it('a cell that prints all the time does not put it off', async () => {
  const { host, intents, found, ran } = await page(
    [code('a', 'x = 1'), code('b', 'while 1: print(2)')],
    50,
    200
  )
  await intents.runAll()
  ran()
  await intents.run(['b' as CellId])
  const { run } = mustFind(host.callsOf('kernel:run').at(-1)?.[1][0], 'the request')
  intents.hear(NOTEBOOK, [{ kind: 'execute_input', run, execution_count: 3 }])
  const prints = setInterval(
    () => intents.hear(NOTEBOOK, [{ kind: 'stream', run, name: 'stdout', text: '2' }]),
    5
  )
  intents.setSource('a' as CellId, 'x = 2')
  await expect.poll(found).toEqual(['a changed'])
  clearInterval(prints)
})

it('a page that has little time at once finds the same in the end', async () => {
  const { found } = await page([code('a', 'print(x)'), code('b', 'x = 1'), code('c', 'y = 1')], 0)
  await expect.poll(found).toEqual(['a below'])
})

it('the queue is shown as asked for, and can be thinned', async () => {
  const { host, intents, open } = await page([code('a', '1'), code('b', '2'), code('c', '3')])
  await intents.runAll()
  const waiting = () => open().queue.map(({ cell }) => cell)
  expect(waiting()).toEqual(['a', 'b', 'c'])
  const runs = mustFind(host.callsOf('kernel:run')[0], 'a call')[1].map(({ run }) => run)
  intents.hear(NOTEBOOK, [{ kind: 'execute_input', run: runs[0] as RunId, execution_count: 1 }])
  expect(waiting()).toEqual(['b', 'c'])
  await intents.unqueue(({ cell }) => cell === 'c')
  expect(host.callsOf('kernel:unqueue')).toEqual([['n1', [runs[2]]]])
  intents.hear(NOTEBOOK, [{ kind: 'aborted', run: runs[2] as RunId }])
  expect(waiting()).toEqual(['b'])
  expect(open().runs.get('c' as CellId)?.status).toBe('aborted')
})

it('a cell tagged raises-exception is sent as one that may fail', async () => {
  const { host, intents } = await page([{ ...code('a', '1 / 0'), metadata: { tags: ['raises-exception'] } }])
  await intents.runAll()
  expect(mustFind(host.callsOf('kernel:run')[0], 'a call')[1]).toMatchObject([{ cell: 'a', mayFail: true }])
})
