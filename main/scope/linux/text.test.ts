import { expect, test } from 'vitest'
import { parseBusy } from './cores'
import { parseMaps } from './maps'
import { nameFromCommand } from './processName'
import { causeOfChannel } from './waitChannels'

const MAPS = `555d4a400000-555d4a401000 r--p 00000000 fe:00 918 /usr/bin/python3.11
7f2a00000000-7f2a00021000 rw-p 00000000 00:00 0
7f2a10000000-7f2a10200000 r-xp 00125000 fe:00 77                         /opt/my pythons/libpython3.11.so.1.0 (deleted)
7ffc7c308000-7ffc7c329000 rw-p 00000000 00:00 0                          [stack]
`

test('mapped files keep the spaces in their names, and say when they are gone', () => {
  expect(parseMaps(MAPS)).toEqual([
    {
      start: 0x555d4a400000,
      end: 0x555d4a401000,
      offset: 0,
      path: '/usr/bin/python3.11',
      deleted: false
    },
    {
      start: 0x7f2a10000000,
      end: 0x7f2a10200000,
      offset: 0x125000,
      path: '/opt/my pythons/libpython3.11.so.1.0',
      deleted: true
    }
  ])
})

test('a core is busy when it is neither idle nor waiting for a disk; one that is off has no line', () => {
  const text =
    'cpu  9 9 9 9 9 9 9 9 0 0\ncpu0 10 1 5 900 50 2 3 4 0 0\ncpu2 1 0 0 9 9 0 0 0 0 0\nintr 1 2 3\n'
  expect(parseBusy(text)).toEqual([250_000_000, 0, 10_000_000])
})

test('the servants of multiprocessing have names of their own', () => {
  const spawn =
    'python3\0-c\0from multiprocessing.spawn import spawn_main; spawn_main(tracker_fd=5)\0--multiprocessing-fork'
  expect(nameFromCommand(spawn, 'python3')).toBe('spawned process')
  expect(
    nameFromCommand('python3\0-c\0from multiprocessing.resource_tracker import main;main(5)', 'python3')
  ).toBe('resource tracker')
  expect(nameFromCommand('sleep\x001000', 'sleep')).toBe('sleep')
  expect(nameFromCommand(spawn, 'SpawnProcess-1')).toBe('SpawnProcess-1')
})

test.each([
  ['futex_do_wait', 'lock'],
  ['futex_wait_queue', 'lock'],
  ['hrtimer_nanosleep', 'sleep'],
  ['do_wait', 'child-wait'],
  ['ep_poll', 'io'],
  ['pipe_read', 'io'],
  ['unix_stream_read_generic', 'io'],
  ['0', 'idle'],
  ['', 'idle']
])('a thread in %s is in %s', (channel, state) => {
  expect(causeOfChannel(channel)).toBe(state)
})
