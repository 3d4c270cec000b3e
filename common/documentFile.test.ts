import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDocument } from './documentFile'

/** The cells of a document, one string each: `code|…`, `markdown|…`, `raw|…`. */
function cellsOf(text: string): string[] {
  return readDocument(text).cells.map((cell) => `${cell.cell_type}|${cell.source}`)
}

describe('a document', () => {
  test('becomes prose and code, in order', () => {
    expect(cellsOf('Before\n\n```python\nx = 1\n\nx\n```\n\nAfter\n')).toEqual([
      'markdown|Before',
      'code|x = 1\n\nx',
      'markdown|After'
    ])
  })
  test('without code is prose', () => {
    expect(cellsOf('Just\n\n    indented\n\ntext')).toEqual(['markdown|Just\n\n    indented\n\ntext'])
  })
  test('that is empty is a notebook with an empty cell', () => {
    for (const text of ['', '\uFEFF', '\n\n  \n']) expect(cellsOf(text)).toEqual(['code|'])
  })
  test('with Windows line breaks and a byte order mark is the same as without', () => {
    const text = '# A\n\ntext\n\n```python\nx\n```\n'
    expect(cellsOf(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(cellsOf(text))
  })
  test('gives the same ids every time, all different', () => {
    const text = '```py\n```\n\n```py\n```\n\nx'
    expect(readDocument(text).cells).toEqual(readDocument(text).cells)
    expect(new Set(readDocument(text).cells.map((cell) => cell.id)).size).toBe(3)
  })
})

describe('sections', () => {
  test('are cells of their own; a title without text stays with the next', () => {
    expect(cellsOf('Intro\n\n# One\n\n## A\nText\n\nSetext\n======\nMore')).toEqual([
      'markdown|Intro',
      'markdown|# One\n\n## A\nText',
      'markdown|Setext\n======\nMore'
    ])
  })
  test('are not begun by comments in code, nor by headings in quotes', () => {
    expect(cellsOf('a\n\n```sh\n# not a heading\n```\n> # nor this\n')).toEqual([
      'markdown|a\n\n```sh\n# not a heading\n```\n> # nor this'
    ])
  })
})

describe('fences', () => {
  test.each([
    'python',
    'Python',
    'py',
    'python3',
    'ipython',
    'python title="a.py"',
    'python,linenos',
    'py:main.py',
    'python{1,3}',
    '{python}',
    '{python, echo=FALSE}',
    '{.python .numberLines}',
    ' python '
  ])('marked "%s" hold Python', (info) => {
    expect(cellsOf(`\`\`\`${info}\nx = 1\n\`\`\``)).toEqual(['code|x = 1'])
    expect(cellsOf(`~~~${info}\nx = 1\n~~~`)).toEqual(['code|x = 1'])
  })
  test.each(['', 'bash', 'text', 'pythonic', 'json', 'console', 'mermaid', 'python2'])(
    'marked "%s" stay prose',
    (info) => {
      const text = `a\n\n\`\`\`${info}\nx = 1\n\`\`\`\n\nb`
      expect(cellsOf(text)).toEqual([`markdown|${text}`])
    }
  )
  test('may be longer, and hold shorter ones', () => {
    expect(cellsOf('`````python\ns = """\n```\n"""\n`````')).toEqual(['code|s = """\n```\n"""'])
    expect(cellsOf('````md\n```python\nx\n```\n````')).toEqual(['markdown|````md\n```python\nx\n```\n````'])
  })
  test('that are never closed go on to the end', () => {
    expect(cellsOf('a\n```python\nx\n\ny\n')).toEqual(['markdown|a', 'code|x\n\ny'])
  })
  test('may be empty, or stand directly beside text and each other', () => {
    expect(cellsOf('a\n```py\n```\n```py\nx\n```\nb')).toEqual([
      'markdown|a',
      'code|',
      'code|x',
      'markdown|b'
    ])
  })
  test('in a list leave the rest of the list readable', () => {
    const text =
      '1. First:\n\n    ```python\n    if x:\n        y\n    ```\n\n    then this\n\n    and this\n2. Second\n'
    expect(cellsOf(text)).toEqual([
      'markdown|1. First:',
      'code|if x:\n    y',
      'markdown|then this\n\nand this\n2. Second'
    ])
  })
  test('in a quote are code too', () => {
    expect(cellsOf('> Try:\n> ```python\n> x = 1\n> ```\n')).toEqual(['markdown|> Try:', 'code|x = 1'])
  })
  test('are found between spaces that only look like spaces, and their code can run', () => {
    const text =
      '\u3000\u3000段落一\n\n\u00a0```python\u00a0\nif x:\n\u00a0\u00a0\u00a0 y\u200b = 1\n\u200b    z\n\u200b```\u3000\n\n\u3000\u3000段落二'
    expect(cellsOf(text)).toEqual([
      'markdown|\u3000\u3000段落一',
      'code|if x:\n    y\u200b = 1\n    z',
      'markdown|\u3000\u3000段落二'
    ])
  })
})

describe('interactive sessions', () => {
  test('of Python lose their prompts; what was printed stays as comments', () => {
    const session = '>>> def f():\n...     return 1\n...\n>>> f()\n1\n>>> print("a\\n\\nb")\na\n\nb'
    expect(cellsOf(`\`\`\`pycon\n${session}\n\`\`\``)).toEqual([
      'code|def f():\n    return 1\n\nf()\n# 1\nprint("a\\n\\nb")\n# a\n\n# b'
    ])
    expect(cellsOf('```python\n>>> 1\n1\n```')).toEqual(['code|1\n# 1'])
  })
  test('of IPython too', () => {
    const session = 'In [1]: for i in x:\n   ...:     i\n   ...: \n\nIn [2]: f()\nOut[2]: 3'
    expect(cellsOf(`\`\`\`ipython\n${session}\n\`\`\``)).toEqual(['code|for i in x:\n    i\n\n\nf()\n# 3'])
  })
  test('are told from code that only mentions prompts', () => {
    expect(cellsOf('```python\nx = """\n>>> 1\n"""\n```')).toEqual(['code|x = """\n>>> 1\n"""'])
  })
})

describe('front matter', () => {
  test('becomes a raw cell', () => {
    expect(cellsOf('---\ntitle: Threads\ntags: [a]\n---\n\n# One\n')).toEqual([
      'raw|---\ntitle: Threads\ntags: [a]\n---',
      'markdown|# One'
    ])
  })
  test('is told from a line above a text', () => {
    expect(cellsOf('---\nJust text\n\n---\n\nmore')).toEqual(['markdown|---\nJust text\n\n---\n\nmore'])
  })
})

test('no character of the prose is lost, whatever the document', () => {
  const piece = fc.constantFrom(
    'text',
    '  indented',
    '# Title',
    '###### six',
    'Setext',
    '===',
    '---',
    '- item',
    '   more',
    '1. one',
    '> quote',
    '>',
    '',
    '',
    '\t',
    '```',
    '```python',
    '~~~ py',
    '````',
    '   ```python',
    '```js',
    '\u3000\u3000中文',
    '\u00a0',
    '<div>',
    '</div>',
    '| a | b |',
    '>>> x'
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (lines) => {
      const cells = readDocument(lines.join('\n')).cells
      const kept = cells.map((cell) => cell.source).join('\n')
      for (const word of [
        'text',
        'Title',
        'Setext',
        'item',
        'more',
        'one',
        'quote',
        '中文',
        'div',
        '| a | b |'
      ]) {
        const times = (text: string): number => text.split(word).length - 1
        expect(times(kept)).toBe(times(lines.join('\n')))
      }
    }),
    { numRuns: 500 }
  )
})

test('a long document is read in linear time', () => {
  const section = '# Title\n\nSome text with `code`.\n\n```python\nx = 1\n```\n\n'
  expect(readDocument(section.repeat(20_000)).cells).toHaveLength(40_000)
  expect(readDocument(' '.repeat(2_000_000)).cells).toHaveLength(1)
  expect(readDocument('`'.repeat(2_000_000)).cells).toHaveLength(1)
})
