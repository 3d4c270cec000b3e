import { describe, expect, test } from 'vitest'
import { lines, situation } from '../testing/situations'
import { legacyAsyncio } from './legacyAsyncio'

const LOOP = lines(
  'import asyncio',
  'async def work(): pass',
  'loop = asyncio.get_event_loop()',
  'loop.run_until_complete(work())'
)
const MODERN = lines('import asyncio', 'async def work(): pass', 'asyncio.run(work())')

const refused = (ename: string, evalue: string) => ({ error: { ename, evalue } })

describe('what a Python refuses', () => {
  test.each([
    [LOOP, refused('RuntimeError', "There is no current event loop in thread 'MainThread'."), MODERN],
    [
      'import asyncio\nt = asyncio.async(f())',
      refused('SyntaxError', 'invalid syntax (<x>, line 2)'),
      'import asyncio\nt = asyncio.ensure_future(f())'
    ],
    [
      'import asyncio\n@asyncio.coroutine\ndef f():\n    yield from g()\n',
      refused('AttributeError', "module 'asyncio' has no attribute 'coroutine'. Did you mean: 'coroutines'?"),
      'import asyncio\nasync def f():\n    await g()\n'
    ],
    [
      'import asyncio\nlock = asyncio.Lock(loop=None)',
      refused(
        'TypeError',
        'As of 3.10, the *loop* parameter was removed from Lock() since it is no longer necessary'
      ),
      'import asyncio\nlock = asyncio.Lock()'
    ],
    [
      lines(
        'import asyncio',
        'async def f(): pass',
        'async def main():',
        '    done, rest = await asyncio.wait([f(), f()])',
        'asyncio.run(main())'
      ),
      refused('TypeError', 'Passing coroutines is forbidden, use tasks explicitly.'),
      lines(
        'import asyncio',
        'async def f(): pass',
        'async def main():',
        '    done, rest = await asyncio.wait([asyncio.create_task(f()), asyncio.create_task(f())])',
        'asyncio.run(main())'
      )
    ]
  ])('%s', (source, told, code) => {
    expect(legacyAsyncio(situation(source, told))?.fixes.map((fix) => fix.code)).toEqual([code])
  })

  test('a program that cannot be moved gets a loop of its own', () => {
    const source = lines(
      'import asyncio',
      'loop = asyncio.get_event_loop()',
      'loop.call_later(1, loop.stop)',
      'loop.run_forever()'
    )
    expect(
      legacyAsyncio(situation(source, refused('RuntimeError', 'There is no current event loop in thread')))
        ?.fixes
    ).toMatchObject([
      {
        code: lines(
          'import asyncio',
          'loop = asyncio.new_event_loop()',
          'asyncio.set_event_loop(loop)',
          'loop.call_later(1, loop.stop)',
          'loop.run_forever()'
        )
      }
    ])
  })
})

test('what a Python warns of', () => {
  const printed =
    'Cell In[3]:3: DeprecationWarning: There is no current event loop\n  loop = asyncio.get_event_loop()\n'
  const help = legacyAsyncio(situation(LOOP, { printed }))
  expect(help?.says.en).toBe('`asyncio.get_event_loop()` will make no loop of its own from Python 3.14 on.')
  expect(help?.fixes[0]?.code).toBe(MODERN)
})

describe('silent', () => {
  test.each([
    ['an old program that works', LOOP, {}],
    ['another error', LOOP, refused('RuntimeError', 'boom')],
    [
      'another TypeError about loop',
      'f(loop=1)',
      refused('TypeError', "f() got an unexpected keyword argument 'loop'")
    ],
    ['a syntax error elsewhere', 'def f(:', refused('SyntaxError', 'invalid syntax')],
    [
      'the same words of code that has nothing of it',
      'work()',
      refused('RuntimeError', 'There is no current event loop in thread')
    ]
  ])('%s', (_, source, told) => {
    expect(legacyAsyncio(situation(source, told))).toBeNull()
  })

  test('in a thread of its own', () => {
    const printed =
      'Exception in thread T:\nTraceback (most recent call last):\n  File "x", line 1, in f\nRuntimeError: There is no current event loop in thread \'T\'.\n'
    expect(legacyAsyncio(situation(LOOP, { printed }))).toBeNull()
  })
})
