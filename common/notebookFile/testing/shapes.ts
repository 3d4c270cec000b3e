/** Notebook files as programs in the world write them, by what is special about each. */
import type { JsonObject } from '../../notebook'

const METADATA: JsonObject = {
  kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
  language_info: { name: 'python', version: '3.12.1' }
}
const CODE: JsonObject = {
  cell_type: 'code',
  execution_count: 2,
  metadata: {},
  outputs: [{ name: 'stdout', output_type: 'stream', text: ['one\n', 'two\n'] }],
  source: ['for word in words:\n', '    print(word)\n', 'len(words)']
}
const PROSE: JsonObject = { cell_type: 'markdown', metadata: {}, source: ['# Title\n', '\n', 'Text'] }
const RAW: JsonObject = {
  cell_type: 'raw',
  metadata: { raw_mimetype: 'text/restructuredtext' },
  source: ['.. note::']
}

/** A file of this minor version in Jupyter's layout, or another one. */
function file(
  minor: number,
  cells: readonly JsonObject[],
  indent: number | string = 1,
  more: JsonObject = {}
): string {
  const withIds = minor < 5 ? cells : cells.map((cell, i) => ({ ...cell, id: `cell-${i}` }))
  const notebook = { cells: withIds, metadata: METADATA, nbformat: 4, nbformat_minor: minor, ...more }
  return JSON.stringify(notebook, null, indent)
}

/** A cell with these outputs. */
function printing(...outputs: JsonObject[]): JsonObject {
  return { ...CODE, outputs }
}

function result(data: JsonObject, metadata: JsonObject = {}): JsonObject {
  return { data, execution_count: 2, metadata, output_type: 'execute_result' }
}

const jupyter = (cells: readonly JsonObject[]): string => `${file(5, cells)}\n`
const three = [PROSE, CODE, RAW]
const chinese = [
  { ...PROSE, source: ['# 并发编程 🐍\n', '进程与线程'] },
  { ...CODE, source: ['print("线程")'] }
]
const bigPicture = 'iVBORw0KGgo'.repeat(30_000)

