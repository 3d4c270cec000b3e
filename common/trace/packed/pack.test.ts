import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RunId } from '../../brands'
import { fromBase64, toBase64 } from './bytes'
import { traced } from '../drawn'
import { figuresOf } from '../verdict/figures'
import { pack, packWithin, unpack } from './pack'
import { AWAIT_KINDS, type TasksTrace } from '../taskTrace'
import type { Counter, Spans, Trace, Us } from '../trace'
import { SPAN_STATES } from '../trace'

const fight = (seconds: number): Trace =>
  traced(
    `
    main    ${'c'.repeat(seconds * 200)}
    a       ${'Gwww'.repeat(seconds * 50)}
    b       ${'wGww'.repeat(seconds * 50)}
    c       ${'wwGw'.repeat(seconds * 50)}
    d       ${'wwwG'.repeat(seconds * 50)}`,
    { letter: 5 }
  )

const whole = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max })
const rising = (min: number): fc.Arbitrary<Float64Array> =>
  fc.array(fc.integer({ min, max: 1e9 }), { maxLength: 20 }).map((steps) => {
    let at = 0
    return Float64Array.from(steps, (step) => (at += step))
  })
const counters: fc.Arbitrary<Counter> = rising(0).map((at) => ({ at, value: at.map((number) => number * 3) }))
const spans: fc.Arbitrary<Spans> = fc
  .array(
    fc.record({
      length: fc.integer({ min: 1, max: 1e7 }),
      state: whole(SPAN_STATES.length - 1),
      core: fc.integer({ min: -1, max: 300 }),
      held: whole(1),
      line: fc.integer({ min: -1, max: 2 })
    })
  )
  .map((list) => {
    let at = 7
    return {
      edges: Float64Array.from([at, ...list.map(({ length }) => (at += length))]),
      state: Uint8Array.from(list, ({ state }) => state),
      core: Int16Array.from(list, ({ core }) => core),
      held: Uint8Array.from(list, ({ held }) => held),
      line: Int32Array.from(list, ({ line }) => line)
    }
  })
const tasks: fc.Arbitrary<TasksTrace> = fc
  .record({
    names: fc.array(fc.string(), { maxLength: 6 }),
    awaited: fc.array(
      fc.record({
        kind: fc.constantFrom(...AWAIT_KINDS),
        what: fc.string(),
        detail: fc.oneof(fc.constant(null), fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }))
      }),
      { maxLength: 4 }
    ),
    steps: fc.array(fc.record({ length: fc.integer({ min: 1, max: 1e6 }), key: fc.nat() }), {
      maxLength: 30
    }),
    state: fc.constantFrom('pending', 'done', 'cancelled', 'failed', 'lost'),
    holds: fc.array(fc.record({ from: whole(1e9), others: whole(9), what: fc.string() }), { maxLength: 3 })
  })
  .map(({ names, awaited, steps, state, holds }) => {
    let at = 3
    const edges = Float64Array.from([at, ...steps.map(({ length }) => (at += length))])
    const key = Int32Array.from(steps, ({ key: number }) => (number % (awaited.length + 2)) - 2)
    return {
      tasks: names.map((name, i) => ({
        ...{ name, coroutine: 'f', parent: i - 1, tid: 7, startedBy: null, place: 0, state, steps: i },
        ...{ edges, key }
      })),
      // JSON has no -0.
      awaited: awaited.map((each) => (each.detail === 0 ? { ...each, detail: 0 } : each)),
      places: [{ file: 'Cell In[1]', line: 2 }],
      holds: holds.map(({ from, others, what }) => ({
        ...{ task: names.length - 1, what, from, to: from + 5, others }
      })),
      ...{ unlisted: 1, merged: 2, cost: 3 as Us, thinnedBefore: 0 as Us, thinnedStep: 0 as Us }
    }
  })
