import { expect, test } from 'vitest'
import { masked } from './shorthand'

test.each([
  ['%cd data', '00000000'],
  ['  !ls -l  ', '  000000  '],
  ['files = !ls', 'files = 000'],
  ['a, b[0] = %magic x', 'a, b[0] = 00000000'],
  ['len?', '0000'],
  ['??os.path', '000000000'],
  ['x\n%time f(x)\ny', 'x\n0000000000\ny'],
  ['%%time\nx = 1', '000000\nx = 1'],
  ['\n%%timeit -n 3\nx', '\n0000000000000\nx']
])('%j', (source, code) => {
  expect(masked(source)).toMatchObject({ code, isPython: true })
})

test.each([
  'x = """\n%cd here\n"""',
  'x = (1\n% 2)',
  'x = 7 \\\n% 2',
  "x = 'a%b' # !ls",
  'x % y',
  'x != y',
  "'''\n!not\n'''\nprint('?')"
])('%j is Python', (source) => {
  expect(masked(source)).toEqual({ code: source, shorthand: [], isPython: true })
})

test('a script of another program is no Python, and keeps its lines', () => {
  expect(masked('%%bash\necho "hi"')).toMatchObject({ code: '      \n         ', isPython: false })
})

test('a string in single quotes ends with its line', () => {
  expect(masked("x = 'open\n%cd a").shorthand).toHaveLength(1)
})
