import { expect, it } from 'vitest'
import { keysInWords } from './keysInWords'

it.each([
  ['Mod-Shift-z', 'Ctrl+Shift+Z', '⌘⇧Z'],
  ['Ctrl-Shift--', 'Ctrl+Shift+-', '⌃⇧-'],
  ['d d', 'D D', 'D D'],
  ['Alt-ArrowUp', 'Alt+↑', '⌥↑']
])('%s is written %s, on macOS %s', (keys, words, onMac) => {
  expect(keysInWords(keys, false)).toBe(words)
  expect(keysInWords(keys, true)).toBe(onMac)
})
