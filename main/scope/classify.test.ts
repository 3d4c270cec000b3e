import { describe, expect, test } from 'vitest'
import { causeOf, classify, waitsOnFutex, type Evidence } from './classify'
import type { SyscallFields } from './linux/procText'

const evidence = (change: Partial<Evidence>): Evidence => ({
  tier: 'exact',
  stopped: false,
  runnable: false,
  holds: false,
  waitsForGil: false,
  attached: null,
  cause: 'idle',
  ...change
})

describe('a thread on a CPU', () => {
  const onCpu = (change: Partial<Evidence>) => classify(evidence({ runnable: true, ...change }), true)
  test('runs Python when it holds the GIL', () => {
    expect(onCpu({ holds: true })).toBe('python')
    expect(onCpu({})).toBe('native')
  })
  test('runs Python in a build without a GIL, unless Python says that it does not', () => {
    expect(onCpu({ tier: 'no-gil' })).toBe('python')
    expect(onCpu({ tier: 'no-gil', attached: true })).toBe('python')
    expect(onCpu({ tier: 'no-gil', attached: false })).toBe('native')
  })
})

test('a runnable thread without a CPU is preempted, also while it holds the GIL', () => {
  expect(classify(evidence({ runnable: true }), false)).toBe('preempted')
  expect(classify(evidence({ runnable: true, holds: true }), false)).toBe('preempted')
})
test('a blocked thread waits for the GIL, or for what its call says', () => {
  expect(classify(evidence({ waitsForGil: true, cause: 'lock' }), false)).toBe('gil-wait')
  expect(classify(evidence({ cause: 'sleep' }), false)).toBe('sleep')
  expect(classify(evidence({ cause: 'io', holds: true }), false)).toBe('io')
})
test('a stopped process does nothing, whatever its threads were about', () => {
  expect(classify(evidence({ stopped: true, cause: 'sleep' }), false)).toBe('idle')
})

if (process.arch !== 'x64')
  process.stdout.write('skipped: system calls are written down here by the numbers of x86-64\n')

describe.runIf(process.arch === 'x64')('a call', () => {
  const call = (number: number, first = 0, second = 0): SyscallFields => ({
    running: false,
    number,
    first,
    second,
    third: 0
  })
  const never = (): boolean => false
  test('on a futex waits or wakes', () => {
    expect(waitsOnFutex(call(202, 0x1000, 0x89))).toBe(true) // FUTEX_WAIT_BITSET | private
    expect(waitsOnFutex(call(202, 0x1000, 0x80))).toBe(true) // FUTEX_WAIT | private
    expect(waitsOnFutex(call(202, 0x1000, 0x81))).toBe(false) // FUTEX_WAKE | private
    expect(waitsOnFutex(call(0))).toBe(false)
  })
  test.each([
    ['clock_nanosleep', call(230), 'sleep'],
    ['pselect6 on nothing', call(270, 0), 'sleep'],
    ['pselect6 on a descriptor', call(270, 4), 'io'],
    ['poll on nothing', call(7, 0x1000, 0), 'sleep'],
    ['poll on two descriptors', call(7, 0x1000, 2), 'io'],
    ['epoll_wait', call(232, 3), 'io'],
    ['read', call(0), 'io'],
    ['wait4', call(61), 'child-wait'],
    ['semop', call(65), 'lock'],
    ['getpid', call(39), 'idle'],
    ['outside a call', call(-1), 'idle']
  ] as const)('%s', (_, fields, cause) => {
    expect(causeOf(fields, 'idle', never)).toBe(cause)
  })
  test('polling the one descriptor that tells the end of a child waits for that child', () => {
    expect(causeOf(call(7, 0x1000, 1), 'idle', never)).toBe('io')
    expect(causeOf(call(7, 0x1000, 1), 'idle', () => true)).toBe('child-wait')
  })
  test('that was interrupted and goes on is what it was', () => {
    expect(causeOf(call(219), 'sleep', never)).toBe('sleep')
    expect(causeOf(call(219), 'python', never)).toBe('idle')
  })
})
