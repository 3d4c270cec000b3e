/** Files that cannot be shown: what is said about them, and that even huge ones are refused at once. */
import { expect, test } from 'vitest'
import { readNotebook } from './notebookFile'

const cell = (json: string): string =>
  `{"nbformat": 4, "nbformat_minor": 5, "metadata": {},\n"cells": [\n${json}]}`

const FAULTS: [name: string, text: string, code: string, message: RegExp][] = [
  ['nothing', '', 'not-a-notebook', /the file is empty/],
  ['white space', ' \n\t', 'not-a-notebook', /the file is empty/],
  ['text', 'hello', 'not-a-notebook', /a value is missing \(line 1, column 1\)/],
  ['a web page', '<!DOCTYPE html>', 'not-a-notebook', /line 1, column 1/],
  ['a list', '[]', 'not-a-notebook', /not an object/],
  ['a string', '"x"', 'not-a-notebook', /not an object/],
  ['any other JSON', '{"a": 1}', 'not-a-notebook', /does not say its version/],
  ['a version in words', '{"nbformat": "4", "cells": []}', 'not-a-notebook', /does not say its version/],
  ['version 1', '{"nbformat": 1, "cells": []}', 'unsupported-version', /version 1/],
  ['version 2', '{"nbformat": 2, "worksheets": []}', 'unsupported-version', /version 2 .* older Jupyter/],
  ['version 5', '{"nbformat": 5, "cells": []}', 'unsupported-version', /version 5 .* newer program/],
  ['version 4 without cells', '{"nbformat": 4, "metadata": {}}', 'not-a-notebook', /no list of cells/],
  [
    'cells that are no list',
    '{"nbformat": 4,\n "cells": {}}',
    'not-a-notebook',
    /not a list \(line 2, column 11\)/
  ],
  [
    'metadata that is no object',
    '{"nbformat": 4, "metadata": [], "cells": []}',
    'not-a-notebook',
    /metadata.*line 1, column 29/
  ],
  ['version 3 without worksheets', '{"nbformat": 3, "cells": []}', 'not-a-notebook', /no worksheets/],
  [
    'version 3 with a faulty cell',
    '{"nbformat": 3, "worksheets": [{"cells": [{"source": "x"}]}]}',
    'not-a-notebook',
    /cell has no type: cell 1/
  ],
  [
    'a cell that is no object',
    cell('1'),
    'not-a-notebook',
    /a cell is not an object: cell 1, line 3, column 1/
  ],
  [
    'a cell without a type',
    cell('{"cell_type": "raw"},\n {"source": "x"}'),
    'not-a-notebook',
    /no type: cell 2, line 4, column 2/
  ],
  [
    'a type that is no word',
    cell('{"cell_type": null}'),
    'not-a-notebook',
    /no type: cell 1, line 3, column 15/
  ],
  [
    'a source that is a number',
    cell('{"cell_type": "code", "source": 1}'),
    'not-a-notebook',
    /source.*cell 1, line 3, column 33/
  ],
  [
    'a source with a number in it',
    cell('{"cell_type": "code", "source": ["a", 1]}'),
    'not-a-notebook',
    /source/
  ],
  [
    'cell metadata that is no object',
    cell('{"cell_type": "code", "metadata": 1}'),
    'not-a-notebook',
    /metadata of a cell/
  ],
  [
    'outputs that are no list',
    cell('{"cell_type": "code", "outputs": {}}'),
    'not-a-notebook',
    /outputs of a cell are not a list/
  ],
  [
    'an output that is no object',
    cell('{"cell_type": "code", "outputs": [1]}'),
    'not-a-notebook',
    /output of a cell is not an object/
  ],
  [
    'attachments that are no object',
    cell('{"cell_type": "raw", "attachments": 1}'),
    'not-a-notebook',
    /attachments/
  ],
  ['a file that was cut off', cell('{"cell_type": "code"').slice(0, -4), 'not-a-notebook', /ends/],
  [
    'a file that was cut off in a string',
    '{"nbformat": 4,\n "cells',
    'not-a-notebook',
    /inside the string that begins here \(line 2, column 2\)/
  ],
  [
    'a trailing comma',
    '{"nbformat": 4,\n}',
    'not-a-notebook',
    /a key in double quotes is missing \(line 2, column 1\)/
  ],
  ['a comment', '{"nbformat": 4, // four\n}', 'not-a-notebook', /line 1, column 17/],
  ['single quotes', "{'nbformat': 4}", 'not-a-notebook', /double quotes/],
  [
    'two notebooks in one file',
    '{"nbformat": 4}\n{}',
    'not-a-notebook',
    /more text after the end.*line 2, column 1/
  ],
  ['marks of an unfinished merge', '{\n<<<<<<< HEAD\n "nbformat": 4}', 'not-a-notebook', /line 2, column 1/],
  [
    'a line break in a string',
    '{"nbformat": "4\n"}',
    'not-a-notebook',
    /unescaped line break.*line 1, column 16/
  ],
  ['a faulty escape', '{"nbformat": "\\x"}', 'not-a-notebook', /escape.*column 15/],
  ['a number with a leading zero', '{"nbformat": 04}', 'not-a-notebook', /comma or } is missing/]
]

test.each(FAULTS)('%s', (_name, text, code, message) => {
  const read = readNotebook(text)
  expect(read).toMatchObject({ ok: false, problem: { code } })
  expect(read.ok ? '' : read.problem.message).toMatch(message)
})

test('every beginning of a notebook is refused, whatever it was cut off in', () => {
  const whole = cell(
    '{"cell_type": "code", "metadata": {"n": -1.5e3, "t": true}, "source": ["\\u00e9\\n"], "outputs": []}'
  )
  expect(readNotebook(whole).ok).toBe(true)
  for (let length = 0; length < whole.length; length++)
    expect(readNotebook(whole.slice(0, length)).ok).toBe(false)
})

test.each([
  ['brackets', '['],
  ['braces', '{"a":'],
  ['quotes', '"'],
  ['white space', ' '],
  ['backslashes', '\\'],
  ['digits', '9']
])('a hundred megabytes of %s are refused', (_name, piece) => {
  expect(readNotebook(piece.repeat(100_000_000 / piece.length))).toMatchObject({
    ok: false,
    problem: { code: 'not-a-notebook' }
  })
})
