import { expect, test } from 'vitest'
import { drawn, id } from './testing/drawnNotebook'
import { attach, freeName } from './attachments'
import { undo } from './notebook'

test('a name that is taken gets a number', () => {
  const attachments = { 'image.png': {}, 'image-2.png': {} }
  expect(freeName(undefined, 'image.png')).toBe('image.png')
  expect(freeName(attachments, 'image.png')).toBe('image-3.png')
  expect(freeName(attachments, 'plot.png')).toBe('plot.png')
  expect(freeName({ image: {} }, 'image')).toBe('image-2')
  expect(freeName({}, 'constructor')).toBe('constructor')
})

test('attaching is one step to undo', () => {
  const before = drawn('m:a>')
  const picture = { name: 'plot.png', type: 'image/png', data: 'AAAA' }
  const after = attach(attach(before, id('a'), picture), id('a'), { ...picture, name: 'b.png' })
  const attachments = (state: typeof after) => state.cells.get(id('a'))?.attachments
  expect(attachments(after)).toEqual({
    'plot.png': { 'image/png': 'AAAA' },
    'b.png': { 'image/png': 'AAAA' }
  })
  expect(attachments(undo(after))).toEqual({ 'plot.png': { 'image/png': 'AAAA' } })
  expect(attachments(undo(undo(after)))).toBeUndefined()
})
