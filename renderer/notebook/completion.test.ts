import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import { pythonLanguage } from '@codemirror/lang-python'
import { EditorState } from '@codemirror/state'
import { describe, expect, test } from 'vitest'
import type { CellId, NotebookId } from '../../common/brands'
import type { KernelState } from '../../common/session'
import { FakeHost, FAKE_HELLO, fakeOpened, type Answers } from '../fakeHost'
import { pageFrame } from '../frame'
import { createAppStore } from '../state/app'
import { remove } from '../state/cellEdits'
import { createIntents } from '../state/intents/intents'
import { openNotebook, type OpenNotebook } from '../state/open'
import { completionSource, opensAlone, wantsBrackets } from './completion'
import { kernelHelp } from './kernelHelp'

const id = 'n1' as NotebookId
const cell = (name: string, source: string) => ({
  ...{ cell_type: 'code' as const, id: name as CellId, source, metadata: {} },
  execution_count: null,
  outputs: []
})
const NOTEBOOK = {
  ...{ nbformat: 4 as const, nbformat_minor: 5, metadata: {} },
  cells: [cell('a', 'worker_count = 4'), cell('b', '')]
}

/** Completes `code` at its `|`. */
async function complete(
  code: string,
  status: 'busy' | 'none',
  answers: Answers = {},
  explicit = true,
  change = (open: OpenNotebook): OpenNotebook => open
): Promise<{ result: CompletionResult | null; host: FakeHost }> {
  const host = new FakeHost(answers)
  const store = createAppStore(FAKE_HELLO)
  const kernel = { status } as KernelState
  store.setState({ open: change({ ...openNotebook(fakeOpened(NOTEBOOK, { id })), kernel }) })
  const help = kernelHelp(store, createIntents(store, host, pageFrame))
  const pos = code.indexOf('|')
  const state = EditorState.create({ doc: code.replace('|', ''), extensions: pythonLanguage })
  return { result: await completionSource(help)(new CompletionContext(state, pos, explicit)), host }
}
const labels = (result: CompletionResult | null): string[] => result?.options.map(({ label }) => label) ?? []

describe('with a kernel', () => {
  const sqrt: Answers = {
    'kernel:complete': async () => ({
      matches: [{ text: 'sqrt', type: 'function', detail: '(x, /)' }],
      from: 5,
      to: 7
    })
  }

  test('it is asked, also while a cell runs, and its answer is where it says', async () => {
    const { result, host } = await complete('math.sq|', 'busy', sqrt)
    expect(result).toMatchObject({ from: 5, to: 7 })
    expect(result?.options).toMatchObject([{ label: 'sqrt', type: 'function', detail: '(x, /)' }])
    expect(host.callsOf('kernel:complete')).toEqual([[id, 'math.sq', 7]])
  })

  test('positions are the editor’s own, also behind emoji', async () => {
    const { host } = await complete('"🐍"; math.sq|', 'busy', sqrt)
    expect(host.callsOf('kernel:complete')).toEqual([[id, '"🐍"; math.sq', 13]])
  })

  test('one that says nothing shows nothing', async () => {
    expect((await complete('math.sq|', 'busy')).result).toBeNull()
  })

  test('typing asks only where a list is expected, and never in comments', async () => {
    for (const code of ['x|', 'x = 1 |', '# math.sq|', '"a word|"']) {
      const { host } = await complete(code, 'busy', sqrt, false)
      expect(host.callsOf('kernel:complete'), code).toEqual([])
    }
  })
})

describe('without a kernel', () => {
  test('there are Python’s words, the cell’s names and those of other cells; nothing is asked', async () => {
    const { result, host } = await complete('thread_one = 1\nth|', 'none')
    expect(labels(result)).toEqual(expect.arrayContaining(['thread_one', 'worker_count', 'print', 'while']))
    expect(new Set(labels(result)).size).toBe(labels(result).length)
    expect(result?.from).toBe(15)
    expect(host.calls).toEqual([])
  })

  test('words of deleted cells are gone with them', async () => {
    const { result } = await complete('w|', 'none', {}, true, (open) => ({
      ...open,
      notebook: remove(open.notebook, ['a' as CellId])
    }))
    expect(labels(result)).toContain('while')
    expect(labels(result)).not.toContain('worker_count')
  })

  test('behind a dot there are no builtins', async () => {
    expect(labels((await complete('x.pr|', 'none')).result)).not.toContain('print')
  })
})

test.each([
  ['import ma', true],
  ['from os import pa', true],
  ['os.', true],
  ['f(x).', true],
  ['线程.', true],
  ['%ti', true],
  ['d["', true],
  ['ab', true],
  ['名字', true],
  ['a', false],
  ['3.', false],
  ['x = 12', false],
  ['f(', false]
])('a list opens alone after %s: %s', (line, expected) => {
  expect(opensAlone(line, true)).toBe(expected)
})

test.each([
  ['ro|', true],
  ['x = ro|', true],
  ['Thread(target=ro|)', false],
  ['map(ro|', false],
  ['@ro|', false],
  ['from math import ro|', false],
  ['ro|(2)', false]
])('a function’s brackets come too in %s: %s', (code, expected) => {
  const pos = code.indexOf('|')
  const state = EditorState.create({ doc: code.replace('|', ''), extensions: pythonLanguage })
  expect(wantsBrackets(state, pos - 2, pos)).toBe(expected)
})
