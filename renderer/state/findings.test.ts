import { expect, it } from 'vitest'
import type { CellId } from '../../common/brands'
import { findingsOf, type Begun } from './findings'
import { namesOf } from '../../common/python/names'

/**
 * Cells by their ids, from the top, and what ran in which order: `b` is the cell as it is now, `b=x = 2` another text of it,
 * `|` a new kernel. The answer says for each cell with a finding what it is.
 */
function found(cells: Readonly<Record<string, string>>, ...ran: readonly string[]): Record<string, string> {
  let life = 1
  const begun: Begun[] = []
  for (const step of ran) {
    const [, cell = '', source] = /^(\w+)(?:=(.*))?$/s.exec(step) ?? []
    if (step === '|') life += 1
    else begun.push({ cell: cell as CellId, source: source ?? cells[cell] ?? '', life })
  }
  const written = Object.entries(cells).map(([id, source]) => ({ id: id as CellId, source }))
  const findings = findingsOf({ cells: written, begun, life, names: namesOf })
  const said = [...findings].map(([id, all]) => [
    id,
    all
      .map((one) => [one.kind, 'name' in one && one.name, 'by' in one && one.by].filter(Boolean).join(' '))
      .join(', ')
  ])
  return Object.fromEntries(said) as Record<string, string>
}

it('nothing is found in a notebook that ran from top to bottom, or not at all', () => {
  const cells = { a: 'x = 1', b: 'x = x + 1', c: 'print(x)', d: 'x = 5' }
  expect(found(cells)).toEqual({})
  expect(found(cells, 'a', 'b', 'c', 'd')).toEqual({})
})

it('a cell whose code was edited since it ran says so, also after a restart', () => {
  expect(found({ a: 'x = 2' }, 'a=x = 1')).toEqual({ a: 'changed' })
  expect(found({ a: 'x = 2' }, 'a=x = 1', '|')).toEqual({ a: 'changed' })
  expect(found({ a: 'x = 2' }, 'a=x = 1', 'a')).toEqual({})
})

it('a cell is stale once the cell that it has a name from ran again, until it runs again itself', () => {
  const cells = { a: 'x = 1', b: 'print(x)' }
  expect(found(cells, 'a', 'b', 'a')).toEqual({ b: 'stale x a' })
  expect(found(cells, 'a', 'b', 'a', 'b')).toEqual({})
  expect(found(cells, 'a', 'b', '|', 'a')).toEqual({})
})

it('what uses something of a stale cell is stale too', () => {
  const cells = { a: 'x = 1', b: 'y = x', c: 'print(y)', d: 'print(1)' }
  expect(found(cells, 'a', 'b', 'c', 'd', 'a')).toEqual({ b: 'stale x a', c: 'staleBy y b' })
})

it('a function of a stale cell is the same: who uses only that is not stale', () => {
  const cells = { a: 'x = 1', b: 'def f(): return 2\ny = x', c: 'f()', d: 'print(y)' }
  expect(found(cells, 'a', 'b', 'c', 'd', 'a')).toEqual({ b: 'stale x a', d: 'staleBy y b' })
})

it('a name that a cell further down sets anew makes nothing above it stale', () => {
  expect(found({ a: 'x = 1', b: 'print(x)', c: 'x = 2' }, 'a', 'b', 'c', 'c')).toEqual({})
})

it('importing and defining the same again changes nothing; defining it otherwise does', () => {
  const cells = { a: 'import os\ndef f(): return 1', b: 'f(os)' }
  expect(found(cells, 'a', 'b', 'a')).toEqual({})
  expect(found(cells, 'a=import os\ndef f(): return 0', 'b', 'a')).toEqual({ b: 'stale f a' })
})

it('who calls a function uses what its body reads; who defines it does not', () => {
  const cells = { a: 'x = 1', b: 'def f(): return g()\ndef g(): return x', c: 'f()' }
  expect(found(cells, 'a', 'b', 'c', 'a')).toEqual({ c: 'stale x a' })
  expect(found({ a: 'def f(): return LIMIT', b: 'LIMIT = 1', c: 'f()' })).toEqual({})
  expect(found({ a: 'def f(): return LIMIT', b: 'f()', c: 'LIMIT = 1' })).toEqual({ b: 'below LIMIT c' })
})

it('a name used above the only cell that sets it is told, before anything ran', () => {
  expect(found({ a: 'print(total)', b: 'total = 1' })).toEqual({ a: 'below total b' })
  expect(found({ z: 'total = 0', a: 'print(total)', b: 'total = 1' })).toEqual({})
  expect(found({ a: 'list(range(3))', b: 'list = []' })).toEqual({})
  expect(found({ a: 'try: n\nexcept NameError: n = 0', b: 'n = 1' })).toEqual({})
})

it('a name whose code is deleted or was written anew is told while the kernel still has it', () => {
  expect(found({ b: 'print(x)' }, 'a=x = 1', 'b')).toEqual({ b: 'gone x' })
  expect(found({ a: 'y = 1', b: 'print(x)' }, 'a=x = 1', 'b', 'a')).toEqual({ b: 'gone x' })
  expect(found({ b: 'print(x)' }, 'a=x = 1', 'b', '|')).toEqual({})
})

it('nothing is said about order below code that sets names unseen', () => {
  expect(found({ a: 'from tools import *', b: 'print(x)', c: 'x = 1' })).toEqual({})
})

it('in a chain of a thousand cells all below the first are stale once it ran again', () => {
  const cells = Array.from({ length: 1_000 }, (_, n) => ({
    id: `c${n}` as CellId,
    source: `v${n} = v${Math.max(0, n - 1)}\nprint(v${n})`
  }))
  const known = new Map(cells.map(({ source }) => [source, namesOf(source)]))
  const names = (source: string) => known.get(source)!
  const begun = cells.map(({ id, source }) => ({ cell: id, source, life: 1 }))
  const again = [...begun, begun[0]!]
  expect(findingsOf({ cells, begun: again, life: 1, names }).size).toBe(999)
})
