import { expect, test } from 'vitest'
import { situation } from '../testing/situations'
import { oldNames } from './oldNames'

const warned = (words: string): string => `Cell In[2]:3: DeprecationWarning: ${words}\n  the line\n`

test.each([
  ['print(t.getName())', 'getName() is deprecated, get the name attribute instead', 'print(t.name)'],
  [
    't.setDaemon(True)  # x',
    'setDaemon() is deprecated, set the daemon attribute instead',
    't.daemon = True  # x'
  ],
  [
    'import threading\nthreading.currentThread().name',
    'currentThread() is deprecated, use current_thread() instead',
    'import threading\nthreading.current_thread().name'
  ],
  [
    'from threading import currentThread\ncurrentThread()',
    'currentThread() is deprecated, use current_thread() instead',
    'from threading import current_thread\ncurrent_thread()'
  ],
  ['c.notifyAll()', 'notifyAll() is deprecated, use notify_all() instead', 'c.notify_all()']
])('%s: what a Python warns of', (source, words, code) => {
  expect(oldNames(situation(source, { printed: warned(words) }))?.fixes[0]?.code).toBe(code)
})

test.each([
  [
    'while t.isAlive(): pass',
    "'Thread' object has no attribute 'isAlive'. Did you mean: 'is_alive'?",
    'while t.is_alive(): pass'
  ],
  [
    'import time\nt = time.clock()',
    "module 'time' has no attribute 'clock'",
    'import time\nt = time.perf_counter()'
  ]
])('%s: what a Python refuses', (source, evalue, code) => {
  const help = oldNames(situation(source, { error: { ename: 'AttributeError', evalue } }))
  expect(help?.fixes[0]?.code).toBe(code)
})

test.each([
  ['another warning', 'x.getName()', { printed: warned('x is deprecated, use y') }],
  [
    'an attribute of nobody’s',
    'x.foo()',
    { error: { ename: 'AttributeError', evalue: "'Thread' object has no attribute 'foo'" } }
  ],
  [
    'the same name of something else',
    'x.isAlive()',
    { error: { ename: 'AttributeError', evalue: "'Cat' object has no attribute 'isAlive'" } }
  ],
  ['nobody warned', 't.getName()', {}]
])('silent: %s', (_, source, told) => {
  expect(oldNames(situation(source, told))).toBeNull()
})
