import { expect, test } from 'vitest'
import { lines, situation } from '../testing/situations'
import { neverAwaited } from './neverAwaited'

const warned = (...names: readonly string[]): string =>
  names
    .map((name) => `Cell In[2]:5: RuntimeWarning: coroutine '${name}' was never awaited\n  ${name}()\n`)
    .join('')

const fixed = (source: string, ...names: readonly string[]): string | undefined =>
  neverAwaited(situation(source, { printed: warned(...names) }))?.fixes[0]?.code

test('at the top level it is run', () => {
  const source = lines('async def hello():', '    print("hi")', 'hello()  # now')
  expect(fixed(source, 'hello')).toBe(
    lines('import asyncio', '', 'async def hello():', '    print("hi")', 'asyncio.run(hello())  # now')
  )
  const help = neverAwaited(
    situation(source, {
      printed: "RuntimeWarning: coroutine 'hello' was never awaited: write `await hello(…)`\n"
    })
  )
  expect(help?.says.en).toBe('`hello()` never ran: a call only makes a coroutine, and nobody awaited it.')
  expect(help?.fixes).toHaveLength(1)
})

test('in a coroutine it is awaited', () => {
  const source = lines(
    'import asyncio',
    'async def main():',
    '    hello()',
    '    asyncio.sleep(1)',
    'asyncio.run(main())'
  )
  expect(fixed(source, 'hello', 'sleep')).toBe(
    lines(
      'import asyncio',
      'async def main():',
      '    await hello()',
      '    await asyncio.sleep(1)',
      'asyncio.run(main())'
    )
  )
})

test('as what a thread runs', () => {
  const source = lines(
    'import threading',
    'async def hello(a, b): pass',
    "threading.Thread(target=hello, args=('A', 2)).start()"
  )
  expect(fixed(source, 'hello')).toBe(
    lines(
      'import threading',
      'import asyncio',
      'async def hello(a, b): pass',
      "threading.Thread(target=asyncio.run, args=(hello('A', 2),)).start()"
    )
  )
})

test('no fix where it is not known who should await it', () => {
  const help = neverAwaited(situation('def f():\n    hello()\nf()', { printed: warned('hello') }))
  expect(help?.fixes).toEqual([])
})

test.each([
  ['nothing was warned of', {}],
  [
    'the cell failed, and the rest of it never ran',
    { printed: warned('hello'), error: { ename: 'ValueError', evalue: '' } }
  ],
  ['it still runs', { printed: warned('hello'), isRunning: true }]
])('silent where %s', (_, told) => {
  expect(neverAwaited(situation('hello()', told))).toBeNull()
})
