/** Whose the names of a piece of code are: our answer beside that of CPython's own compiler, on each Python there is. */
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { findTestPythons } from '../../main/scope/testing/pythons'
import { mentionsIn } from './mentions'
import type { Scope } from './scopes'

/** For each function and class the names that it takes from the module or Python; for functions also those from functions around. */
type Answer = Readonly<
  Record<string, { readonly global: readonly string[]; readonly free: readonly string[] }>
>

/** Each function and class of a snippet has a name of its own. The number: the minor version of Python 3 that knows it. */
const SNIPPETS: readonly (readonly [number, string])[] = [
  [9, 'def f(a, /, b=c, *d, e: T = g, **h) -> R:\n  return a, b, d, e, h, i'],
  [9, 'def f():\n  x = 1\n  def g():\n    return x, y\n  return g'],
  [9, 'def f():\n  return x\n  x = 1'],
  [9, 'def f():\n  global x\n  x = 1\n  def g():\n    return x'],
  [9, 'def f():\n  x = 1\n  def g():\n    global x\n    def h():\n      return x'],
  [9, 'def f():\n  x = 1\n  def g():\n    nonlocal x\n    x += 1\n    def h():\n      return x'],
  [9, 'def f():\n  x = 1\n  class C:\n    x = x\n    y = x\n    def m(self):\n      return x, y'],
  [9, 'def f():\n  x = 1\n  class C:\n    global x\n    x = 2\n    def m(self):\n      return x'],
  [9, 'def f():\n  x = 1\n  class C:\n    nonlocal x\n    x = 2\n    def m(self):\n      return x'],
  [9, 'class A:\n  x = 1\n  class B:\n    y = x\n    def m(self):\n      return x, y'],
  [9, 'class A:\n  def m(self):\n    return __class__, super()'],
  [9, 'class A(Base, metaclass=M):\n  n = 3\n  a = [n for n in rows]\n  b = sum(i * n for i in range(n))'],
  [9, 'def f(rows):\n  return [cell for row in rows for cell in row if cell > low]'],
  [9, 'def f():\n  return {k: [v for v in k] for k in d}, {s for s in d}, (g for g in d)'],
  [9, 'def f(data):\n  [last := x for x in data]\n  def g():\n    return last, x'],
  [9, 'def f(data):\n  global last\n  [(last := x) for x in data if x]'],
  [9, 'def f(data):\n  print(y := len(data), y)\n  while chunk := data.read(): pass\n  return chunk'],
  [9, 'def f():\n  key = lambda a, b=c, *d: (a, b, d, e)\n  return key'],
  [
    9,
    'def f():\n  e = 1\n  try: a()\n  except E as e: b(e)\n  else: c()\n  finally: d()\n  def g(): return e'
  ],
  [9, 'def f():\n  import a.b, c.d as e\n  from g import h as i, j\n  return a, b, c, d, e, g, h, i, j'],
  [
    9,
    'def f():\n  x: "int"\n  y: "T" = z\n  o.a: "U" = v\n  def g(): return x, y\nclass C:\n  x: int\n  y: T = z'
  ],
  [9, 'def f():\n  (a, [b, *c]), d.e, g[h] = i = j\n  for k, l.m in n: pass\n  return a, b, c, i, k'],
  [9, 'def f():\n  with a() as b, c() as (d, e): pass\n  return b, d, e'],
  [
    9,
    'async def f():\n  async with a as b: pass\n  async for c in d: await e(c)\n  return [g async for g in h]'
  ],
  [9, 'def f():\n  del a, (b, c[d]), e.g\n  return a, b, c'],
  [9, 'def f():\n  return h(key=a, *b, **c), f"{d!r:{e}} {g=}"'],
  [9, '@a.b(c)\ndef f(): g\n@d\nclass C:\n  @e\n  def m(self): yield x'],
  [9, 'def f():\n  def recursive(): return recursive()\n  class K:\n    me = K\n    def m(self): return K'],
  [
    10,
    'def f(v):\n  match v:\n    case [a, *b] | {"k": a, **b}: pass\n    case P(x=c, y=d.e) as g if h: pass\n    case _: i\n  return a, b, c, g'
  ],
  [11, 'def f():\n  try: a()\n  except* E as e: b(e)\n  return e'],
  [12, 'def f[T: Bound, *Ts, **P](x: T, y: U = T0) -> T:\n  def g(): return T, Ts, P, x'],
  [12, 'class C[T](Base[T]):\n  n = 1\n  def m[U](self, a: str, b: U) -> T: return T, U, n'],
  [12, 'def f():\n  type A[K: B] = dict[K, V]\n  return A'],
  [12, 'def f():\n  n = int\n  class C:\n    type A = list[n]\n    def m(self): return A']
]

