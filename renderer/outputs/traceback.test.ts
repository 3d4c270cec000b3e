import { expect, test } from 'vitest'
import { type TracebackLine, tracebackLines } from './traceback'

const error = (...traceback: string[]) => ({
  output_type: 'error' as const,
  ename: 'KeyError',
  evalue: "'a'",
  traceback
})
const textOf = ({ parts }: TracebackLine): string => parts.map((part) => part.text).join('')
const linksOf = (lines: TracebackLine[]): string[] =>
  lines.flatMap(({ parts }) =>
    parts
      .filter((part) => part.place !== null)
      .map(({ text, place }) => `${text} → [${place?.executionCount}]:${place?.line}`)
  )

test('places in cells are links, also through colours, and places in files are none', () => {
  const lines = tracebackLines(
    error(
      '  \x1b[32mCell In[3]\x1b[0m, line \x1b[32m7\x1b[0m, in f',
      '  File "x.py", line 2',
      'File "Cell In[12]", line 40'
    )
  )
  expect(linksOf(lines)).toEqual([
    'Cell In[3] → [3]:7',
    ', line  → [3]:7',
    '7 → [3]:7',
    'Cell In[12]", line 40 → [12]:40'
  ])
  expect(lines.map(textOf)[0]).toBe('  Cell In[3], line 7, in f')
})

test('IPython’s spelling in older files is understood', () => {
  const lines = tracebackLines(error('Cell In [2], line 1', '----> 1 f()', '      2 g()'))
  expect(linksOf(lines)).toEqual(['Cell In [2], line 1 → [2]:1'])
  expect(lines.map((line) => line.isPointedAt)).toEqual([false, true, false])
})

test('the line that the arrow points at is marked', () => {
  const lines = tracebackLines(error('  Cell In[1], line 1', '\x1b[31m-->\x1b[0m f()', '    ^^^'))
  expect(lines.map((line) => line.isPointedAt)).toEqual([false, true, false])
})

test('chained exceptions and groups: what leads from one to the next is marked, places in each are links', () => {
  const lines = tracebackLines(
    error(
      '  Cell In[1], line 2',
      "KeyError: 'a'",
      '',
      'The above exception was the direct cause of the following exception:',
      '',
      '  + Exception Group Traceback (most recent call last):',
      '  |   Cell In[1], line 4',
      '  | ExceptionGroup: both (2 sub-exceptions)',
      '  +-+---------------- 1 ----------------',
      '    | Traceback (most recent call last):',
      '    |   Cell In[2], line 9, in f',
      '    | ValueError: one',
      '    | ',
      '    | During handling of the above exception, another exception occurred:'
    )
  )
  expect(lines.flatMap(({ isBetween }, index) => (isBetween ? [index] : []))).toEqual([3, 13])
  expect(linksOf(lines)).toEqual([
    'Cell In[1], line 2 → [1]:2',
    'Cell In[1], line 4 → [1]:4',
    'Cell In[2], line 9 → [2]:9'
  ])
})

test('what only repeats the head is left out, with or without the module’s name', () => {
  expect(tracebackLines(error('Traceback', "KeyError: 'a'")).map(textOf)).toEqual(['Traceback'])
  expect(tracebackLines(error('Traceback', "a.b.KeyError: 'a'\n")).map(textOf)).toEqual(['Traceback'])
  expect(tracebackLines(error("KeyError: 'a'", 'note')).map(textOf)).toEqual(["KeyError: 'a'", 'note'])
})

test('an error of nothing but its head has no traceback', () => {
  expect(tracebackLines(error()).map(textOf)).toEqual([''])
  expect(tracebackLines(error("KeyError: 'a'"))).toEqual([])
})
