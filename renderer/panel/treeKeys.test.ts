import { expect, it } from 'vitest'
import { treeMove } from './treeKeys'

/** A row each: as deep as it is indented, `-` open, `+` folded. */
const TREE = `
-one
  a
  -b
    deep
+two
three`
  .trim()
  .split('\n')
  .map((row) => {
    const name = row.trim()
    const isOpen = name.startsWith('-') ? true : name.startsWith('+') ? false : undefined
    return { name: name.replace(/^[-+]/, ''), level: row.search(/\S/), isOpen }
  })

it.each([
  ['one', 'ArrowDown', 'a'],
  ['one', 'ArrowUp', 'one'],
  ['three', 'ArrowDown', 'three'],
  ['deep', 'Home', 'one'],
  ['a', 'End', 'three'],
  ['deep', 'ArrowLeft', 'b'],
  ['a', 'ArrowLeft', 'one'],
  ['one', 'ArrowLeft', 'turn'],
  ['two', 'ArrowLeft', 'two'], // not to the first row: nothing is around it
  ['three', 'ArrowLeft', 'three'],
  ['two', 'ArrowRight', 'turn'],
  ['b', 'ArrowRight', 'deep'],
  ['a', 'ArrowRight', 'a'],
  ['three', 'ArrowRight', 'three'],
  ['a', 'x', null]
])('from %s %s leads to %s', (from, key, to) => {
  const move = treeMove(
    TREE,
    TREE.findIndex(({ name }) => name === from),
    key
  )
  expect(typeof move === 'number' ? TREE[move]?.name : move).toBe(to)
})
