import { describe, expect, test } from 'vitest'
import type { Facts } from '../../trace/verdict/facts'
import { lines, situation } from '../testing/situations'
import { lockOrder } from './lockOrder'

const stuck = (...at: readonly number[]): Facts => ({
  pattern: 'stuck',
  time: 4000,
  waiters: at.map((line, n) => ({ name: `Thread-${String(n + 1)}`, where: { file: 'Cell In[1]', line } }))
})

const SOURCE = lines(
  'import threading, time',
  'fork, spoon = None, None',
  'a = threading.Lock()',
  'b = threading.Lock()',
  'def one():',
  '    with a:',
  '        time.sleep(0.1)',
  '        with b:',
  '            pass',
  'def two():',
  '    with b:  # first',
  '        time.sleep(0.1)',
  '        with a:',
  '            pass'
)
const help = (source: string, facts: Facts) => lockOrder(situation(source, { isRunning: true, facts }))

test('two threads that wait for each other', () => {
  const found = help(SOURCE, stuck(8, 13))
  expect(found?.says.en).toBe(
    'A deadlock: one thread holds `a` and waits for `b`, another holds `b` and waits for `a`.'
  )
  expect(found?.why.map(({ en }) => en)).toEqual([
    'For 4 s nothing has run: Thread-1, Thread-2 waited for a lock in line 8, 13.',
    'Line 6 takes `a`, and while it is held line 8 takes `b`.',
    'Line 11 takes `b`, and while it is held line 13 takes `a`.'
  ])
  expect(found?.fixes[0]?.code).toBe(
    SOURCE.replace('with b:  # first', 'with a:  # first').replace(
      /with a:\n {12}pass\n$/,
      'with b:\n            pass\n'
    )
  )
})

test('no fix where the first lock may guard what stands between', () => {
  expect(help(SOURCE.replace('# first', '# first\n        count = 1'), stuck(8, 14))?.fixes).toEqual([])
})

describe('silent', () => {
  test.each<[string, string, Facts]>([
    ['a run that gets on', SOURCE, { pattern: 'unclear', threads: 2, cores: 1 }],
    ['somebody who waits elsewhere', SOURCE, stuck(2)],
    ['only one who waits', SOURCE, stuck(8)],
    [
      'one order everywhere',
      SOURCE.replace('with b:  # first', 'with a:').replace(
        /with a:\n {12}pass\n$/,
        'with b:\n            pass\n'
      ),
      stuck(8, 13)
    ]
  ])('%s', (_, source, facts) => {
    expect(help(source, facts)).toBeNull()
  })
})
