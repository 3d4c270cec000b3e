/** The formats as their own documentation has them, and what a person would notice of reading and writing them. */
import { describe, expect, test } from 'vitest'
import { kindOfText, readDocument, writeDocument } from './documentFile'
import { expectedOutputs } from './documentFile/expected'
import { notHeldOf } from './documentFile/layout'
import { kindToWrite, type TextKind } from './documentFile/textKinds'
import type { Cell, Notebook } from './notebook'

const said = ({ cells }: Notebook): string[] =>
  cells.map(({ cell_type, source, metadata }) => {
    const options = Object.keys(metadata).length > 0 ? ` ${JSON.stringify(metadata)}` : ''
    return `${cell_type}${options}|${source}`
  })
const cellsOf = (text: string, kind: TextKind): string[] => said(readDocument(text, kind))

/** The text after the nth cell, from 0, got another source. */
function edited(text: string, kind: TextKind, n: number, source: string): string {
  const read = readDocument(text, kind)
  const cells = read.cells.map((cell, i): Cell => (i === n ? { ...cell, source } : cell))
  return writeDocument({ ...read, cells }, kind, text)
}

/** The text after a code cell was put before the nth. */
function withNew(text: string, kind: TextKind, n: number, source: string): string {
  const read = readDocument(text, kind)
  const added = readDocument('```python\n```').cells[0] as Cell
  return writeDocument({ ...read, cells: read.cells.toSpliced(n, 0, { ...added, source }) }, kind, text)
}

describe('expected output', () => {
  const TEXT =
    '# 打印\n\n```python\nprint("你好")\n```\n\n输出：\n\n```python\nprint(1)\n```\n```text\n1\n```\n\n``` output\n2\n```\n\nend\n'
  test('is the fence without a language that follows code at once', () => {
    const { cells } = readDocument(TEXT)
    expect(cells.map(({ metadata }) => expectedOutputs(metadata))).toEqual([[], [], [], ['1', '2'], []])
    expect(cells.map(({ source }) => source)).toEqual([
      '# 打印',
      'print("你好")',
      '输出：',
      'print(1)',
      'end'
    ])
  })
  test.each(['bash', '', 'json', 'texture'])('is no fence called "%s"', (name) => {
    const text = `\`\`\`py\n1\n\`\`\`\n\n\`\`\`${name}\nx\n\`\`\``
    expect(cellsOf(text, 'markdown')[1]).toBe(`markdown|\`\`\`${name}\nx\n\`\`\``)
  })
  test('is no output of the cell, and stays below its code when that is edited', () => {
    expect(readDocument(TEXT).cells[3]).toMatchObject({ outputs: [] })
    expect(edited(TEXT, 'markdown', 3, 'print(3)')).toBe(
      TEXT.replace('print(1)\n```\n```text\n1', 'print(3)\n```\n\n```text\n1').replace(
        '``` output',
        '```text'
      )
    )
  })
  test('goes along into the other formats', () => {
    const read = readDocument(TEXT)
    for (const kind of ['myst', 'percent'] as const) {
      const again = readDocument(writeDocument(read, kind, null), kind)
      expect(again.cells.map(({ metadata }) => expectedOutputs(metadata))[3]).toEqual(['1', '2'])
    }
  })
})

describe('indented code', () => {
  test('is code in a document without fences, where some of it is Python beyond doubt', () => {
    const text =
      'Make one:\n\n    import threading\n    t = threading.Thread()\n\n    t.start()\n\nand wait:\n\n    t.join()\n\nDone\n'
    expect(cellsOf(text, 'markdown')).toEqual([
      'markdown|Make one:',
      'code|import threading\nt = threading.Thread()\n\nt.start()',
      'markdown|and wait:',
      'code|t.join()',
      'markdown|Done'
    ])
    expect(edited(text, 'markdown', 3, 't.join(1)')).toBe(text.replace('t.join()', 't.join(1)'))
  })
  test.each(['pip install x', 'name = value', 'just words', '你好', 'if so, then', 'a: b'])(
    'is prose where it is "%s"',
    (code) => {
      expect(cellsOf(`a\n\n    ${code}\n`, 'markdown')).toEqual([`markdown|a\n\n    ${code}`])
    }
  )
  test('is prose beside fences', () => {
    expect(cellsOf('    import os\n\n```py\n1\n```', 'markdown')).toEqual([
      'markdown|    import os',
      'code|1'
    ])
  })
  test('of an interactive session loses its prompts', () => {
    expect(cellsOf('Try\n\n    >>> 1\n    1\n', 'markdown')).toEqual(['markdown|Try', 'code|1\n# 1'])
  })
})

