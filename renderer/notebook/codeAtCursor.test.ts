import { pythonLanguage } from '@codemirror/lang-python'
import { EditorState } from '@codemirror/state'
import { describe, expect, test } from 'vitest'
import { callAt, nameAt } from './codeAtCursor'

/** Code with `|` where the cursor is. */
function at(code: string): [EditorState, number] {
  const pos = code.indexOf('|')
  return [EditorState.create({ doc: code.replace('|', ''), extensions: pythonLanguage }), pos]
}
const call = (code: string): string => {
  const found = callAt(...at(code))
  return found === null
    ? 'none'
    : `${found.callee} ${found.argument.position}${found.argument.name === null ? '' : ` ${found.argument.name}`}`
}
const name = (code: string): string => nameAt(...at(code))?.text ?? 'none'

describe('the call around the cursor', () => {
  test.each([
    ['f(|', 'f 0'],
    ['f(|)', 'f 0'],
    ['f(a, |)', 'f 1'],
    ['f(a, b|)', 'f 1'],
    ['f(a, key=|)', 'f 1 key'],
    ['f(key=1, |)', 'f 0'],
    ['math.sqrt(2|', 'math.sqrt 0'],
    ['f(g(1, 2), |)', 'f 1'],
    ['f(g(1, |2), 3)', 'g 1'],
    ['f([1, 2, |3])', 'f 0'],
    ['f(|x)\ny = 1', 'f 0'],
    ['f(\n    a,\n    |b\n)', 'f 1'],
    ['f(1)|', 'none'],
    ['f|(1)', 'none'],
    ['print(1)\n|', 'none'],
    ['def f(a, |b): pass', 'none'],
    ['数学.平方根(🐍, |)', '数学.平方根 1']
  ])('%s', (code, expected) => {
    expect(call(code)).toBe(expected)
  })
})

describe('the name at the cursor', () => {
  test.each([
    ['os.pa|th.join', 'os.path'],
    ['o|s.path.join', 'os'],
    ['os.path.join|', 'os.path.join'],
    ['|x', 'x'],
    ['变|量 + 1', '变量'],
    ['"a str|ing"', 'none'],
    ['# a com|ment', 'none'],
    ['1 +| 2', 'none']
  ])('%s', (code, expected) => {
    expect(name(code)).toBe(expected)
  })
})
