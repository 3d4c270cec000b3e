import { expect, test, vi } from 'vitest'
import { limitStart, startSize } from './startSize.mjs'

const chunk = (name, size, imports = [], dynamicImports = []) => ({
  ...{ type: 'chunk', name, code: 'x'.repeat(size) },
  ...{ imports, dynamicImports }
})
const bundle = {
  'start.js': chunk('start', 100, ['shared.js', 'node:fs'], ['late.js']),
  'shared.js': chunk('shared', 20, ['start.js']),
  'late.js': chunk('late', 5_000, ['shared.js']),
  'start.css': { type: 'asset', fileName: 'start.css' }
}

test('a start loads what its script imports, and what that imports, once; late parts are none of it', () => {
  expect(startSize(bundle, 'start.js')).toBe(120)
  expect(startSize(bundle, 'late.js')).toBe(5_120)
})

test('letters beyond ASCII count as what they are in the file', () => {
  expect(startSize({ 'a.js': { ...chunk('a', 0), code: '图' } }, 'a.js')).toBe(3)
})

test('a build in which a start loads more than it may fails, and says what to do', () => {
  const build = (most) => {
    const context = {
      info: vi.fn(),
      error: (words) => {
        throw new Error(words)
      }
    }
    limitStart('start', most, 'Make it late.').generateBundle.call(context, {}, bundle)
    return context.info.mock.calls
  }
  expect(build(120)).toEqual([['start: a start loads 1 kB of at most 0.12']])
  expect(() => build(119)).toThrow('Make it late.')
})
