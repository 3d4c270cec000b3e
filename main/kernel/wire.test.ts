import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineReader } from './wire'

/** The lines read when the bytes arrive cut at these places. */
function linesOf(bytes: Uint8Array, cuts: readonly number[], reader = new LineReader()): string[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return places.slice(1).flatMap((to, i) => reader.feed(bytes.subarray(places[i], to)))
}

test('lines are the same wherever reads cut the bytes, also inside a character', () => {
  const texts = fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', '')))
  fc.assert(
    fc.property(texts, fc.array(fc.nat()), (lines, cuts) => {
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
      expect(linesOf(bytes, cuts)).toEqual(lines)
    })
  )
})

test('a line that has no end yet is kept', () => {
  const reader = new LineReader()
  expect(reader.feed(Buffer.from('a\nb'))).toEqual(['a'])
  expect(reader.feed(Buffer.from(''))).toEqual([])
  expect(reader.feed(Buffer.from('c\n'))).toEqual(['bc'])
})

test('a line of many megabytes arrives whole', () => {
  const reader = new LineReader()
  const piece = Buffer.alloc(64 * 1024, 'x')
  for (let i = 0; i < 1024; i++) expect(reader.feed(piece)).toEqual([])
  const [line] = reader.feed(Buffer.from('\n'))
  expect(line?.length).toBe(64 * 1024 * 1024)
})

test('a line beyond all measure is dropped and told, and the next ones are read', () => {
  let told = 0
  const reader = new LineReader(() => (told += 1), 10)
  expect(reader.feed(Buffer.from('0123456'))).toEqual([])
  expect(reader.feed(Buffer.from('789 and more'))).toEqual([])
  expect(reader.feed(Buffer.from('and more\nnext\n'))).toEqual(['next'])
  expect(reader.feed(Buffer.from('one\ntwo\n'))).toEqual(['one', 'two'])
  expect(told).toBe(1)
})