describe('Markdown that is saved', () => {
  const TEXT =
    '---\ntitle: 线程\n---\n\n\n* One\n* Two\n\n| a |\n|---|\n\n![picture](x.png "T")\n\n~~~~ {.python .numberLines}\nx=1\n~~~~\n\n1. In a list:\n\n   ```py title="a.py"\n   if x:\n       y\n   ```\n\n   and on\n\n> ```python\n> q = 1\n> ```\n'
  test('changes in the lines that were edited, and keeps how fences are written', () => {
    expect(edited(TEXT, 'markdown', 2, 'x = 2')).toBe(
      TEXT.replace('~~~~ {.python .numberLines}\nx=1\n~~~~', '```{.python .numberLines}\nx = 2\n```')
    )
    expect(edited(TEXT, 'markdown', 4, 'z')).toBe(TEXT.replace('   if x:\n       y', '   z'))
    expect(edited(TEXT, 'markdown', 5, 'and off')).toBe(TEXT.replace('and on', 'and off'))
    expect(edited(TEXT, 'markdown', 6, 'q = 2\n\nq')).toBe(TEXT.replace('> q = 1', '> q = 2\n>\n> q'))
  })
  test('with Windows line ends and a byte order mark keeps both, also in new lines', () => {
    const windows = `\uFEFF${TEXT.replaceAll('\n', '\r\n')}`
    const changed = withNew(windows, 'markdown', 2, 'a\nb')
    expect(changed).toBe(windows.replace('~~~~ {', '```python\r\na\r\nb\r\n```\r\n\r\n~~~~ {'))
  })
  test('closes what the author left open before anything follows', () => {
    for (const open of ['```js\nx', '<!-- a', '<script>\nx', '```python\nx']) {
      const changed = withNew(`a\n\n${open}`, 'markdown', 2, 'new = 1')
      expect(readDocument(changed).cells.at(-1)).toMatchObject({ cell_type: 'code', source: 'new = 1' })
    }
  })
  test('fences code that has fences in it', () => {
    const code = 's = """\n````\n"""'
    const changed = withNew('a\n', 'markdown', 1, code)
    expect(changed).toBe(`a\n\n\`\`\`\`\`python\n${code}\n\`\`\`\`\`\n`)
  })
  test('holds tags after the language, as Jupytext does, and raw cells', () => {
    const text = '```python tags=["raises-exception"]\n1/0\n```\n\n```{raw-cell}\n<b>\n```\n'
    const read = readDocument(text)
    expect(said(read)).toEqual(['code {"tags":["raises-exception"]}|1/0', 'raw|<b>'])
    expect(writeDocument(read, 'markdown', null)).toBe(text)
  })
  test('says nothing of a file with only front matter but that', () => {
    const text = '---\ntitle: x\n---'
    expect(cellsOf(text, 'markdown')).toEqual([`raw|${text}`])
    expect(withNew(text, 'markdown', 1, '1')).toBe(`${text}\n\n\`\`\`python\n1\n\`\`\`\n`)
  })
})

