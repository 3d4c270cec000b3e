import { expect, test } from 'vitest'
import { movedLines } from './movedLines'

/** Each character is a line. */
const moved = (before: string, after: string): number[] => [
  ...movedLines([...before].join('\n'), [...after].join('\n'))
]

test('lines of an unchanged text stay where they are', () => {
  expect(moved('abc', 'abc')).toEqual([1, 2, 3])
})
test('lines move with what is put in and taken out before them', () => {
  expect(moved('abc', 'xabc')).toEqual([2, 3, 4])
  expect(moved('abc', 'c')).toEqual([0, 0, 1])
  expect(moved('abcd', 'axbd')).toEqual([1, 3, 0, 4])
})
test('a changed line is gone, also among its like', () => {
  expect(moved('abc', 'aBc')).toEqual([1, 0, 3])
  expect(moved('aaa', 'aa')).toEqual([1, 2, 0])
  expect(moved('abab', 'baba')).toEqual([0, 1, 2, 3])
})
test('nothing of it is left, and a text that is huge and all different takes no time', () => {
  expect(moved('ab', 'xyz')).toEqual([0, 0])
  const many = (name: string): string => Array.from({ length: 20_000 }, (_, i) => `${name} ${i}`).join('\n')
  expect(new Set(movedLines(many('a'), many('b')))).toEqual(new Set([0]))
})
