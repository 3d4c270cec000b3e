import { expect, test } from 'vitest'
import { AnsiLines } from './ansiLines'
import { shortened, stretchesOf } from './stretches'

function drawn(lines: AnsiLines, only: number | null = null): string[] {
  return stretchesOf(lines, 0, lines.count, only).map(
    ({ author, lines: own }) =>
      `${author}: ${own.map((line) => line.map(({ text }) => text).join('')).join(' | ')}`
  )
}

function written(...pieces: (readonly [author: number, text: string])[]): AnsiLines {
  const lines = new AnsiLines()
  for (const [author, text] of pieces) lines.write(text, false, author)
  return lines
}

const turns = written([0, 'begin\n'], [1, 'a\nb\n'], [2, 'c\n'], [1, 'd\n'], [0, 'end'])

test('a stretch goes on for as long as one author writes', () => {
  expect(drawn(turns)).toEqual(['0: begin', '1: a | b', '2: c', '1: d', '0: end'])
})

test('one author’s lines alone are one stretch', () => {
  expect(drawn(turns, 1)).toEqual(['1: a | b | d'])
  expect(drawn(turns, 7)).toEqual([])
})

test('lines that nobody wrote go with those before them', () => {
  expect(drawn(written([1, 'a\u001b[3E'], [2, 'b']))).toEqual(['1: a |  | ', '2: b'])
})

test('a long name keeps its beginning and its end, and takes no more columns than it may', () => {
  expect(shortened('ThreadPoolExecutor-0_12', 16)).toBe('ThreadP…tor-0_12')
  expect(shortened('short', 16)).toBe('short')
  expect(shortened('负责解析网页并把结果写入数据库的线程', 16)).toBe('负责解…库的线程')
  expect(shortened('🐍🐍🐍', 4)).toBe('…🐍')
})