describe('a MyST notebook', () => {
  const TEXT = `---
kernelspec:
  name: python3
  display_name: Python 3   # mine
title: Threads
---

# 标题

\`\`\`python
shown = "not run"
\`\`\`

+++ {"slide": true}

More

+++

And more

\`\`\`{code-cell} ipython3
:tags: [hide-output, "b c"]

print("Hallo!")
\`\`\`

\`\`\`{code-cell}
---
other:
  more: true
---
1 + 1
\`\`\`

\`\`\`{raw-cell}
:raw_mimetype: text/html

<b>Bold</b>
\`\`\`

- in a list:

  \`\`\`{code-cell}
  nested
  \`\`\`

\`\`\`{code-cell} r
x <- 1
\`\`\`
`
  test('has its cells, their metadata and its own', () => {
    expect(kindOfText('a.md', TEXT)).toBe('myst')
    expect(cellsOf(TEXT, 'myst')).toEqual([
      'markdown|# 标题\n\n```python\nshown = "not run"\n```',
      'markdown {"slide":true}|More',
      'markdown|And more',
      'code {"tags":["hide-output","b c"]}|print("Hallo!")',
      'code {"other":{"more":true}}|1 + 1',
      'raw {"raw_mimetype":"text/html"}|<b>Bold</b>',
      'markdown|- in a list:\n\n  ```{code-cell}\n  nested\n  ```\n\n```{code-cell} r\nx <- 1\n```'
    ])
    expect(readDocument(TEXT, 'myst').metadata).toMatchObject({
      title: 'Threads',
      kernelspec: { display_name: 'Python 3' }
    })
  })
  test('changes in the lines that were edited', () => {
    expect(edited(TEXT, 'myst', 3, 'print(1)')).toBe(
      TEXT.replace('[hide-output, "b c"]\n\nprint("Hallo!")', '[hide-output, "b c"]\n\nprint(1)')
    )
    expect(edited(TEXT, 'myst', 2, 'New')).toBe(TEXT.replace('And more', 'New'))
    expect(withNew(TEXT, 'myst', 2, 'x')).toBe(
      TEXT.replace('More\n\n+++\n\nAnd', 'More\n\n```{code-cell} ipython3\nx\n```\n\nAnd')
    )
  })
  test('is written so that Jupytext and MyST-NB know it', () => {
    const written = writeDocument(readDocument('# A\n\n```py\n1\n```\n'), 'myst', null)
    expect(written).toContain('format_name: myst')
    expect(written).toMatch(
      /^---\njupytext:[\s\S]*name: python3\n---\n\n# A\n\n```\{code-cell\} ipython3\n1\n```\n$/
    )
    expect(kindOfText('a.md', written)).toBe('myst')
  })
  test('with a head that is no YAML keeps it', () => {
    const text = '---\na: [\n---\n\n```{code-cell}\n1\n```\n'
    expect(cellsOf(text, 'myst')).toEqual(['raw|---\na: [\n---', 'code|1'])
    expect(edited(text, 'myst', 1, '2')).toBe(text.replace('1', '2'))
  })
  test('takes no more from YAML than JSON has, and no more time than it needs', () => {
    const bomb = `---\na: &a [x, x]\n${'bcdefghi'.replace(/./g, (name, i: number) => `${name}: &${name} [${`*${'abcdefghi'[i] ?? ''},`.repeat(9)}]\n`)}---\n`
    expect(readDocument(`${bomb}\n\`\`\`{code-cell}\n1\n\`\`\`\n`, 'myst').cells[0]?.cell_type).toBe('raw')
  })
})

describe('a script with # %%', () => {
  const TEXT = `#!/usr/bin/env python
# -*- coding: utf-8 -*-
# ---
# title: 线程
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 标题
#
# text

# %% Optional title [md] key="value"
"""
Prose in
quotes
"""

#%%
# a comment
class A():

    s = """
# %% not a mark
"""


# %% {"odd key": 1}
# %matplotlib inline
x = 1

# %%%% deeper tags=["a", "b"] n=1
# In[3]:
y
`
  test('has its cells, their metadata and its own', () => {
    expect(kindOfText('a.py', TEXT)).toBe('percent')
    expect(cellsOf(TEXT, 'percent')).toEqual([
      'markdown|# 标题\n\ntext',
      'markdown {"title":"Optional title","region_name":"md","key":"value"}|Prose in\nquotes',
      'code|# a comment\nclass A():\n\n    s = """\n# %% not a mark\n"""',
      'code {"odd key":1}|%matplotlib inline\nx = 1',
      'code {"title":"deeper","cell_depth":2,"tags":["a","b"],"n":1}|',
      'code|y'
    ])
    expect(readDocument(TEXT, 'percent').metadata).toMatchObject({
      jupytext: { executable: '/usr/bin/env python', root_level_metadata: { title: '线程' } }
    })
  })
  test('changes in the lines that were edited', () => {
    expect(edited(TEXT, 'percent', 0, 'new\n\n*text*')).toBe(
      TEXT.replace('# # 标题\n#\n# text', '# new\n#\n# *text*')
    )
    expect(edited(TEXT, 'percent', 1, 'new')).toBe(TEXT.replace('Prose in\nquotes', 'new'))
    expect(edited(TEXT, 'percent', 3, '!ls\nx')).toBe(TEXT.replace('# %matplotlib inline\nx = 1', '# !ls\nx'))
    expect(withNew(TEXT, 'percent', 6, 'z')).toBe(`${TEXT}\n# %%\nz\n`)
  })
  test('without a mark is one cell, and stays a plain script until it gets another', () => {
    const script = '"""Doc."""\n# %timeit is a magic\nimport os\n\n\nprint(os)\n'
    expect(cellsOf(script, 'percent')).toEqual([`code|${script.trimEnd()}`])
    expect(edited(script, 'percent', 0, 'print(1)')).toBe('print(1)\n')
    expect(withNew('import os\n', 'percent', 1, 'os')).toBe('import os\n\n# %%\nos\n')
  })
  test('keeps options that nobody can read, and strings that never end do not hide its cells', () => {
    const text = "# %% a b=[1 c\n\"\"\"\n\n# %% key='v' flag\n'''\n"
    const read = readDocument(text, 'percent')
    expect(read.cells.map(({ metadata }) => metadata)).toEqual([
      { title: 'a', incorrectly_encoded_metadata: 'b=[1 c' },
      { key: 'v', flag: null }
    ])
    expect(edited(text, 'percent', 0, 'x')).toBe(text.replace('"""', 'x'))
  })
  test('is written with the head that Jupytext reads', () => {
    expect(writeDocument(readDocument('# A\n\n```py\n%time f()\n```\n'), 'percent', null)).toBe(
      '# ---\n# jupyter:\n#   jupytext:\n#     text_representation:\n#       extension: .py\n#       format_name: percent\n' +
        '#       format_version: "1.3"\n#   kernelspec:\n#     display_name: Python 3\n#     language: python\n' +
        '#     name: python3\n# ---\n\n# %% [markdown]\n# # A\n\n# %%\n# %time f()\n'
    )
  })
})

