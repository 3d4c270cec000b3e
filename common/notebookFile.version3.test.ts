import { expect, test } from 'vitest'
import type { Cell, Notebook } from './notebook'
import { readNotebook, writeNotebook } from './notebookFile'

/** As IPython 1 and 2 wrote notebooks, with every kind of cell and output that version 3 knows. */
const VERSION_3 = `{
 "metadata": {
  "name": "old one",
  "signature": "sha256:0",
  "author": "Ada"
 },
 "nbformat": 3,
 "nbformat_minor": 0,
 "worksheets": [
  {
   "cells": [
    {
     "cell_type": "heading",
     "level": 2,
     "metadata": {},
     "source": ["Two\\n", "lines"]
    },
    {
     "cell_type": "code",
     "collapsed": true,
     "input": ["x = 1\\n", "x"],
     "language": "python",
     "metadata": {"tags": []},
     "outputs": [
      {"output_type": "stream", "stream": "stderr", "text": ["a\\n", "b"]},
      {"output_type": "stream", "text": "c"},
      {"output_type": "pyout", "prompt_number": 7, "metadata": {"png": {"width": 3}},
       "text": ["1"], "html": ["<b>", "1</b>"], "png": "iVBORw0K", "jpeg": "x", "svg": "<svg/>", "latex": "$1$",
       "javascript": "1", "pdf": "y", "json": "{\\"a\\": [1]}"},
      {"output_type": "display_data", "json": "not JSON", "text": "2"},
      {"output_type": "pyerr", "ename": "E", "evalue": "v", "traceback": ["E", "v"]}
     ],
     "prompt_number": 7
    },
    {"cell_type": "markdown", "metadata": {}, "source": "prose"}
   ],
   "metadata": {}
  },
  {
   "cells": [
    {"cell_type": "html", "metadata": {}, "source": "<i>x</i>"},
    {"cell_type": "raw", "metadata": {}, "source": "raw"},
    {"cell_type": "code", "input": "", "language": "python", "metadata": {}, "outputs": []}
   ]
  }
 ]
}
`

function open(text: string): { notebook: Notebook; upgraded: boolean } {
  const read = readNotebook(text)
  if (!read.ok) throw new Error(read.problem.message)
  return read.value
}

function withoutId(cell: Cell): object {
  return Object.fromEntries(Object.entries(cell).filter(([key]) => key !== 'id'))
}

test('version 3 becomes 4.5, with the cells of all worksheets', () => {
  const { notebook, upgraded } = open(VERSION_3)
  expect(upgraded).toBe(true)
  expect(notebook).toMatchObject({ nbformat: 4, nbformat_minor: 5, metadata: { author: 'Ada' } })
  expect(notebook.metadata).toEqual({ author: 'Ada' })
  expect(notebook.cells.map(withoutId)).toEqual([
    { cell_type: 'markdown', metadata: {}, source: '## Two lines' },
    {
      cell_type: 'code',
      metadata: { tags: [], collapsed: true },
      source: 'x = 1\nx',
      execution_count: 7,
      outputs: [
        { output_type: 'stream', name: 'stderr', text: 'a\nb' },
        { output_type: 'stream', name: 'stdout', text: 'c' },
        {
          output_type: 'execute_result',
          execution_count: 7,
          metadata: { 'image/png': { width: 3 } },
          data: {
            'text/plain': '1',
            'text/html': '<b>1</b>',
            'image/png': 'iVBORw0K',
            'image/jpeg': 'x',
            'image/svg+xml': '<svg/>',
            'text/latex': '$1$',
            'application/javascript': '1',
            'application/pdf': 'y',
            'application/json': { a: [1] }
          }
        },
        {
          output_type: 'display_data',
          metadata: {},
          data: { 'application/json': 'not JSON', 'text/plain': '2' }
        },
        { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['E', 'v'] }
      ]
    },
    { cell_type: 'markdown', metadata: {}, source: 'prose' },
    { cell_type: 'markdown', metadata: {}, source: '<i>x</i>' },
    { cell_type: 'raw', metadata: {}, source: 'raw' },
    { cell_type: 'code', metadata: {}, source: '', execution_count: null, outputs: [] }
  ])
  expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(6)
})

test('version 3 stays as it is until it was edited', () => {
  expect(writeNotebook(open(VERSION_3).notebook, VERSION_3)).toBe(VERSION_3)
})

test('an edited version 3 is written as 4.5, in the layout of the old file', () => {
  const old = VERSION_3.replace(/^ +/gm, (indent) => indent.repeat(2))
  const { notebook } = open(old)
  const edited = { ...notebook, cells: notebook.cells.with(2, { ...notebook.cells[2]!, source: 'more' }) }
  const text = writeNotebook(edited, old)
  expect(open(text)).toEqual({ notebook: edited, upgraded: false })
  expect(text.startsWith('{\n  "cells": [\n    {\n      "cell_type": "markdown",\n')).toBe(true)
  expect(writeNotebook(edited, text)).toBe(text)
})
