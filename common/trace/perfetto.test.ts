import { expect, test } from 'vitest'
import { traced } from './drawn'
import type { TraceEvent } from './perfetto'
import { traceFileOf } from './perfetto'
import type { Us } from './trace'

const fight = traced(`
    main       GGGGwwwwcc
    worker     wwwwGGGGll
    p1/main      NNNNNN`)
const { traceEvents } = traceFileOf([
  { trace: fight, from: 0 as Us, name: 'In [1]' },
  { trace: fight, from: 100_000 as Us, name: 'In [2]' }
])
const laneOf = (event: TraceEvent): string => `${event.pid} ${event.tid}`

test('lanes are named as in the app', () => {
  const named = (kind: string): (string | number | boolean | undefined)[] =>
    traceEvents.filter(({ ph, name }) => ph === 'M' && name === kind).map(({ args }) => args?.['name'])
  expect(named('process_name')).toEqual(['cells', 'cores', 'kernel', 'p1'])
  expect(named('thread_name')).toEqual([
    ...['cells', 'core 0', 'core 1', 'core 2', 'main', 'worker', 'main', 'GIL', 'GIL']
  ])
})

test('every run has its states, its GIL and its cell, at its time', () => {
  const slices = (name: string): string[] =>
    traceEvents
      .filter((event) => event.ph === 'X' && event.name === name)
      .map(({ ts, dur, tid }) => `${tid}: ${ts! / 4000}+${dur! / 4000}`)
  expect(slices('running Python')).toEqual(['100: 0+4', '101: 4+4', '100: 25+4', '101: 29+4'])
  expect(slices('waiting for a process')).toEqual(['100: 8+2', '100: 33+2'])
  expect(slices('In [2]')).toEqual([`${1 << 28}: 25+10`])
})

test('an importer finds nothing to complain about', () => {
  const ends = new Map<string, number>()
  for (const event of traceEvents.filter(({ ph }) => ph === 'X').sort((a, b) => a.ts! - b.ts!)) {
    expect(Number.isInteger(event.ts) && Number.isInteger(event.dur) && event.dur! > 0).toBe(true)
    expect(event.ts).toBeGreaterThanOrEqual(ends.get(laneOf(event)) ?? 0)
    ends.set(laneOf(event), event.ts! + event.dur!)
  }
  const named = new Set(traceEvents.filter(({ name }) => name === 'thread_name').map(laneOf))
  expect(traceEvents.filter(({ ph }) => ph === 'X').every((event) => named.has(laneOf(event)))).toBe(true)
  for (const { args } of traceEvents.filter(({ ph }) => ph === 'C'))
    expect(Number.isFinite(args?.['cores'])).toBe(true)
})

test('tasks are async slices with their states inside, each on a lane of its own', () => {
  const trace = traced('main  GiiiG', { tasks: 'main  RggR.\n  a   Rs!' })
  const events = traceFileOf([{ trace, from: 0 as Us, name: 'In [1]' }]).traceEvents.filter(
    ({ cat }) => cat === 'task'
  )
  const open = new Map<string, string[]>()
  for (const { ph, id, name, ts } of [...events].sort((a, b) => a.ts! - b.ts!)) {
    expect(Number.isInteger(ts)).toBe(true)
    const names = open.get(id!) ?? []
    open.set(id!, ph === 'b' ? [...names, name] : names.filter((each) => each !== name))
  }
  expect(events.filter(({ ph }) => ph === 'b').map(({ name }) => name)).toEqual([
    ...['main (main)', 'running', 'gather of 3', 'running', 'a (a)', 'running', 'sleep(0.5)']
  ])
  expect([...open.values()]).toEqual([[], []])
})
