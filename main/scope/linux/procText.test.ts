import { describe, expect, test } from 'vitest'
import { emptyStat, emptySyscall, readSched, readStat, readSwitches, readSyscall } from './procText'

const stat = (line: string) => {
  const bytes = Buffer.alloc(1024, '9') // what an earlier, longer read left behind
  const into = emptyStat()
  return { read: readStat(bytes, bytes.write(line), into), into }
}
const syscall = (line: string) => {
  const bytes = Buffer.alloc(1024, 'f')
  const into = emptySyscall()
  return { read: readSyscall(bytes, bytes.write(line), into), into }
}

const REST =
  '1 2 3 0 -1 4194304 100 0 2 0 250 50 7 3 20 0 12 0 64200 1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 17 5 0 0 0 0'

describe('stat', () => {
  test('has a core, times, threads and a start', () => {
    const { read, into } = stat(`4321 (python3) S ${REST}\n`)
    expect(read).toBe(true)
    expect(into).toEqual({
      name: 'python3',
      letter: 'S',
      parent: 1,
      ticks: 300,
      reapedTicks: 10,
      threads: 12,
      started: 64200,
      core: 5
    })
  })
  test('may name a program with brackets, spaces and letters beyond ASCII', () => {
    expect(stat(`1 (a) R (b c) R ${REST}`).into).toMatchObject({ name: 'a) R (b c', letter: 'R', core: 5 })
    expect(stat(`1 (线程) R ${REST}`).into).toMatchObject({ name: '线程', letter: 'R' })
  })
  test('is refused when it was cut, empty, or the thread is gone', () => {
    expect(stat('4321 (python3) S 1 2 3').read).toBe(false)
    expect(stat('').read).toBe(false)
    expect(readStat(Buffer.alloc(16), -1, emptyStat())).toBe(false)
  })
})

describe('schedstat', () => {
  test('has three numbers', () => {
    const into = { cpuNs: 0, queuedNs: 0, turns: 0 }
    const bytes = Buffer.from('9007199254740991 21 7\n')
    expect(readSched(bytes, bytes.length, into)).toBe(true)
    expect(into).toEqual({ cpuNs: 9007199254740991, queuedNs: 21, turns: 7 })
    expect(readSched(bytes, -1, into)).toBe(false)
  })
})

describe('syscall', () => {
  test('tells a runnable thread', () => {
    expect(syscall('running\n')).toMatchObject({ read: true, into: { running: true } })
  })
  test('has the number and its arguments', () => {
    const { into } = syscall(
      '202 0x7ffbc8b40c70 0x89 0x0 0x7ffbc79b9bd0 0x0 0xffffffff 0x7ffbc79b9aa0 0x7ffbc84a3f16\n'
    )
    expect(into).toEqual({ running: false, number: 202, first: 0x7ffbc8b40c70, second: 0x89, third: 0 })
  })
  test('may be blocked outside any call', () => {
    expect(syscall('-1 0x7ffc7c326cd0 0x7ffbc84ed545\n').into).toMatchObject({ running: false, number: -1 })
  })
  test('is empty without the right to read it', () => {
    expect(syscall('').read).toBe(false)
  })
})

test('how often a thread left the CPU stands at the end of its status', () => {
  const bytes = Buffer.alloc(4096, '9')
  const into = { voluntary: 0, involuntary: 0 }
  const text =
    'Name:\tpython3\nThreads:\t5\nMems_allowed_list:\t0\nvoluntary_ctxt_switches:\t1503\nnonvoluntary_ctxt_switches:\t42\n'
  expect(readSwitches(bytes, bytes.write(text), into)).toBe(true)
  expect(into).toEqual({ voluntary: 1503, involuntary: 42 })
  expect(readSwitches(bytes, bytes.write('Name:\tpython3\n'), into)).toBe(false)
  expect(readSwitches(bytes, -1, into)).toBe(false)
})