const ASKING = `
import json, sys, symtable
INSIDE = {'lambda', 'genexpr', 'listcomp', 'setcomp', 'dictcomp'}
def ours(names): return {n for n in names if n[0] != '.' and not n.startswith('__c') or n == '__class__'}
def look(table, path, found):
    named = table.get_type() in ('function', 'class') and table.get_name().strip('<>') not in INSIDE
    if named: path = path + [table.get_name()]
    if path:
        answer = found.setdefault('.'.join(path), {'global': set(), 'free': set()})
        answer['global'] |= ours(s.get_name() for s in table.get_symbols() if s.is_global())
        if table.get_type() == 'function' and named: answer['free'] |= ours(s.get_name() for s in table.get_symbols() if s.is_free())
    for child in table.get_children(): look(child, path, found)
    return found
answers = []
for code in json.load(sys.stdin):
    found = look(symtable.symtable(code, 'cell', 'exec'), [], {})
    answers.append({k: {w: sorted(names) for w, names in v.items()} for k, v in found.items()})
print(json.dumps(answers))
`

function askPython(path: string, snippets: readonly string[]): readonly Answer[] {
  const { stdout, stderr } = spawnSync(path, ['-c', ASKING], {
    input: JSON.stringify(snippets),
    encoding: 'utf8'
  })
  expect(stderr).toBe('')
  return JSON.parse(stdout) as Answer[]
}

function isNamed({ kind }: Scope): boolean {
  return kind === 'function' || kind === 'class'
}

function ourAnswer(code: string): Answer {
  const found: Record<string, { global: Set<string>; free: Set<string> }> = {}
  const at = (scope: Scope): { global: Set<string>; free: Set<string> } => {
    const path = scope.chain.filter(isNamed).map(({ name }) => name)
    return (found[path.reverse().join('.')] ??= { global: new Set(), free: new Set() })
  }
  for (const { name, scope } of mentionsIn(code).all) {
    const home = scope.homeOf(name)
    const around = scope.chain.filter(isNamed)
    if (around[0] !== undefined) at(around[0])
    if (home.parent === null) {
      if (around[0] !== undefined) at(around[0]).global.add(name)
    } else
      for (const each of around)
        if (each.kind === 'function' && each.chain.slice(1).includes(home)) at(each).free.add(name)
  }
  return Object.fromEntries(
    Object.entries(found).map(([path, { global, free }]) => [
      path,
      { global: [...global].sort(), free: [...free].sort() }
    ])
  )
}

const PYTHONS = findTestPythons()

describe.skipIf(PYTHONS.length === 0)(`names belong where Python has them (${PYTHONS.length} found)`, () => {
  it.each(PYTHONS)('$version', ({ version, path }) => {
    const known = SNIPPETS.filter(([since]) => since <= Number.parseInt(version.slice(2), 10)).map(
      ([, code]) => code
    )
    const theirs = askPython(path, known)
    known.forEach((code, i) => expect({ code, ...ourAnswer(code) }).toEqual({ code, ...theirs[i] }))
  })
})
