import { describe, expect, it } from 'vitest'
import { namesOf } from './names'

const list = (names: Iterable<string>): string => [...names].sort().join(' ')
const uses = (source: string): string => list(namesOf(source).uses)
const sets = (source: string): string => list(namesOf(source).sets)
const later = (source: string): Record<string, string> =>
  Object.fromEntries([...namesOf(source).later].map(([name, names]) => [name, list(names)]))

describe('a cell sets', () => {
  it.each([
    ['x = 1', 'x'],
    ['x = y = z', 'x y'],
    ['a, *b = c', 'a b'],
    ['[a, (b, c)] = d', 'a b c'],
    ['x: int = 1', 'x'],
    ['x: int', ''],
    ['x += 1', 'x'],
    ['a.b = 1\nc[0] = 2', ''],
    ['if (n := f()): pass', 'n'],
    ['[last := x for x in y]', 'last'],
    ['for i, (j, k) in x: m = i', 'i j k m'],
    ['with a() as b, c() as d: pass', 'b d'],
    ['with (a() as b): pass', 'b'],
    ['try: pass\nexcept E as e: x = e', 'x'],
    ['import os.path, numpy as np, a.b as c', 'c np os'],
    ['from a.b import c as d, e', 'd e'],
    ['from a import (\n  b,\n  c as d,\n)', 'b d'],
    ['def f(a): b = a', 'f'],
    ['async def f(): pass\nclass C:\n  x = 1\n  def m(self): pass', 'C f'],
    ['match v:\n  case [a, *b] | {"k": c, **d}: pass\n  case P(x=e) as g: pass', 'a b c d e g'],
    ['type T[K] = list[K]', 'T'],
    ['tmp = 1\ny = tmp\ndel tmp', 'y'],
    ['[x for x in y]\nlambda z: z', ''],
    ['print(n := 1, end="")', 'n'],
    ['match v:\n  case _: pass', ''],
    ['a = b = c = 1\ndel (a, [b])', 'c'],
    ['class C:\n  global x\n  x = 1', 'C x'],
    ['e = 1\ntry: pass\nexcept E as e: pass', 'e'],
    ['files = !ls', 'files'],
    ['%%bash\nx=1', ''],
    ['%%time\nx = 1', 'x']
  ])('%j: %j', (source, expected) => expect(sets(source)).toBe(expected))

  it('what it says beside a line that is not finished yet', () => {
    expect(namesOf('def f(:\n  x =\ny = 1').sets).toContain('y')
  })
})

describe('a cell uses', () => {
  it.each([
    ['x = 1\nprint(x)', 'print'],
    ['x = x + 1', 'x'],
    ['x += 1', 'x'],
    ['print(x)\nx = 1', 'print x'],
    ['a.b = c\nd[e] = f', 'a c d e f'],
    ['f(key=value, *more)', 'f more value'],
    ['a.b.c(d)', 'a d'],
    ['[k for k in z if k > low]', 'low z'],
    ['[x for x in x]', 'x'],
    ['sum(a * b for a, b in pairs)', 'pairs sum'],
    ['{k: v for k, v in d.items()}', 'd'],
    ['for i in rows: print(i)', 'print rows'],
    ['f"{name!r:{width}}"', 'name width'],
    ['sorted(rows, key=lambda row: row[at])', 'at rows sorted'],
    ['def f(a: T = default) -> R:\n  return inside', 'R T default'],
    ['@cached\ndef f(): pass', 'cached'],
    ['class C(Base, metaclass=M):\n  x = y\n  z = x', 'Base M y'],
    ['def first[T](xs: list[T]) -> T: pass', 'list'],
    ['try: f()\nexcept E as e: print(e)', 'E f print'],
    ['match v:\n  case Point(x=0) if flag: pass', 'Point flag v'],
    ['%timeit slow()\nx', 'x'],
    ['print("a\\n"\n      % b)', 'b print'],
    ['del x', 'x'],
    ['del (a, b[c])', 'a b c'],
    ['[y for x in data if (y := f(x))]', 'data f'],
    ['[0 for a[0] in b]', 'a b'],
    ['try: f()\nexcept E as e: pass\nprint(e)', 'E e f print'],
    ['class C:\n  x = x', 'x'],
    ['class C:\n  n = 1\n  a = sum(n for i in range(n))', 'n range sum'],
    ['def f[*Ts, **P](a: Ts, b: P): pass', ''],
    ['class C:\n  n = int\n  def m[T](self, a: n): pass', 'int'],
    ['import os\nos.getcwd()', '']
  ])('%j: %j', (source, expected) => expect(uses(source)).toBe(expected))
})

describe('what a function reads', () => {
  it('is kept for when it is called', () => {
    expect(later('def f(a):\n  b = a + x\n  return g(b)')).toEqual({ f: 'g x' })
    expect(uses('def f():\n  return x')).toBe('')
  })

  it('may be global although the function sets it', () => {
    expect(later('def f():\n  global n\n  n += 1')).toEqual({ f: 'n' })
    expect(later('def f():\n  n = 0\n  def g():\n    nonlocal n\n    n += step\n  return g')).toEqual({
      f: 'step'
    })
  })

  it('is not what is its own because it is annotated or deleted somewhere in it', () => {
    expect(later('def f():\n  x: "int"\n  return x')).toEqual({})
    expect(later('def f():\n  x()\n  del x')).toEqual({})
  })

  it('is not the class that its methods know by themselves', () => {
    expect(later('class C:\n  def m(self): return __class__')).toEqual({})
  })

  it('is kept for a type, too, until somebody asks what it is', () => {
    expect(later('type Tree[T] = list[Node | T]')).toEqual({ Tree: 'Node list' })
    expect(later('def f[T: Bound](x: T): pass')).toEqual({ f: 'Bound' })
    expect(uses('type Tree = Node')).toBe('')
  })

  it('counts for the class when it is a method, which does not see the class’s own names', () => {
    expect(later('class C:\n  x = 1\n  def m(self): return x + y')).toEqual({ C: 'x y' })
  })
})

it('what is imported or defined is the same again when the same code runs', () => {
  expect(list(namesOf('import os\nfrom a import b\ndef f(): pass\nclass C: pass\nx = 1').fixed)).toBe(
    'C b f os'
  )
  expect(list(namesOf('import a\ndef f(): pass\na = f = 1').fixed)).toBe('')
})

it('code that sets names unseen is known as such', () => {
  const opaque = ['from a import *', 'exec(text)', '%run other.py', 'globals()["x"] = 1']
  expect(opaque.map((source) => namesOf(source).isOpaque)).toEqual([true, true, true, true])
  expect(namesOf('from a import b').isOpaque).toBe(false)
})

it.each([
  ['brackets', '('.repeat(20_000)],
  ['calls', `f${'(f'.repeat(20_000)}`],
  ['sums', `x${' + x'.repeat(20_000)}`]
])('code that is nested without end is read all the same: %s', (_, source) => {
  expect(namesOf(`y = 1\n${source}`).sets).toContain('y')
})
