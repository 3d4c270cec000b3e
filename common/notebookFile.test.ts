import { describe, expect, test } from 'vitest'
import type { CellId } from './brands'
import type { Cell, CodeCell, Notebook, Output } from './notebook'
import { newNotebook, readNotebook, writeNotebook } from './notebookFile'

/** A file with one code cell, in Jupyter's layout. */
const ONE_CELL = `{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 1,
   "id": "first",
   "metadata": {},
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "hello\\n"
     ]
    }
   ],
   "source": [
    "a = 1\\n",
    "b = 2\\n",
    "c = 3"
   ]
  }
 ],
 "metadata": {
  "language_info": {
   "name": "python"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`

function open(text: string): Notebook {
  const read = readNotebook(text)
  if (!read.ok) throw new Error(read.problem.message)
  return read.value.notebook
}

function withFirst(notebook: Notebook, change: Partial<CodeCell>): Notebook {
  return { ...notebook, cells: notebook.cells.with(0, { ...notebook.cells[0], ...change } as Cell) }
}

/** `- old` and `+ new` for lines that only one text has, in order; neighbours as they are printed by `diff`. */
function changes(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `- ${line.trim()}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line.trim()}`)
  ]
}

describe('an edit of a source', () => {
  const notebook = open(ONE_CELL)
  const edited = (source: string): string => writeNotebook(withFirst(notebook, { source }), ONE_CELL)

  test('in one line changes that line of the file', () => {
    expect(changes(ONE_CELL, edited('a = 1\nb = 20\nc = 3'))).toEqual(['- "b = 2\\n",', '+ "b = 20\\n",'])
  })
  test('that adds a line in the middle adds a line to the file', () => {
    expect(changes(ONE_CELL, edited('a = 1\nx = 0\nb = 2\nc = 3'))).toEqual(['+ "x = 0\\n",'])
  })
  test('that adds a line at the end touches the line before it, which now ends with a line break', () => {
    expect(changes(ONE_CELL, edited('a = 1\nb = 2\nc = 3\nd = 4'))).toEqual([
      '- "c = 3"',
      '+ "c = 3\\n",',
      '+ "d = 4"'
    ])
  })
  test('that empties the cell leaves an empty list, as Jupyter writes it', () => {
    expect(edited('')).toContain('"source": []\n')
    expect(writeNotebook(notebook, edited(''))).toBe(ONE_CELL)
  })
  test('can be taken back', () => {
    expect(writeNotebook(notebook, edited('other\n'))).toBe(ONE_CELL)
  })
  test('keeps the way in which the file spells the other lines', () => {
    const odd = ONE_CELL.replace('"a = 1\\n"', '"\\u0061 = 1\\n"').replace('"c = 3"', '"c \\u003d 3"')
    const written = writeNotebook(withFirst(open(odd), { source: 'z = 0\na = 1\nb = 5\nc = 3' }), odd)
    expect(changes(odd, written)).toEqual(['- "b = 2\\n",', '+ "z = 0\\n",', '+ "b = 5\\n",'])
  })
})

describe('a cell that ran', () => {
  const notebook = open(ONE_CELL)
  const outputs: Output[] = [
    { output_type: 'stream', name: 'stdout', text: 'hello\n' },
    {
      output_type: 'execute_result',
      execution_count: 2,
      data: { 'text/plain': 'a\nb', 'image/png': 'iVBORw0K\n' },
      metadata: {}
    }
  ]

  test('gets its outputs in the form and layout that Jupyter gives them', () => {
    const written = writeNotebook(withFirst(notebook, { execution_count: 2, outputs }), ONE_CELL)
    expect(written).toBe(
      ONE_CELL.replace('"execution_count": 1', '"execution_count": 2').replace(
        '\n    }\n   ],\n   "source"',
        `
    },
    {
     "data": {
      "image/png": "iVBORw0K\\n",
      "text/plain": [
       "a\\n",
       "b"
      ]
     },
     "execution_count": 2,
     "metadata": {},
     "output_type": "execute_result"
    }
   ],
   "source"`
      )
    )
  })
  test('and is cleared again has an empty list', () => {
    const written = writeNotebook(withFirst(notebook, { execution_count: null, outputs: [] }), ONE_CELL)
    expect(written).toContain('"execution_count": null,')
    expect(written).toContain('"outputs": [],')
  })
  test('can be made prose and code again', () => {
    const { id, source, metadata } = notebook.cells[0]!
    const prose: Notebook = { ...notebook, cells: [{ id, source, metadata, cell_type: 'markdown' }] }
    const written = writeNotebook(prose, ONE_CELL)
    expect(JSON.parse(written).cells[0]).toEqual({
      cell_type: 'markdown',
      id: 'first',
      metadata: {},
      source: ['a = 1\n', 'b = 2\n', 'c = 3']
    })
    expect(writeNotebook(notebook, written)).toBe(ONE_CELL)
  })
})

