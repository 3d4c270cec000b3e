import { expect, test } from 'vitest'
import { parseLook } from './look'

const THREAD = [7, 5, 'running', 1_000_000, 'worker']
const PROCESS = [7, 1, 5, 2_000_000, 'Python', 'python x.py', [THREAD]]
const line = (part: object): string => JSON.stringify({ at: 12.5, spent: 3, processes: [PROCESS], ...part })

test('a line of the watcher is a look', () => {
  expect(parseLook(line({}))).toEqual({
    at: 12.5,
    spentNs: 3,
    processes: [
      {
        ...{ pid: 7, parent: 1, cpuNs: 2_000_000, name: 'Python', command: 'python x.py' },
        threads: [{ tid: 7, started: 5, state: 'running', cpuNs: 1_000_000, name: 'worker' }]
      }
    ]
  })
  expect(parseLook(line({ processes: [] }))).toMatchObject({ processes: [] })
  expect(parseLook(line({ processes: null }))).toMatchObject({ processes: null })
})

test('what the watcher says of its trouble is that', () => {
  expect(parseLook('{"problem":"OSError: access denied"}')).toEqual({ problem: 'OSError: access denied' })
})

test.each([
  ['no JSON', 'Traceback (most recent call last):'],
  ['no object', '[1]'],
  ['no time', line({ at: 'now' })],
  ['no processes', line({ processes: 3 })],
  ['a process that is none', line({ processes: [[7]] })],
  ['a thread that is none', line({ processes: [[...PROCESS.slice(0, 6), [[7, 5, 'running', null, '']]]] })],
  ['an unknown state', line({ processes: [[...PROCESS.slice(0, 6), [[7, 5, 'flying', 1, '']]]] })]
])('%s is unreadable, and said to be', (_what, text) => {
  expect(parseLook(text)).toEqual({ problem: expect.stringMatching(/^unreadable: /) })
})
