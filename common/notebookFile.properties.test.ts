/** What holds for every notebook, every layout and every edit, tried on random ones. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CellId } from './brands'
import type { Cell, Json, JsonObject, Notebook, Output } from './notebook'
import { readNotebook, writeNotebook } from './notebookFile'
import { parseJson, isFault, memberOf } from './notebookFile/jsonTree'

const RUNS = 300

const line = fc.oneof(
  fc.constantFrom(
    '',
    'x = 1',
    'print("线程")',
    '    return',
    '\t# 🐍',
    '"\\n"',
    '\u001b[31mred',
    'a\u2028b',
    '\ud83d'
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 })
)
const text = fc.array(line, { maxLength: 5 }).map((lines) => lines.join('\n'))
// Through text, as JSON has no way to tell -0 from 0 that all programs keep.
const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json)
const metadata = fc.dictionary(fc.constantFrom('tags', 'collapsed', '名', 'execution', 'a"b'), json, {
  maxKeys: 3
})
const bundle: fc.Arbitrary<JsonObject> = fc
  .tuple(
    fc.dictionary(fc.constantFrom('text/plain', 'text/html', 'image/svg+xml', 'image/png'), text, {
      maxKeys: 3
    }),
    fc.dictionary(fc.constantFrom('application/json', 'application/vnd.vega.v5+json'), json, { maxKeys: 1 })
  )
  .map(([texts, data]) => ({ ...texts, ...data }))
const count = fc.option(fc.nat(999))
const output: fc.Arbitrary<Output> = fc.oneof(
  fc.record({
    output_type: fc.constant('stream' as const),
    name: fc.constantFrom('stdout' as const, 'stderr' as const),
    text
  }),
  fc.record({ output_type: fc.constant('display_data' as const), data: bundle, metadata }),
  fc.record({
    output_type: fc.constant('execute_result' as const),
    execution_count: count,
    data: bundle,
    metadata
  }),
  fc.record({
    output_type: fc.constant('error' as const),
    ename: line,
    evalue: text,
    traceback: fc.array(line, { maxLength: 3 })
  }),
  metadata.map((rest): Output => ({ output_type: 'unknown', json: { output_type: 'mime', ...rest } }))
)
const attachments = fc.record({ 'a.png': fc.record({ 'image/png': fc.base64String() }) })
const cellBody = fc.oneof(
  fc.record({
    cell_type: fc.constant('code' as const),
    source: text,
    metadata,
    execution_count: count,
    outputs: fc.array(output, { maxLength: 3 })
  }),
  fc.record({ cell_type: fc.constantFrom('markdown' as const, 'raw' as const), source: text, metadata }),
  fc.record({ cell_type: fc.constant('markdown' as const), source: text, metadata, attachments })
)
const id = fc.stringMatching(/^[a-zA-Z0-9_-]{1,10}$/)
const cells: fc.Arbitrary<Cell[]> = fc
  .tuple(fc.array(cellBody, { maxLength: 5 }), fc.uniqueArray(id, { minLength: 5, maxLength: 5 }))
  .map(([bodies, ids]) => bodies.map((body, i): Cell => ({ ...body, id: ids[i] as CellId })))
const notebook: fc.Arbitrary<Notebook> = fc.record({
  nbformat: fc.constant(4 as const),
  nbformat_minor: fc.integer({ min: 0, max: 5 }),
  metadata,
  cells
})

/** Another program's layout: order of keys shuffled, indented in its way, texts as lists or strings, escapes or none. */
const layout = fc.record({
  indent: fc.constantFrom('', ' ', '  ', '    ', '\t'),
  lineBreak: fc.constantFrom('\n', '\r\n'),
  isReversed: fc.boolean(),
  isAscii: fc.boolean(),
  lead: fc.constantFrom('', '\uFEFF'),
  end: fc.constantFrom('', '\n', '\n\n')
})
type Layout = typeof layout extends fc.Arbitrary<infer T> ? T : never

function laidOut(text: string, { indent, lineBreak, isReversed, isAscii, lead, end }: Layout): string {
  const value = JSON.parse(text) as Json
  const plain = JSON.stringify(isReversed ? reversed(value) : value, null, indent).replaceAll('\n', lineBreak)
  const escaped = plain.replace(
    /[\x7f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
  return lead + (isAscii ? escaped : plain) + end
}

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reversed(each)])
  )
}

