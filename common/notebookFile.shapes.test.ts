/**
 * Notebook files as programs in the world write them: every one opens, comes back to the byte when nothing was edited,
 * and shows an edit in the edited cell alone.
 */
import { describe, expect, test } from 'vitest'
import type { Cell, Json } from './notebook'
import { newCellId } from './cellId'
import { SHAPES } from './notebookFile/testing/shapes'
import { readNotebook, writeNotebook } from './notebookFile'
import type { JsonNode, JsonTree } from './notebookFile/jsonTree'
import { isFault, memberOf, parseJson } from './notebookFile/jsonTree'

const names = Object.keys(SHAPES)

function cellNodes(text: string): { tree: JsonTree; nodes: readonly JsonNode[] } {
  const tree = parseJson(text, 3)
  if (isFault(tree))
    throw new Error(`${tree.reason} at ${tree.offset}: ${text.slice(tree.offset - 80, tree.offset + 20)}`)
  return { tree, nodes: memberOf(tree.root, 'cells')!.value.items! }
}

/** The text of each cell, and of all that is around them. */
function cut(text: string): { cells: string[]; around: string } {
  const { nodes } = cellNodes(text)
  const cells = nodes.map(({ start, end }) => text.slice(start, end))
  const around = nodes
    .toReversed()
    .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text)
  return { cells, around }
}

function read(text: string): readonly [cells: readonly Cell[], whole: Parameters<typeof writeNotebook>[0]] {
  const opened = readNotebook(text)
  if (!opened.ok) throw new Error(opened.problem.message)
  return [opened.value.notebook.cells, opened.value.notebook]
}

/** What a cell says, without the id that it may have been given. */
const said = (cell: Cell): object => ({ ...cell, id: null })

test('there are at least forty shapes', () => {
  expect(names.length).toBeGreaterThanOrEqual(40)
})

describe.each(names)('%s', (name) => {
  const text = SHAPES[name]!
  const [cells, notebook] = read(text)

  test('is the same file when saved without an edit', () => {
    expect(writeNotebook(notebook, text)).toBe(text)
  })

  test('is the same file when an editor turned all line breaks into plain ones', () => {
    const plain = cells.map((cell) => ({ ...cell, source: cell.source.replace(/\r\n?/g, '\n') }))
    expect(writeNotebook({ ...notebook, cells: plain }, text)).toBe(text)
  })

  test('shows an edit of a source in its own cell alone', () => {
    for (const [i, cell] of cells.entries()) {
      const edited = cells.with(i, { ...cell, source: `${cell.source.replace(/\r\n/g, '\n')}\nmore = "线"` })
      const written = writeNotebook({ ...notebook, cells: edited }, text)
      const [before, after] = [cut(text), cut(written)]
      expect(after.around).toBe(before.around)
      expect(after.cells.toSpliced(i, 1)).toEqual(before.cells.toSpliced(i, 1))
      expect(after.cells[i]).not.toBe(before.cells[i])
      expect(read(written)[0].map(said)).toEqual(edited.map((each) => lineBreaksAsIn(each, cells)).map(said))
    }
  })

  test('takes a new cell, loses one, and swaps two, leaving the text of the others', () => {
    const added: Cell = { id: newCellId(), cell_type: 'markdown', source: 'new', metadata: {} }
    const grown = writeNotebook({ ...notebook, cells: cells.toSpliced(1, 0, added) }, text)
    expect(cut(grown).cells.toSpliced(Math.min(1, cells.length), 1)).toEqual(cut(text).cells)
    expect(read(grown)[0].map(said)).toEqual(cells.toSpliced(1, 0, added).map(said))

    const shrunk = writeNotebook({ ...notebook, cells: cells.slice(1) }, text)
    expect(cut(shrunk).cells).toEqual(cut(text).cells.slice(1))
    const swapped = writeNotebook({ ...notebook, cells: cells.toReversed() }, text)
    expect(cut(swapped).cells).toEqual(cut(text).cells.toReversed())
  })

  test('has no id in a new cell of a version that knows none', () => {
    const added: Cell = { id: newCellId(), cell_type: 'raw', source: '', metadata: {} }
    const grown = writeNotebook({ ...notebook, cells: [...cells, added] }, text)
    const last = JSON.parse(cut(grown).cells.at(-1)!) as Record<string, Json>
    expect('id' in last).toBe(notebook.nbformat_minor >= 5)
  })

  test('keeps all but the outputs when a cell runs again', () => {
    for (const [i, cell] of cells.entries()) {
      if (cell.cell_type !== 'code') continue
      const run: Cell = {
        ...cell,
        execution_count: 77,
        outputs: [{ output_type: 'stream', name: 'stdout', text: 'α\nβ' }]
      }
      const written = writeNotebook({ ...notebook, cells: cells.with(i, run) }, text)
      const [before, after] = [cut(text), cut(written)]
      expect(after.around).toBe(before.around)
      expect(after.cells.toSpliced(i, 1)).toEqual(before.cells.toSpliced(i, 1))
      const kept = (cellText: string): string => withoutValues(cellText, ['execution_count', 'outputs', 'id'])
      if ('outputs' in (JSON.parse(nonFinite(before.cells[i]!)) as object))
        expect(kept(after.cells[i]!)).toBe(kept(before.cells[i]!))
      expect(said(read(written)[0][i]!)).toEqual(said(run))
    }
  })
})

/** An editor knows only plain line breaks; a source that had Windows line breaks gets them back. */
function lineBreaksAsIn(cell: Cell, cells: readonly Cell[]): Cell {
  const original = cells.find(({ id }) => id === cell.id)!.source
  return original.includes('\r\n') ? { ...cell, source: cell.source.replace(/\r?\n/g, '\r\n') } : cell
}

function withoutValues(cellText: string, keys: readonly string[]): string {
  const tree = parseJson(cellText, 1)
  if (isFault(tree)) throw new Error(tree.reason)
  const places = keys.flatMap((key) => memberOf(tree.root, key) ?? []).sort((a, b) => b.start - a.start)
  return places.reduce((rest, { value }) => rest.slice(0, value.start) + rest.slice(value.end), cellText)
}

const nonFinite = (text: string): string => text.replace(/\bNaN\b|-?\bInfinity\b/g, '0')
