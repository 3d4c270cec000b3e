import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PythonCode } from '../python/code'
import type { Facts } from '../trace/verdict/facts'
import { helpFor, RULES } from './help'
import type { RuleName } from './ruleNames'
import type { Rule, Situation } from './situation'
import { inThread, lines, situation } from './testing/situations'

const NAME_ERROR = { error: { ename: 'NameError', evalue: "name 'sleep' is not defined" } }

test('a rule that is switched off is not asked, and the next one is heard', () => {
  const broken = situation('import asyncio\nloop = asyncio.get_event_loop()\nsleep(1)', {
    ...NAME_ERROR,
    notices: [{ what: 'loop-idle', coroutines: [], count: 0 }]
  })
  expect(helpFor(broken)?.rule).toBe('missing-import')
  expect(helpFor(broken, ['missing-import'])?.rule).toBe('loop-idle')
  expect(helpFor(broken, ['missing-import', 'loop-idle'])).toBeNull()
})

test('a cell that ended well and shows nothing gets no help', () => {
  expect(helpFor(situation('print(1)'))).toBeNull()
})

/** All that could make any rule speak. */
const CLUES: readonly Partial<Situation>[] = [
  NAME_ERROR,
  { error: { ename: 'RuntimeError', evalue: 'There is no current event loop' } },
  { error: { ename: 'SyntaxError', evalue: 'invalid syntax' } },
  { error: { ename: 'TypeError', evalue: 'Passing coroutines is forbidden, use tasks explicitly.' } },
  { error: { ename: 'TypeError', evalue: "sleep() got an unexpected keyword argument 'loop'" } },
  { error: { ename: 'AttributeError', evalue: "module 'asyncio' has no attribute 'coroutine'" } },
  { error: { ename: 'AttributeError', evalue: "'Thread' object has no attribute 'isAlive'" } },
  { notices: [{ what: 'loop-idle', coroutines: ['work'], count: 1 }], isRunning: true },
  { printed: inThread('T', "NameError: name 'current_thread' is not defined") },
  {
    printed:
      "x:1: RuntimeWarning: coroutine 'work' was never awaited\nx:2: DeprecationWarning: getName() is deprecated, get the name attribute instead\n"
  },
  { left: { threads: 2, processes: 1 } },
  { facts: () => ({ pattern: 'stuck', time: 3000, waiters: [{ name: 'x', where: null }] }) satisfies Facts },
  {
    facts: () =>
      ({
        pattern: 'gil-serialized',
        threads: 4,
        cores: 1,
        wanted: 1,
        heldShare: 1,
        waitedShare: 1,
        handOffs: 1
      }) satisfies Facts
  }
]

/** Lines that the rules know, in any order and with anything missing. */
const PARTS = [
  'import asyncio',
  'from threading import Thread, Lock',
  'import threading, time',
  '@asyncio.coroutine',
  'async def work(loop=None):',
  'def work(loop, n):',
  '    yield from asyncio.sleep(1, loop=loop)',
  '    await asyncio.sleep(1)',
  '    loop.stop()',
  '    return (yield)',
  "if __name__ == '__main__':",
  'try:',
  'finally:',
  'loop = asyncio.get_event_loop()',
  '    loop = asyncio.new_event_loop()',
  'tasks = [work(loop), work(loop)]',
  'tasks = []',
  'for n in range(3):',
  '    tasks.append(asyncio.async(work(n)))',
  'loop.run_until_complete(asyncio.wait(tasks))',
  'loop.run_forever()',
  '    loop.run_forever()',
  'loop.close()',
  'lock = Lock()',
  'with lock:',
  '    with lock:',
  '    lock.acquire()',
  '    lock.release()',
  '    """a',
  '    b"""',
  't = Thread(target=work, args=(1,))',
  '    Thread(target=work).start()',
  't.start(); t.getName()',
  '%time work()',
  '# a remark',
  '',
  'sleep(1)',
  '    work()',
  'x = lambda: work('
]

describe('whatever the code is', () => {
  const code = fc.array(fc.constantFrom(...PARTS), { maxLength: 14 }).map((parts) => lines(...parts))
  test.each(Object.entries(RULES) as [RuleName, Rule][])(
    '%s does not fail, and changes something',
    (_, rule) => {
      fc.assert(
        fc.property(code, fc.constantFrom(...CLUES), (source, clues) => {
          const help = rule({ ...situation(source), ...clues })
          // Nothing is lost on the way.
          for (const fix of help?.fixes ?? []) {
            expect(fix.code).not.toBe(source)
            expect(new PythonCode(fix.code).isWhole).toBe(true)
          }
        }),
        { numRuns: 300 }
      )
    }
  )
})