describe('which format', () => {
  test.each([
    ['a.py', '', 'percent'],
    ['a.md', '```{code-cell}\n```', 'myst'],
    ['a.md', '````md\n```{code-cell}\n```\n````', 'markdown'],
    ['a.md', '---\nfile_format: mystnb\n---\n', 'myst'],
    ['a.md', '---\njupytext:\n  text_representation: {format_name: myst}\n---\n', 'myst'],
    ['a.myst.md', '', 'myst'],
    ['a.mystnb', '', 'myst'],
    ['a.txt', 'x', 'markdown']
  ] as const)('%s with %j is read as %s', (name, text, kind) => {
    expect(kindOfText(name, text)).toBe(kind)
  })
  test('to write is decided by the name, and a MyST notebook stays one', () => {
    const plain = readDocument('a')
    const written = ['a.md', 'a.py', 'a.myst.md', 'a.ipynb', 'a.rst'].map((name) =>
      kindToWrite(name, plain, null)
    )
    expect(written).toEqual(['markdown', 'percent', 'myst', null, null])
    expect(kindToWrite('b.md', plain, 'myst')).toBe('myst')
    expect(kindToWrite('b.md', { ...plain, metadata: { file_format: 'mystnb' } }, null)).toBe('myst')
  })
})

test('what text does not hold is told: outputs, pictures kept in cells, and pinned runs', () => {
  const [code, prose] = readDocument('```py\n```\n\na').cells as [Cell, Cell]
  expect(notHeldOf([code, prose])).toEqual([])
  const output = { output_type: 'stream', name: 'stdout', text: 'x' } as const
  const cells = [
    { ...code, outputs: [output] },
    { ...prose, attachments: { a: {} } }
  ] as Cell[]
  expect(notHeldOf(cells)).toEqual(['outputs', 'attachments'])
  const pinned = { gilscope: { pins: [{ run: 'r' }] } }
  expect(notHeldOf([{ ...code, metadata: pinned }])).toEqual(['runs'])
})

test.each(['markdown', 'myst', 'percent'] as const)('a huge file as %s is read and saved', (kind) => {
  const read = readDocument('# Title\n\nSome text with `code`.\n\n```python\nx = 1\n```\n\n'.repeat(3_000))
  const text = writeDocument(read, kind, null)
  expect(readDocument(text, kind).cells).toHaveLength(6_000)
  expect(writeDocument(readDocument(text, kind), kind, text)).toBe(text)
  for (const long of [
    '`'.repeat(300_000),
    '+ '.repeat(300_000),
    '"'.repeat(300_001),
    `# %% ${'a=['.repeat(100_000)}`
  ])
    expect(writeDocument(readDocument(long, kind), kind, long)).toBe(long)
})
