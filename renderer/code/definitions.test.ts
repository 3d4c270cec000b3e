import { expect, test } from 'vitest'
import type { CellId } from '../../common/brands'
import { definitionOf } from './definitions'

/**
 * Cells as texts: `|` is behind the place that is asked about, `[…]` marks the definition that is expected.
 * @returns where it was found, marked the same way, or null
 */
function found(...marked: readonly string[]): readonly string[] | null {
  const cells = marked.map((text, i) => ({ id: `${i}` as CellId, source: text.replace(/[|«»]/g, '') }))
  const at = marked.findIndex((text) => text.includes('|'))
  const place = marked[at]!.replace(/[«»]/g, '').indexOf('|')
  const definition = definitionOf(cells, cells[at]!.id, place)
  if (definition === null) return null
  const { cell, from, to } = definition
  return cells.map(({ id, source }) =>
    id === cell ? `${source.slice(0, from)}«${source.slice(from, to)}»${source.slice(to)}` : source
  )
}

const plain = (cells: readonly string[]): string[] => cells.map((text) => text.replace('|', ''))

test.each<[string, ...string[]]>([
  ['a function in another cell', 'def «work»(n): pass', 'work|(1)'],
  ['the last definition before', 'x = 1\n«x» = 2\nprint(x|)\nx = 3'],
  ['the nearest cell above', 'x = 1', '«x» = 2', 'x|', 'x = 4'],
  ['a cell below, when none is above', 'wor|k()', 'def «work»(): pass'],
  ['a variable of the function, not of the notebook', 'n = 1\ndef f():\n    «n» = 2\n    return n|'],
  ['a parameter', 'def f(a, «b»=1, *c):\n    return b|'],
  ['of the function around', 'def f():\n    «x» = 1\n    def g():\n        return x|\n    return g'],
  ['in a lambda', 'f = lambda «x»: x| + 1'],
  ['in a comprehension', 'x = 1\n[x| for «x» in y]'],
  ['a class', 'class «Worker»: pass', 'w = Work|er()'],
  ['a method', 'class Worker:\n    def «run»(self): pass', 'w = Worker()\nw.ru|n()'],
  [
    'of its own class',
    'class A:\n    def run(self): pass\nclass B:\n    def «run»(self): pass\n    def go(self): self.run|()'
  ],
  [
    'what is set on self',
    'class A:\n    def __init__(self):\n        self.«n» = 1\n    def m(self): return self.n|'
  ],
  ['an import', 'import os.path as «p», sys', 'p|.join'],
  ['of a part', 'from a import (b as «c», d)', 'c|'],
  ['of a package', 'import «os».path', 'os|.path'],
  ['in several at once', 'a, (b, *«c») = 1, (2, 3)', 'c|'],
  ['with', 'with open(f) as «h», k as l: h|'],
  ['except', 'try: pass\nexcept E as «e»: print(e|)'],
  ['a loop', 'for i, «j» in z: j|'],
  ['a walrus', 'if («n» := 3): n|'],
  ['a pattern', 'match v:\n    case [«a», *b]: a|'],
  ['global', 'def f():\n    global n\n    «n» = 1', 'n|'],
  [
    'of the notebook, where a function between says so',
    'def f():\n    n = 1\n    def g():\n        global n\n        return n|',
    '«n» = 2'
  ],
  ['named in the statement itself', '«n» = 1\ndef f():\n    global n|'],
  ['of the function around', 'def f():\n    «n» = 1\n    def g():\n        nonlocal n\n        n| += 1'],
  [
    'outside of the class for what is in its comprehensions',
    '«n» = 1\nclass A:\n    n = 2\n    a = [n| for i in b]'
  ],
  ['a walrus in a comprehension', '[«last» := x for x in y]\nlast|'],
  ['a type parameter', 'def f[«T»](x: T|): pass'],
  ['a bound of one', 'class «B»: pass\ndef f[T: B|](x: T): pass'],
  ['a name that is only annotated', 'def f():\n    «n»: int\n    print(n|)'],
  ['a name behind a magic', '%time x = 1\n«y» = 2', 'y|'],
  ['itself', 'def «work|»(): pass'],
  ['with an annotation', '«x»: int = 3', 'x|'],
  ['in an f-string', 'x = 1\n«x» = 2\nprint(f"{x|}")']
])('%s', (_, ...cells) => {
  expect(found(...cells)).toEqual(plain(cells))
})

test.each([
  ['nobody defines it', ['prin|t(1)']],
  ['a class’s names are not known in its methods', ['class A:\n    n = 1\n    def m(self): return n|']],
  ['in a string', ['work = 1\n"wor|k"']],
  ['in a comment', ['work = 1\n# wor|k']],
  ['nothing', ['|']],
  ['the name of an argument is no variable', ['key = 1\nf(key|=2)']],
  ['an attribute is no variable', ['n = 1', 'x.n|']]
] as const)('%s', (_, cells) => {
  expect(found(...cells)).toBeNull()
})