const traces: fc.Arbitrary<Trace> = fc
  .record({
    threads: fc.array(
      fc.record({ name: fc.string(), tid: whole(1e6), ended: fc.boolean(), spans, cpu: counters })
    ),
    cpu: counters,
    tasks,
    holders: fc.array(fc.integer({ min: -3, max: 0 })),
    gaps: rising(1)
  })
  .map(({ threads, cpu, tasks, holders, gaps }) => ({
    run: 'r' as RunId,
    duration: 1e9 as Us,
    live: false,
    tier: 'exact',
    reason: '',
    askedHz: 250,
    cost: { over: 9e8 as Us, looking: 4 as Us, building: 3 as Us, packing: 0 as Us },
    samples: 10,
    samplesPlanned: 12,
    gaps: { from: gaps, to: gaps.map((at) => at + 5) },
    thinnedBefore: 0 as Us,
    thinnedStep: 0 as Us,
    cores: 2,
    machineBusy: cpu,
    processes: [
      {
        ...{ pid: 1, parent: 0, name: '核', tier: 'exact', reason: '', startedBy: null, ended: false },
        ...{ unlistedThreads: 0, cpu, unmetChildrenCpu: cpu }
      }
    ],
    threads: threads.map((thread) => ({
      ...thread,
      process: 0,
      started: 3,
      startedBy: 'r' as RunId,
      switches: { voluntary: 7, involuntary: 2 }
    })),
    gils:
      threads.length === 0
        ? []
        : [
            {
              process: 0,
              interpreter: 0,
              edges: Float64Array.from([0, ...holders.map((_holder, i) => (i + 1) * 4000)]),
              holder: Int32Array.from(holders),
              switches: cpu
            }
          ],
    tasks,
    lines: [1, 2, 3].map((line) => ({ file: 'cell', line })),
    problems: ['x']
  }))

test('what is packed as JSON and unpacked is the same', () => {
  fc.assert(
    fc.property(traces, (trace) => {
      expect(unpack(JSON.parse(JSON.stringify(pack(trace))))).toEqual({ ok: true, value: trace })
    })
  )
})

test('a trace made from samples comes back whole too', () => {
  const trace = fight(1)
  expect(unpack(JSON.parse(JSON.stringify(pack(trace))))).toEqual({ ok: true, value: trace })
})

test('a typical run is small', () => {
  expect(JSON.stringify(pack(fight(10))).length).toBeLessThan(64 * 1024)
})

test('a long run is packed with less detail and the same sums, and says so', () => {
  const trace = fight(40)
  const packed = packWithin(trace, 16 * 1024)
  expect(JSON.stringify(packed).length).toBeLessThanOrEqual(16 * 1024)
  const back = unpack(packed)
  if (!back.ok) throw new Error(back.problem.message)
  expect(back.value.thinnedBefore).toBe(trace.duration)
  const [full, thin] = [figuresOf(trace), figuresOf(back.value)]
  for (const [i, thread] of full.threads.entries()) {
    expect(thin.threads[i]!.cpu).toBeCloseTo(thread.cpu, 6)
    expect(thin.threads[i]!.held).toBeCloseTo(thread.held, 6)
    for (const state of SPAN_STATES)
      expect(thin.threads[i]!.states[state]).toBeCloseTo(thread.states[state], 6)
  }
  expect(thin.gil.held).toBeCloseTo(full.gil.held, 6)
  expect(thin.gil.switches).toBe(full.gil.switches)
})

test('a damaged trace is a problem, never a crash', () => {
  const packed = pack(fight(1))
  fc.assert(
    fc.property(fc.nat(packed.columns.length), fc.constantFrom('', 'A', '/', '///////', '*'), (at, noise) => {
      const columns = packed.columns.slice(0, at) + noise + packed.columns.slice(at + 1)
      const back = unpack({ ...packed, columns })
      if (!back.ok) expect(back.problem.code).toBe('cannot-read')
    })
  )
  for (const field of Object.keys(packed)) expect(unpack({ ...packed, [field]: { a: 1 } }).ok).toBe(false)
  expect(unpack(null).ok).toBe(false)
  expect(unpack({ ...packed, version: 1 })).toMatchObject({ problem: { code: 'unsupported-version' } })
  expect(unpack({ ...packed, threads: packed.threads.map((thread) => ({ ...thread, process: 9 })) }).ok).toBe(
    false
  )
})

test('base64 is the usual one', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64').replace(/=+$/, ''))
      expect(fromBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes)
    })
  )
})
