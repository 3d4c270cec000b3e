import { expect, test } from 'vitest'
import { imageSource } from './imageSource'
import { childrenOf, isBranch, opensAtFirst } from './jsonTree'
import { chooseDrawer } from './outputTypes'

test('the richest form is drawn, whatever the order in the bundle', () => {
  expect(chooseDrawer({ 'text/plain': 'x', 'text/html': '<b>x</b>' }).type).toBe('text/html')
  expect(chooseDrawer({ 'text/plain': 'Figure', 'image/png': 'iVBO' }).type).toBe('image/png')
  expect(chooseDrawer({ 'text/plain': '{}', 'application/json': {} }).type).toBe('application/json')
})

test('an unknown type falls back to its text and is named', () => {
  expect(chooseDrawer({ 'application/vnd.x+json': {}, 'text/plain': 'x' })).toMatchObject({
    type: 'text/plain',
    unknown: 'application/vnd.x+json'
  })
  expect(chooseDrawer({ 'application/x': 'y' })).toMatchObject({ Drawer: null, unknown: 'application/x' })
  expect(chooseDrawer({})).toMatchObject({ Drawer: null })
})

test('sound, film and LaTeX are drawn before plain text', () => {
  for (const type of ['audio/wav', 'audio/mpeg', 'video/mp4', 'text/latex'])
    expect(chooseDrawer({ 'text/plain': 'x', [type]: 'AAAA' })).toMatchObject({ type, unknown: null })
})

test('data of the wrong kind is not drawn', () => {
  expect(chooseDrawer({ 'text/html': { no: 'text' }, 'text/plain': 'x' }).type).toBe('text/plain')
})

test('pictures become data addresses: base64 without its line ends, SVG escaped', () => {
  expect(imageSource('image/png', 'iVBO\nRw==\n')).toBe('data:image/png;base64,iVBORw==')
  expect(imageSource('image/svg+xml', '<svg id="#中"/>')).toBe(
    'data:image/svg+xml;charset=utf-8,%3Csvg%20id%3D%22%23%E4%B8%AD%22%2F%3E'
  )
})

test('JSON unfolds its first levels, and folds what is deep or long', () => {
  expect(childrenOf({ a: 1, b: [2] })).toEqual([
    ['a', 1],
    ['b', [2]]
  ])
  expect([{}, [], null, 'x', 1].map(isBranch)).toEqual([false, false, false, false, false])
  expect(opensAtFirst({ a: 1 }, 2)).toBe(true)
  expect(opensAtFirst({ a: 1 }, 3)).toBe(false)
  expect(opensAtFirst(Array(51).fill(0), 1)).toBe(false)
  expect(opensAtFirst(Array(51).fill(0), 0)).toBe(true)
})
