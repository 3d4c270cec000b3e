import { describe, expect, it } from 'vitest'
import type { CellId, Ms, RunId } from '../../common/brands'
import type { Notebook } from '../../common/notebook'
import type { RunEvent } from '../../common/session'
import { fakeOpened } from '../fakeHost'
import { helpIn } from './help'
import { helpMatter } from './helpMatter'
import { setSource } from './notebook'
import { asked, edited, heard, openNotebook, type OpenNotebook } from './open'

const cell = 'c1' as CellId
const run = 'r1' as RunId
const NOW = 0 as Ms

function notebook(tags: readonly string[] = []): OpenNotebook {
  const own = { cell_type: 'code', id: cell, source: 'sleep(1)', metadata: { tags } } as const
  const file: Notebook = {
    ...{ nbformat: 4, nbformat_minor: 5, metadata: {} },
    cells: [
      { ...own, execution_count: null, outputs: [] },
      { ...own, id: 'c2' as CellId, source: 'x = 1', execution_count: null, outputs: [] }
    ]
  }
  return openNotebook(fakeOpened(file))
}

const FAILS: readonly RunEvent[] = [
  { kind: 'execute_input', run, execution_count: 1 },
  { kind: 'error', run, ename: 'NameError', evalue: "name 'sleep' is not defined", traceback: [] },
  { kind: 'execute_reply', run, status: 'error', execution_count: 1, wall_ms: 1 }
]

function failed(tags?: readonly string[]): OpenNotebook {
  return heard(asked(notebook(tags), [{ run, cell, code: 'sleep(1)' }]), FAILS, NOW)
}

function rule(open: OpenNotebook): string | undefined {
  const matter = helpMatter(open, cell)
  return matter === null ? undefined : helpIn(open, matter, [])?.rule
}

describe('help for a cell', () => {
  it('is there after a run that failed', () => {
    expect(rule(failed())).toBe('missing-import')
  })

  it('is there while a run goes on, by what the kernel tells', () => {
    const open = asked(notebook(), [{ run, cell, code: 'sleep(1)' }])
    const notice = { what: 'loop-idle', coroutines: [], count: 0 } as const
    expect(rule(heard(open, [FAILS[0]!, { kind: 'notice', run, notice }], NOW))).toBe('loop-idle')
  })

  it('goes when the code is edited', () => {
    const open = failed()
    expect(helpMatter(edited(open, setSource(open.notebook, cell, 'sleep(2)')), cell)).toBeNull()
  })

  it('goes when another cell sets the name', () => {
    const open = failed()
    expect(rule(edited(open, setSource(open.notebook, 'c2' as CellId, 'sleep = print')))).toBeUndefined()
  })

  it('is not given to a cell that is there to fail', () => {
    expect(helpMatter(failed(['raises-exception']), cell)).toBeNull()
  })
})
