import { expect, it } from 'vitest'
import { estimatedWidth, fitted, wrapped } from './textWidth'

it('takes a Chinese sign for a whole em, and what joins letters for nothing', () => {
  expect(estimatedWidth('线程', 12)).toBe(24)
  expect(estimatedWidth('e\u0301', 10)).toBe(estimatedWidth('e', 10))
  expect(estimatedWidth('ill', 12)).toBeLessThan(estimatedWidth('mmm', 12) / 2)
})

it('cuts what does not fit, never within a letter', () => {
  expect(fitted('worker', 100, 12)).toBe('worker')
  const cut = fitted('🧵🧵🧵🧵🧵🧵', 50, 12)
  expect(cut).toMatch(/^(?:🧵){1,3}…$/u)
  expect(fitted('worker', 3, 12)).toBe('')
  expect(fitted('x'.repeat(1_000_000), 80, 12)).toMatch(/^x{5,}…$/)
})

it('breaks lines between words and between Chinese signs, but not before a full stop', () => {
  const lines = wrapped('4 threads took turns on 1.00 cores', 90, 12)
  expect(lines.join(' ')).toBe('4 threads took turns on 1.00 cores')
  expect(lines.length).toBeGreaterThan(2)
  const chinese = wrapped('四个线程轮流运行，平均只用了 1.00 个核心。', 96, 12)
  expect(chinese.join('').replaceAll(' ', '')).toBe('四个线程轮流运行，平均只用了1.00个核心。')
  expect(chinese.some((line) => /^[，。]/.test(line))).toBe(false)
})