function open(text: string): Notebook {
  const read = readNotebook(text)
  if (!read.ok) throw new Error(`${read.problem.message}\n${text}`)
  return read.value.notebook
}

function cellTexts(text: string): string[] {
  const tree = parseJson(text, 2)
  if (isFault(tree)) throw new Error(tree.reason)
  return memberOf(tree.root, 'cells')!.value.items!.map(({ start, end }) => text.slice(start, end))
}

const withoutIds = (notebook: Notebook): unknown => ({
  ...notebook,
  cells: notebook.cells.map((cell) => ({ ...cell, id: notebook.nbformat_minor < 5 ? '' : cell.id }))
})

test('what is written reads back the same', () => {
  fc.assert(
    fc.property(notebook, (each) => {
      expect(withoutIds(open(writeNotebook(each, null)))).toEqual(withoutIds(each))
    }),
    { numRuns: RUNS }
  )
})

test('a file in any layout comes back to the byte', () => {
  fc.assert(
    fc.property(notebook, layout, (each, manner) => {
      const text = laidOut(writeNotebook(each, null), manner)
      expect(writeNotebook(open(text), text)).toBe(text)
    }),
    { numRuns: RUNS }
  )
})

test('any notebook can be saved over any other, in any layout, and reads back the same', () => {
  fc.assert(
    fc.property(notebook, notebook, layout, (before, after, manner) => {
      const text = laidOut(writeNotebook(before, null), manner)
      // A cell that stays keeps its id, whatever else becomes of it.
      const ids = open(text).cells.map((cell) => cell.id)
      const kept = { ...after, cells: after.cells.map((cell, i) => ({ ...cell, id: ids[i] ?? cell.id })) }
      fc.pre(new Set(kept.cells.map((cell) => cell.id)).size === kept.cells.length)
      const written = writeNotebook({ ...kept, nbformat_minor: before.nbformat_minor }, text)
      const expected = { ...kept, nbformat_minor: before.nbformat_minor }
      expect(withoutIds(open(written))).toEqual(withoutIds(expected))
      expect(writeNotebook(expected, written)).toBe(written)
    }),
    { numRuns: RUNS }
  )
})

test('edits of some cells leave the text of the others, through several saves', () => {
  const edits = fc.array(fc.record({ at: fc.nat(4), source: text }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(notebook, layout, edits, (each, manner, steps) => {
      let text = laidOut(writeNotebook(each, null), manner)
      let now = open(text)
      for (const { at, source } of steps) {
        const place = at % Math.max(1, now.cells.length)
        const cell = now.cells[place]
        if (!cell) return
        now = { ...now, cells: now.cells.with(place, { ...cell, source }) }
        const written = writeNotebook(now, text)
        expect(cellTexts(written).toSpliced(place, 1)).toEqual(cellTexts(text).toSpliced(place, 1))
        text = written
      }
    }),
    { numRuns: RUNS }
  )
})

test('a cell that comes to say the same as a later one does not take its lines', () => {
  const cell = (source: string) => ({ source: [source], metadata: {}, cell_type: 'markdown' })
  const file = { nbformat_minor: 0, nbformat: 4, metadata: {}, cells: [cell('a'), cell('b'), cell('c')] }
  let text = JSON.stringify(file)
  let now = open(text)
  for (const [place, source] of [
    [2, ''],
    [1, '']
  ] as const) {
    now = { ...now, cells: now.cells.with(place, { ...now.cells[place]!, source }) }
    const written = writeNotebook(now, text)
    expect(cellTexts(written).toSpliced(place, 1)).toEqual(cellTexts(text).toSpliced(place, 1))
    text = written
  }
})

test('a file of ten thousand cells is read and written in linear time, in lines or in one', () => {
  const cell = { cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: ['x'] }
  const file = {
    cells: Array.from({ length: 10_000 }, () => cell),
    metadata: {},
    nbformat: 4,
    nbformat_minor: 4
  }
  for (const indent of [0, 1]) {
    const text = JSON.stringify(file, null, indent)
    expect(writeNotebook(open(text), text)).toBe(text)
  }
})