function asciiOnly(text: string): string {
  return text.replace(/[\x7f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

export const SHAPES: Readonly<Record<string, string>> = {
  'version 4.0': `${file(0, three)}\n`,
  'version 4.1, a raw cell with an attachment': `${file(1, [CODE, { ...RAW, attachments: { a: { 'text/plain': 'b' } } }])}\n`,
  'version 4.2, JSON data': `${file(2, [printing(result({ 'application/json': { a: [1, 2] } }))])}\n`,
  'version 4.3, a title': `${file(3, three, 1, { metadata: { ...METADATA, title: 'T', authors: [{ name: 'A' }] } })}\n`,
  'version 4.4, execution times': `${file(4, [{ ...CODE, metadata: { execution: { 'iopub.status.busy': '2024-01-01T00:00:00Z' } } }])}\n`,
  'version 4.5': jupyter(three),
  'a minor version that does not exist yet': `${file(9, three)}\n`,
  'no line break at the end': file(5, three),
  'several line breaks at the end': `${file(5, three)}\n\n\n`,
  'Windows line breaks between the lines of JSON': jupyter(three).replaceAll('\n', '\r\n'),
  'line breaks of the old Macintosh': jupyter(three).replaceAll('\n', '\r'),
  'a byte order mark': `\uFEFF${jupyter(three)}`,
  'a byte order mark and Windows line breaks': `\uFEFF${jupyter(three).replaceAll('\n', '\r\n')}`,
  'two spaces': file(5, three, 2),
  'four spaces': `${file(4, three, 4)}\n`,
  tabs: file(5, three, '\t'),
  'one line, as JSON.stringify writes': file(5, three, 0),
  'one line, as json.dumps writes': file(5, three, 0)
    .replaceAll('":', '": ')
    .replaceAll(',"', ', "')
    .replaceAll(',{', ', {'),
  'a cell per line': `{"cells":[\n${[PROSE, CODE].map((cell) => JSON.stringify(cell)).join(',\n')}\n],"metadata":{},"nbformat":4,"nbformat_minor":4}\n`,
  'no indentation, but lines': file(5, three, ' ').replace(/^ +/gm, ''),
  'a space before colons': jupyter(three).replaceAll('": ', '" : '),
  'white space in odd places': jupyter(three)
    .replace('"cells": [', '"cells"  :\t[ ')
    .replace('"nbformat": 4', ' "nbformat":4 '),
  'sources as strings': file(
    4,
    [
      { ...PROSE, source: '# Title\n\nText' },
      { ...CODE, source: 'a = 1\nb = 2' }
    ],
    2
  ),
  'sources and outputs as strings': file(5, [
    { ...CODE, source: 'a\nb', outputs: [{ name: 'stderr', output_type: 'stream', text: 'x\ny\n' }] }
  ]),
  'a list with several lines in one item': jupyter([{ ...CODE, source: ['a = 1\nb = 2\n', 'c = 3'] }]),
  'a line cut in two items': jupyter([{ ...CODE, source: ['print(', '1)\n', 'print(2)'] }]),
  'empty sources, as a list and as a string': jupyter([
    { ...CODE, source: [] },
    { ...CODE, source: '' },
    { ...PROSE, source: [''] }
  ]),
  'sources with Windows line breaks': jupyter([
    { ...CODE, source: ['a = 1\r\n', 'b = 2\r\n', 'c = 3'] },
    { ...PROSE, source: 'x\r\ny' }
  ]),
  'form feeds and Unicode line separators in a source': jupyter([
    { ...CODE, source: ['a\u2028b\n', 'c\fd'] }
  ]),
  'Chinese and emoji as they are': jupyter(chinese),
  'Chinese and emoji as escapes': asciiOnly(jupyter(chinese)),
  'half a surrogate pair': jupyter(three).replace('Title', 'Ti\\ud83dtle'),
  'escaped slashes and HTML, as Colab writes': jupyter([{ ...PROSE, source: ['<a href="x/y">x</a>\n', 'z'] }])
    .replaceAll('<', '\\u003c')
    .replaceAll('/', '\\/'),
  'capital letters in escapes': jupyter(chinese).replace('并', '\\u5E76').replace('发', '\\u53D1'),
  "Colab's order of keys": file(
    0,
    [
      {
        cell_type: 'code',
        source: ['x = 1\n', 'x'],
        metadata: { id: 'aB3_x', colab: { base_uri: 'https://localhost:8080/' } },
        execution_count: null,
        outputs: []
      }
    ],
    2
  ),
  "VS Code's metadata": file(2, [{ ...CODE, metadata: { vscode: { languageId: 'python' } } }], 1, {
    metadata: { language_info: { name: 'python' }, orig_nbformat: 4 }
  }),
  'widgets in the metadata': file(5, three, 1, {
    metadata: {
      ...METADATA,
      widgets: { 'application/vnd.jupyter.widget-state+json': { state: {}, version_major: 2 } }
    }
  }),
  'papermill, tags and slides': jupyter([
    {
      ...CODE,
      metadata: {
        tags: ['parameters'],
        slideshow: { slide_type: 'slide' },
        papermill: { duration: 0.5, exception: null }
      }
    },
    PROSE
  ]),
  'a picture attached to prose': jupyter([
    { ...PROSE, attachments: { 'p.png': { 'image/png': 'iVBORw0KGgo=' } } },
    CODE
  ]),
  'all kinds of outputs': jupyter([
    printing(
      { name: 'stderr', output_type: 'stream', text: 'careful\n' },
      {
        data: { 'text/html': ['<b>\n', 'x'], 'image/png': 'iVBORw0KGgo=\n' },
        metadata: { 'image/png': { width: 10 } },
        output_type: 'display_data'
      },
      result({ 'text/plain': ['1'] }),
      { ename: 'E', evalue: 'v', output_type: 'error', traceback: ['\u001b[31mE\u001b[0m', 'v'] }
    )
  ]),
  'outputs of unknown kinds and with unknown keys': jupyter([
    printing(
      { output_type: 'update_display_data', data: {}, transient: { display_id: 'x' } },
      { output_type: 'stream', name: 'stdout', text: 'x', extra: [1, { a: null }] },
      { output_type: 'hologram' }
    )
  ]),
  'outputs that are not as the format says': jupyter([
    printing(
      { output_type: 'stream' },
      { output_type: 'display_data', data: ['x'] },
      { output_type: 'error', traceback: 'x' },
      {}
    )
  ]),
  'a huge output': jupyter([printing(result({ 'image/png': bigPicture, 'text/plain': '<Figure>' })), PROSE]),
  'ten thousand lines of output': jupyter([
    printing({
      name: 'stdout',
      output_type: 'stream',
      text: Array.from({ length: 10_000 }, (_, i) => `${i}\n`)
    })
  ]),
  'unusual spellings of numbers': jupyter([{ ...CODE, metadata: { n: 0 } }, PROSE]).replace(
    '"n": 0',
    '"n": [1.0, 1e3, -0, 1E-07, 12345678901234567890, 0.10]'
  ),
  'NaN and infinities in an output, as Python writes them': jupyter([
    printing(result({ 'application/json': 0 })),
    PROSE
  ]).replace('"application/json": 0', '"application/json": [NaN, Infinity, -Infinity, 1]'),
  'keys that occur twice': jupyter(three).replace(
    '"metadata": {},',
    '"metadata": {"old": 1},\n   "metadata": {},'
  ),
  'a key that is called __proto__': jupyter([{ ...CODE, metadata: { a: 1 } }, PROSE]).replace(
    '"a": 1',
    '"__proto__": 1'
  ),
  'unknown keys everywhere': file(
    5,
    [
      { ...CODE, prompt_number: 3, x: { y: [] } },
      { ...PROSE, y: null }
    ],
    1,
    { signature: 'sha256:0', x: 1 }
  ),
  'cells without metadata, outputs or execution count': jupyter([
    { cell_type: 'code', source: ['x\n', 'y'] },
    { cell_type: 'markdown', source: ['z'] }
  ]),
  'a cell without a source': jupyter([
    { cell_type: 'code', metadata: {}, outputs: [], execution_count: null },
    PROSE
  ]),
  'cells of a type that nobody knows': jupyter([
    { cell_type: 'sql', metadata: {}, source: ['SELECT 1'] },
    CODE
  ]),
  'ids in a version that has none': `${file(4, [{ ...CODE, id: 'early' }, PROSE])}\n`,
  'missing, repeated and impossible ids': file(5, three)
    .replace('cell-1', 'cell-0')
    .replace('"id": "cell-2"', '"id": "two words"'),
  'no cells': jupyter([]),
  'no metadata and no minor version': '{"nbformat": 4, "cells": [{"cell_type": "code", "source": "x"}]}'
}
