import { describe, expect, it } from 'vitest'
import type { CellId } from '../../common/brands'
import type { Cell } from '../../common/notebook'
import { contentsOf, entryAt } from './contents'
import { notebookState } from './notebook'
import { askedRun, savedRun, type Run } from './runs'

const id = (name: string): CellId => name as CellId

/** Cells by name: what begins with `#` or has a line break is Markdown, the rest is code. */
function notebook(sources: Readonly<Record<string, string>>) {
  const cells = Object.entries(sources).map(([name, source]): Cell => {
    const base = { id: id(name), source, metadata: {} }
    return /^#|\n/.test(source)
      ? { ...base, cell_type: 'markdown' }
      : { ...base, cell_type: 'code', execution_count: null, outputs: [] }
  })
  return notebookState({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells })
}
const draw = (state: ReturnType<typeof notebook>, runs: ReadonlyMap<CellId, Run> = new Map()) =>
  contentsOf(state, runs).map(
    ({ depth, title, state: mark, hasInner }) =>
      `${'  '.repeat(depth)}${title}${hasInner ? ' …' : ''}${mark === null ? '' : ` (${mark})`}`
  )

describe('the table of contents', () => {
  it('is a tree of all headings, however levels are left out', () => {
    const state = notebook({
      a: '# One',
      b: 'text\n### Deep\n\n## Less deep',
      c: '1 + 1',
      d: '# Two\n```\n# no heading\n```'
    })
    expect(draw(state)).toEqual(['One …', '  Deep', '  Less deep', 'Two'])
  })

  it('reads without marks', () => {
    expect(draw(notebook({ a: '# **Threads** and `asyncio`, [see](x.md) <a id="x"></a>' }))).toEqual([
      'Threads and asyncio, see'
    ])
    expect(draw(notebook({ a: '# `*`' }))).toEqual(['`*`'])
  })

  it('shows what runs and what failed in a section and in those around it', () => {
    const state = notebook({ a: '# One', b: '## Inner', c: '1', d: '# Two', e: '2', f: '# Three', g: '3' })
    const run = (cell: string, status: Run['status']): [CellId, Run] => [
      id(cell),
      { ...savedRun(id(cell), 1), status }
    ]
    const runs = new Map([run('c', 'failed'), [id('e'), askedRun('r' as never, id('e'))], run('g', 'done')])
    expect(draw(state, runs)).toEqual(['One … (failed)', '  Inner (failed)', 'Two (running)', 'Three'])
    // What still runs may mend it.
    const both = new Map([[id('c'), askedRun('r' as never, id('c'))], run('e', 'failed')])
    expect(draw(notebook({ a: '# One', c: '1', e: '2' }), both)).toEqual(['One (running)'])
  })

  it('knows the heading that a cell stands below', () => {
    const state = notebook({ x: '0', a: '# One', b: '1', c: 'text\n## A\n## B', d: '2' })
    const entries = contentsOf(state, new Map())
    const at = (cell: string, passed = 0) =>
      entryAt(entries, state.order, { cell: id(cell), passed })?.title ?? null
    expect(['x', 'a', 'b', 'c', 'd'].map((cell) => at(cell))).toEqual([null, 'One', 'One', 'A', 'B'])
    expect([1, 2, 3].map((passed) => at('c', passed))).toEqual(['A', 'B', 'B'])
    expect(entryAt(entries, state.order, null)).toBeNull()
  })
})