describe('metadata', () => {
  test('of a cell changes in the lines of the changed key', () => {
    const notebook = open(ONE_CELL)
    const tagged = writeNotebook(
      withFirst(notebook, { metadata: { tags: ['slow'], collapsed: true } }),
      ONE_CELL
    )
    expect(tagged).toContain(
      '   "metadata": {\n    "collapsed": true,\n    "tags": [\n     "slow"\n    ]\n   },\n'
    )
    const more = writeNotebook(
      withFirst(notebook, { metadata: { tags: ['slow', 'gil'], collapsed: true } }),
      tagged
    )
    expect(changes(tagged, more)).toEqual(['- "slow"', '+ "slow",', '+ "gil"'])
  })
  test('of the notebook keeps its order and its unknown keys', () => {
    const text = ONE_CELL.replace('"language_info": {', '"zebra": 1.0, "apple": [1,2],\n  "language_info": {')
    const notebook = open(text)
    const written = writeNotebook({ ...notebook, metadata: { ...notebook.metadata, title: 'T' } }, text)
    expect(changes(text, written)).toEqual(['+ },', '+ "title": "T"'])
    expect(written).toContain('"zebra": 1.0, "apple": [1,2],')
  })
})

describe('versions', () => {
  test('a notebook that is raised to 4.5 gets the ids of all its cells', () => {
    const old = ONE_CELL.replace('   "id": "first",\n', '').replace(
      '"nbformat_minor": 5',
      '"nbformat_minor": 4'
    )
    const notebook = open(old)
    const raised = writeNotebook({ ...notebook, nbformat_minor: 5 }, old)
    expect(JSON.parse(raised)).toMatchObject({ nbformat_minor: 5, cells: [{ id: notebook.cells[0]!.id }] })
  })
  test('cells without ids keep their text through many saves, though edited and moved about', () => {
    const cell = (source: string): string =>
      `{"source": ${JSON.stringify(source)}, "cell_type": "code", "odd": "${source}"}`
    let text = `{"cells": [${['a', 'b', 'c', 'd'].map(cell).join(', ')}], "nbformat": 4, "nbformat_minor": 2, "metadata": {}}`
    let notebook = open(text)
    const save = (cells: readonly Cell[]): void => {
      notebook = { ...notebook, cells }
      text = writeNotebook(notebook, text)
    }
    save(notebook.cells.toSpliced(0, 1))
    save(notebook.cells.with(1, { ...notebook.cells[1]!, source: 'c2' }))
    save(notebook.cells.with(1, { ...notebook.cells[1]!, source: 'c3' }))
    const fresh: Cell = { id: 'new' as CellId, cell_type: 'raw', source: 'n', metadata: {} }
    save(notebook.cells.toSpliced(1, 0, fresh))
    save([notebook.cells[3]!, ...notebook.cells.slice(0, 3)])
    const odd = (JSON.parse(text) as { cells: { source: string; odd?: string }[] }).cells
    expect(odd.map((each) => [[each.source].flat().join(''), each.odd])).toEqual([
      ['d', 'd'],
      ['b', 'b'],
      ['n', undefined],
      ['c3', 'c']
    ])
  })
  test('ids are made on reading, the same every time', () => {
    const old = ONE_CELL.replace('"nbformat_minor": 5', '"nbformat_minor": 4').replace('"id": "first",', '')
    expect(open(old).cells[0]!.id).toMatch(/^[0-9a-f]{16}$/)
    expect(open(old)).toEqual(open(old))
  })
})

describe('a new notebook', () => {
  test('is 4.5 with one empty code cell, and reads back the same', () => {
    const notebook = newNotebook()
    const text = writeNotebook(notebook, null)
    expect(open(text)).toEqual(notebook)
    expect(writeNotebook(notebook, text)).toBe(text)
    expect(JSON.parse(text)).toMatchObject({
      nbformat: 4,
      nbformat_minor: 5,
      cells: [{ source: [], outputs: [] }]
    })
    expect(text.endsWith('}\n')).toBe(true)
  })
})
