import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDocument, writeDocument } from './documentFile'
import type { TextKind } from './documentFile/textKinds'
import { newCellId } from './cellId'
import type { Cell, JsonObject, Notebook } from './notebook'
import { newNotebook } from './notebookFile'

const KINDS: readonly TextKind[] = ['markdown', 'myst', 'percent']

function notebook(cells: readonly (readonly [Cell['cell_type'], string, JsonObject?])[]): Notebook {
  return {
    ...newNotebook(),
    cells: cells.map(([cell_type, source, metadata = {}]): Cell => {
      const cell = { id: newCellId(), source, metadata }
      return cell_type === 'code'
        ? { ...cell, cell_type, execution_count: null, outputs: [] }
        : { ...cell, cell_type }
    })
  }
}

const saidBy = ({ cells }: Notebook): unknown[] =>
  cells.map(({ cell_type, source, metadata }) => [cell_type, source, metadata])

/** Texts of which each could be a line of any format. */
const line = fc.constantFrom(
  'text',
  '  indented',
  '\tx',
  '# Title',
  'Setext',
  '===',
  '---',
  'key: value',
  '- item',
  '   more',
  '> quote',
  '',
  '',
  '```',
  '```python',
  '~~~ py',
  '````',
  '   ```python',
  '```text',
  '```{code-cell}',
  '```{code-cell} ipython3',
  '```{raw-cell}',
  ':tags: [a, "b"]',
  '+++',
  '+++ {"a": 1}',
  '+++ junk',
  '# %%',
  '# %% [markdown]',
  '#%% [raw] key="value"',
  '# %% A title {"a": [1]}',
  '# In[3]:',
  '# prose',
  '#',
  '"""',
  "'''",
  '%time x',
  '# !ls',
  '\u3000\u3000中文',
  '<!-- a',
  '-->',
  'x = 1'
)
const anyText = fc
  .tuple(fc.array(line, { maxLength: 25 }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), fc.boolean())
  .map(
    ([lines, end, hasMark, endsOpen]) => `${hasMark ? '\uFEFF' : ''}${lines.join(end)}${endsOpen ? '' : end}`
  )

describe.each(KINDS)('%s', (kind) => {
  test('a file that was not edited is the same when it is saved, whatever is in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const read = readDocument(text, kind)
        expect(writeDocument(read, kind, text)).toBe(text)
      }),
      { numRuns: 100 }
    )
  })

  test('an edit of one cell is in the file, and the others say what they said', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (text, n) => {
        const read = readDocument(text, kind)
        const at = n % read.cells.length
        const cells = read.cells.map((cell, i) => (i === at ? { ...cell, source: 'edited = 1' } : cell))
        const again = readDocument(writeDocument({ ...read, cells }, kind, text), kind)
        const words = (source: string): string => source.replace(/\s+/g, ' ')
        const all = (cells: readonly Cell[]): string => words(cells.map(({ source }) => source).join('\n'))
        expect(all(again.cells)).toContain('edited = 1')
        const code = cells.filter(({ cell_type }) => cell_type === 'code').map(({ source }) => source.trim())
        const now = again.cells
          .filter(({ cell_type }) => cell_type === 'code')
          .map(({ source }) => source.trim())
        for (const each of code) expect(now.join('\n')).toContain(each)
      }),
      { numRuns: 100 }
    )
  })
})

/** Sources without what a format takes for a mark of its own; those have their own tests. */
const source = fc
  .array(
    fc.constantFrom(
      'x = 1',
      '    y',
      '',
      'def f():',
      '"""',
      '```',
      '`````',
      '# a comment',
      ':odd',
      '---',
      '%time f()',
      '\\',
      '中文',
      '# # %x'
    ),
    { minLength: 1, maxLength: 8 }
  )
  .map((lines) => lines.join('\n'))
  .filter((text) => text.trim() !== '' && text === text.trim() && !/^---/.test(text))
const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as never)
const metadata = fc.dictionary(
  fc.constantFrom('tags', 'a b', 'name', 'x.y', '`', 'title', 'No', '=', '__a'),
  json,
  { maxKeys: 3 }
)
const balanced = (text: string): boolean => (text.match(/"""/g) ?? []).length % 2 === 0

describe.each(['myst', 'percent'] as const)('a new file as %s', (kind) => {
  test('holds every cell, with its type and metadata', () => {
    const cell = fc.tuple(fc.constantFrom('code', 'markdown', 'raw'), source, metadata)
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (all) => {
        // Raw cells of MyST have no way to say that a fence in them is open; strings that stay open swallow marks.
        const cells = all.filter(([type, text]) => (type === 'code' ? balanced(text) : !/```/.test(text)))
        if (cells.length === 0) return
        const made = notebook(cells as never)
        expect(saidBy(readDocument(writeDocument(made, kind, null), kind))).toEqual(saidBy(made))
      }),
      { numRuns: 100 }
    )
  })
})
