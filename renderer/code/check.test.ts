import { initSync } from '@astral-sh/ruff-wasm-web'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CellId } from '../../common/brands'
import type { CellCode } from '../state/notebook'
import { Checker } from './check'
import { laidOut } from './layout'
import { makeRuff, type Ruff } from './ruff'

let ruff: Ruff

beforeAll(() => {
  const place = fileURLToPath(import.meta.resolve('@astral-sh/ruff-wasm-web/ruff_wasm_bg.wasm'))
  initSync({ module: readFileSync(place) })
  ruff = makeRuff()
  // 11 MB to compile, on a machine that may be busy.
}, 60_000)

/** What is found in cells with these texts: `cell: kind name "the text it stands at"`. */
function foundIn(...sources: readonly string[]): string[] {
  const cells = sources.map((source, i): CellCode => ({ id: `${i + 1}` as CellId, source }))
  return [...new Checker(ruff).check(cells)].flatMap(([id, problems]) =>
    problems.map(
      ({ kind, name, from, to }) => `${id}: ${kind} ${name} "${sources[Number(id) - 1]?.slice(from, to)}"`
    )
  )
}

describe('the code of a notebook', () => {
  test('names that nobody defines are found where they stand, behind other signs too', () => {
    expect(foundIn('x = 1', 's = "🐍🐍"; y = x + z')).toEqual(['2: undefined z "z"'])
  })

  test('what one cell defines the others know, whichever is above', () => {
    expect(foundIn('print(total)\nwork()', 'def work(): return limit', 'total, limit = 1, 2')).toEqual([])
  })

  test('names in a function are its own', () => {
    expect(foundIn('def f():\n    inner = 1\n    return inner', 'inner')).toEqual([
      '2: undefined inner "inner"'
    ])
  })

  test('imports and variables that nobody uses are found; an import for another cell is used', () => {
    expect(foundIn('import os, sys', 'def f():\n    left = 1', 'print(sys)')).toEqual([
      '1: unusedImport os "os"',
      '2: unusedVariable left "left"'
    ])
  })

  test('a notebook may await, import the future late, and define again', () => {
    expect(
      foundIn(
        'import asyncio\nawait asyncio.sleep(0)',
        'from __future__ import annotations\ndef f(): pass',
        'def f(): pass\nasync for x in f(): display(x)'
      )
    ).toEqual([])
  })

  test('magics and commands are no mistakes, and what they name counts as used', () => {
    expect(foundIn('import math', '%timeit math.sqrt(2)\nfiles = !ls\nprint(files)\nmath?')).toEqual([])
    expect(foundIn('import json', '%%bash\necho $json; nothing here is Python')).toEqual([])
  })

  test('a cell that is being written says so, and spoils nothing in the others', () => {
    const found = foundIn('import os\ndef work(:\n    pass', 'work(os, other)', 'print(2')
    expect(found.filter((each) => each.startsWith('2'))).toEqual(['2: undefined other "other"'])
    expect(found.map((each) => each.slice(0, 9))).toContain('1: syntax')
    expect(found.map((each) => each.slice(0, 9))).toContain('3: syntax')
  })

  test('new grammar is no mistake', () => {
    expect(
      foundIn(
        'type N = int\nmatch 1:\n    case n: print(N, n, t"{n}")\ntry: pass\nexcept* (OSError, KeyError): pass'
      )
    ).toEqual([])
  })

  test('nothing is found in nothing', () => {
    expect(foundIn()).toEqual([])
    expect(foundIn('', '\n\n', '# only words')).toEqual([])
  })
})

describe('laying out', () => {
  const laid = (source: string): string => {
    const answer = laidOut(source, ruff)
    return answer.kind === 'laid' ? answer.source : answer.kind
  }

  test.each([
    ['x=1', 'x = 1'],
    ["def f( a,b ):\n  return 'a'\n", 'def f(a, b):\n    return "a"'],
    ['%cd  data\nif x :\n  !ls  -l\nfiles = !ls  $x', '%cd  data\nif x:\n    !ls  -l\nfiles = !ls  $x'],
    ['%%time\nx=1', '%%time\nx = 1'],
    ['plot( 1 );', 'plot(1);'],
    ['plot( "#" ) ; # quiet', 'plot("#");  # quiet'],
    ['x=1 # not hidden;', 'x = 1  # not hidden;'],
    ['try: pass\nexcept (A, B): pass', 'try:\n    pass\nexcept (A, B):\n    pass'],
    ['await  f()', 'await f()'],
    ['', ''],
    ['x = (', 'syntax'],
    ['%%bash\nls', 'other']
  ])('%j', (source, expected) => {
    expect(laid(source)).toBe(expected)
  })

  test('twice is as once', () => {
    const once = laid('a = {1 :2}\n%cd x\nf(a );')
    expect(laid(once)).toBe(once)
  })
})
