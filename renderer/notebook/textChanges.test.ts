import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesBetween, type TextChange } from './textChanges'

function applied(text: string, changes: readonly TextChange[]): string {
  return changes.reduceRight((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text)
}

test('only what differs changes', () => {
  expect(changesBetween('x=1\nlong_name = 2', 'x = 1\nlong_name = 2')).not.toContainEqual(
    expect.objectContaining({ to: 17 })
  )
  expect(changesBetween('same', 'same')).toEqual([])
  expect(changesBetween('', 'new')).toEqual([{ from: 0, to: 0, insert: 'new' }])
})

test('whatever the texts, the one becomes the other, in rising steps that do not touch', () => {
  const text = fc.array(fc.constantFrom('a', 'b', ' ', '\n', '(', '🐍', '中')).map((signs) => signs.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = changesBetween(before, after)
      expect(applied(before, changes)).toBe(after)
      changes.slice(1).forEach(({ from }, i) => expect(from).toBeGreaterThan(changes[i]!.to))
    })
  )
})

test('texts with nothing in common are replaced, and nobody waits', () => {
  const words = (sign: string): string => Array.from({ length: 20_000 }, (_, i) => `${sign}${i}`).join(' ')
  expect(applied(words('a'), changesBetween(words('a'), words('b')))).toBe(words('b'))
})
