import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CellId, RunId } from '../../common/brands'
import type { Question } from '../../common/protocol'
import type { RunEvent } from '../../common/session'
import { chooseInterpreter } from './interpreters'
import { KernelSession } from './KernelSession'
import { Questions } from './Questions'

const WAIT = { timeout: 20_000, interval: 5 }

const variables = (request: number, name: string) =>
  ({ kind: 'variables_reply', request, variables: [{ name, type: 'int', value: '1' }] }) as const

describe('questions', () => {
  let sent: Question[]
  let questions: Questions
  beforeEach(() => {
    vi.useFakeTimers()
    sent = []
    questions = new Questions((question) => sent.push(question) > 0)
  })
  afterEach(() => vi.useRealTimers())

  test('find their answers by number, whatever the order', async () => {
    const first = questions.variables()
    const second = questions.variables()
    questions.answer(variables(sent[1]!.request, 'b'))
    questions.answer(variables(sent[0]!.request, 'a'))
    expect((await first)[0]?.name).toBe('a')
    expect((await second)[0]?.name).toBe('b')
  })

  test('that nobody answers in time have no answer, and a late one disturbs nobody', async () => {
    const asked = questions.variables()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await asked).toEqual([])
    questions.answer(variables(sent[0]!.request, 'late'))
  })

  test('of a kernel that has gone have no answer, at once', async () => {
    const asked = questions.variables()
    questions.giveUp()
    expect(await asked).toEqual([])
  })
})

describe('of a real kernel', () => {
  let events: RunEvent[]
  let session: KernelSession
  beforeEach(async () => {
    const python = await chooseInterpreter({ folder: null })
    if (!python.ok) throw new Error(python.problem.message)
    events = []
    session = new KernelSession({
      interpreter: python.value,
      cwd: tmpdir(),
      kernelsFolder: resolve('kernels'),
      onEvents: (batch) => events.push(...batch),
      onState: () => undefined,
      onTerminal: () => undefined,
      onNonsense: (problem) => expect.unreachable(problem)
    })
  })
  afterEach(() => session.stop())

  /** Runs a cell until such an event comes. */
  async function run(code: string, until: RunEvent['kind']): Promise<void> {
    events = []
    session.run([{ run: `r${performance.now()}` as RunId, cell: 'c' as CellId, code }])
    await vi.waitUntil(() => events.some((event) => event.kind === until), WAIT)
  }

  test('answers come while a cell runs, with positions as the page counts', async () => {
    await run('import os; 名字 = [1, 2]', 'execute_reply')
    await run('print("in", flush=True)\nwhile True: pass', 'stream')
    const code = '"🐍"; os.pathse'
    const { matches, from, to } = await session.questions.complete(code, code.length)
    expect(matches).toEqual([{ text: 'pathsep', type: 'instance', detail: 'str' }])
    expect([code.slice(from, to), to]).toEqual(['pathse', code.length])
    const { found, data } = await session.questions.inspect('len(', 4, false)
    expect([found, String(data['text/plain']).split('\n')[0]]).toEqual([true, 'len(obj, /)'])
    expect(await session.questions.variables()).toContainEqual({
      name: '名字',
      type: 'list',
      size: '2 items',
      value: '[1, 2]'
    })
    expect(session.state.status).toBe('busy')
    session.interrupt()
    await vi.waitUntil(() => session.state.status === 'idle', WAIT)
  })

  test('without a kernel there is nothing to say, at once', async () => {
    expect(await session.questions.complete('os.', 3)).toEqual({ matches: [], from: 3, to: 3 })
    expect(await session.questions.inspect('os', 1, true)).toEqual({ found: false, data: {} })
    expect(await session.questions.variables()).toEqual([])
    expect(session.state.status).toBe('none')
  })

  test('slow motion is told in what the kernel says of itself', async () => {
    await session.start()
    session.setSwitchInterval(0.25)
    const seconds = (): number | null => ('info' in session.state ? session.state.info.switch_interval : null)
    await vi.waitUntil(() => seconds() === 0.25, WAIT)
  })
})
