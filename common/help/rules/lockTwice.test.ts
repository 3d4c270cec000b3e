import { describe, expect, test } from 'vitest'
import type { Facts } from '../../trace/verdict/facts'
import { lines, situation } from '../testing/situations'
import { lockTwice } from './lockTwice'

const stuck = (...at: readonly number[]): Facts => ({
  pattern: 'stuck',
  time: 3000,
  waiters: at.map((line) => ({ name: 'MainThread', where: { file: 'Cell In[1]', line } }))
})
const help = (source: string, facts: Facts) => lockTwice(situation(source, { isRunning: true, facts }))

const THROUGH = lines(
  'from threading import Lock',
  'lock = Lock()',
  'def inner():',
  '    with lock:',
  '        pass',
  'def outer():',
  '    with lock:',
  '        inner()',
  'outer()'
)

describe('a lock that its holder asks for again', () => {
  test('through a function', () => {
    const found = help(THROUGH, stuck(4))
    expect(found?.says.en).toBe('The thread that holds `lock` asks for it again, and so waits for itself.')
    expect(found?.why.map(({ en }) => en)).toEqual([
      'For 3 s nothing has run: MainThread waited for a lock in line 4.',
      '`lock` is taken in line 7, and while it is held again in line 4, through `inner()`.'
    ])
    expect(found?.fixes[0]?.code).toBe(THROUGH.replaceAll('Lock', 'RLock'))
  })

  test('where the lines are not known', () => {
    expect(
      help(THROUGH, { pattern: 'stuck', time: 3000, waiters: [{ name: 'MainThread', where: null }] })
    ).not.toBeNull()
  })

  test('in a class, by acquire()', () => {
    const source = lines(
      'import threading',
      'class Account:',
      '    def __init__(self):',
      '        self._lock = threading.Lock()',
      '    def add(self):',
      '        self._lock.acquire()',
      '        self.check()',
      '        self._lock.release()',
      '    def check(self):',
      '        with self._lock:',
      '            return 1',
      'Account().add()'
    )
    expect(help(source, stuck(10))?.fixes[0]?.code).toBe(source.replace('threading.Lock', 'threading.RLock'))
  })

  test('keeps the import that others need', () => {
    const source = lines(
      'from threading import Lock',
      'other = Lock()',
      'lock = Lock()',
      'with lock:',
      '    with lock:',
      '        pass'
    )
    expect(help(source, stuck(5))?.fixes[0]?.code).toBe(
      lines(
        'from threading import Lock, RLock',
        'other = Lock()',
        'lock = RLock()',
        'with lock:',
        '    with lock:',
        '        pass'
      )
    )
  })
})

describe('a lock that is not given back', () => {
  test('nowhere', () => {
    const source = lines(
      'from threading import Lock',
      'lock = Lock()',
      'def work():',
      '    lock.acquire()',
      '    # count',
      '    print(1)',
      'work()',
      'work()'
    )
    const found = help(source, stuck(4))
    expect(found?.says.en).toBe(
      '`lock` was taken and not given back: whoever asks for it next waits for ever.'
    )
    expect(found?.fixes[0]?.code).toBe(
      lines(
        'from threading import Lock',
        'lock = Lock()',
        'def work():',
        '    with lock:',
        '        # count',
        '        print(1)',
        'work()',
        'work()'
      )
    )
  })

  test('on one way out', () => {
    const source = lines(
      'from threading import Lock',
      'lock = Lock()',
      'def work(n):',
      '    lock.acquire()',
      '    if n:',
      '        return',
      '    print(1)',
      '    lock.release()',
      '    print(2)',
      'work(1)',
      'work(0)'
    )
    expect(help(source, stuck(4))?.fixes[0]?.code).toBe(
      lines(
        'from threading import Lock',
        'lock = Lock()',
        'def work(n):',
        '    with lock:',
        '        if n:',
        '            return',
        '        print(1)',
        '    print(2)',
        'work(1)',
        'work(0)'
      )
    )
  })
})

describe('silent', () => {
  test.each([
    ['a run that gets on', THROUGH, { pattern: 'unclear', threads: 2, cores: 1 } as Facts],
    ['somebody who waits elsewhere', THROUGH, stuck(9)],
    ['an RLock', THROUGH.replaceAll('Lock', 'RLock'), stuck(4)],
    [
      'another thread that takes it',
      THROUGH.replace('        inner()', '        Thread(target=inner).start()'),
      stuck(4)
    ],
    [
      'a function that is only defined there',
      lines(
        'from threading import Lock',
        'lock = Lock()',
        'with lock:',
        '    def f():',
        '        with lock: pass'
      ),
      stuck(3)
    ],
    [
      'a lock that may time out',
      lines('from threading import Lock', 'lock = Lock()', 'with lock:', '    lock.acquire(timeout=1)'),
      stuck(3)
    ],
    [
      'a lock of asyncio',
      lines('import asyncio', 'lock = asyncio.Lock()', 'with lock:', '    with lock: pass'),
      stuck(4)
    ]
  ])('%s', (_, source, facts) => {
    expect(help(source, facts)).toBeNull()
  })
})
