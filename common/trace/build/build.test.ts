import { expect, test } from 'vitest'
import type { Ms, RunId } from '../../brands'
import { TraceBuilder } from './build'
import { drawn, traced } from '../drawn'
import { figuresOf } from '../verdict/figures'
import type { Sample } from '../sample'
import type { Trace } from '../trace'
import { missedOf, rateOf, SPAN_STATES, totalOf, valueAt } from '../trace'

const first = 'first' as RunId
const second = 'second' as RunId

/** A thread's spans as text: `python 0-16`, in letters of 4 ms. */
function spansOf(trace: Trace, name: string): string[] {
  const thread = trace.threads.find((candidate) => candidate.name === name)!
  const { edges, state } = thread.spans
  return [...state].map((code, i) => `${SPAN_STATES[code]!} ${edges[i]! / 4000}-${edges[i + 1]! / 4000}`)
}

/** Who held the first GIL, in letters. */
function gilOf(trace: Trace): string[] {
  const { edges, holder } = trace.gils[0]!
  return [...holder].map((index, i) => {
    const name = trace.threads[index]?.name ?? String(index)
    return `${name} ${edges[i]! / 4000}-${edges[i + 1]! / 4000}`
  })
}

function add(builder: TraceBuilder, samples: readonly Sample[]): void {
  for (const sample of samples) builder.add(sample)
}

test('two threads that take turns become spans that meet where they took turns', () => {
  const trace = traced(`
    main    GGGGwwww
    worker  wwwwGGGG`)
  expect(spansOf(trace, 'main')).toEqual(['python 0-4', 'gil-wait 4-8'])
  expect(spansOf(trace, 'worker')).toEqual(['gil-wait 0-4', 'python 4-8'])
  expect(gilOf(trace)).toEqual(['main 0-4', 'worker 4-8'])
  const figures = figuresOf(trace)
  expect(figures).toMatchObject({ wall: 32, cpu: 32, cores: 1, gil: { held: 32, waited: 32, switches: 1 } })
})

test('threads stand in the order in which they were started, whichever was met first, the own ones of the kernel last', () => {
  const samples = drawn(`
    main             GGGGGGGG
    gilscope-output  llllllll
    one              wwwwwwww
    two              wwwwwwww`)
  const builder = new TraceBuilder(250)
  builder.begin(first, samples[0]!.at)
  add(
    builder,
    samples.map((sample) => ({ ...sample, threads: sample.threads.toReversed() }))
  )
  const trace = builder.end(first, samples.at(-1)!.at)
  expect(trace.threads.map(({ name }) => name)).toEqual(['main', 'one', 'two', 'gilscope-output'])
  expect(gilOf(trace)).toEqual(['main 0-8'])
})

test('a GIL that is kept while its thread is preempted or blocked is held, and not in use', () => {
  const trace = traced(`
    main    GGPPLLGG`)
  expect(spansOf(trace, 'main')).toEqual(['python 0-2', 'preempted 2-4', 'lock 4-6', 'python 6-8'])
  const [main] = figuresOf(trace).threads
  expect(main).toMatchObject({ held: 32, cpu: 16, states: { python: 16, preempted: 8, lock: 8 } })
})

test("what is known of a process's life is not undone by a moment at its end, when its memory is gone already", () => {
  const samples = drawn(`
    main       cccccccc
    p1/main     GGGGGG`)
  const blind = { tier: 'os', reason: 'Its memory is gone.' } as const
  const tierWith = (isBlind: (index: number) => boolean): readonly string[] => {
    const builder = new TraceBuilder(250)
    builder.begin(first, samples[0]!.at)
    add(
      builder,
      samples.map((sample, index) => ({
        ...sample,
        processes: sample.processes.map((process) =>
          process.name === 'p1' && isBlind(index) ? { ...process, ...blind } : process
        )
      }))
    )
    const { tier, reason } = builder
      .end(first, samples.at(-1)!.at)
      .processes.find(({ name }) => name === 'p1')!
    return [tier, reason]
  }
  expect(tierWith((index) => index === 7)).toEqual(['exact', ''])
  expect(tierWith((index) => index < 4)).toEqual(['exact', ''])
  expect(tierWith((index) => index > 3)).toEqual(['os', 'Its memory is gone.'])
})

test('a GIL that is held by nobody knows whom is held', () => {
  const samples = drawn('main  ssssssss').map((sample) => ({
    ...sample,
    gils: [{ pid: 100, interpreter: 0, holder: -1, switches: 0 }]
  }))
  const builder = new TraceBuilder(250)
  builder.begin(first, samples[0]!.at)
  add(builder, samples)
  const figures = figuresOf(builder.end(first, samples.at(-1)!.at))
  expect(figures.gil.held).toBe(32)
  expect(figures.threads.map(({ held }) => held)).toEqual([0])
})

test('a part of a run has figures of its own', () => {
  const trace = traced(`
    main    GGGGssss
    worker  NNNNNNNN`)
  const part = figuresOf(trace, { from: 8000, to: 24_000 })
  expect(part).toMatchObject({ wall: 16, cpu: 24, cores: 1.5, gil: { held: 8 } })
  expect(part.threads.map(({ states }) => [states.python, states.native, states.sleep])).toEqual([
    [8, 0, 8],
    [0, 16, 0]
  ])
})

test('a background thread goes on in the next run, marked with the run that started it', () => {
  const samples = drawn(`
    main    GGll....GGGG
    worker    NNNNNNNN`)
  const at = (letters: number): Ms => (1000 + letters * 4) as Ms
  const before = (letters: number): Sample[] =>
    samples.splice(
      0,
      samples.findIndex((s) => s.at > at(letters))
    )
  const builder = new TraceBuilder(250)
  builder.add({ ...samples[0]!, at: 999 as Ms })
  builder.begin(first, at(0))
  add(builder, before(4))
  const one = builder.end(first, at(4))
  add(builder, before(6))
  builder.begin(second, at(6))
  add(builder, samples)
  const two = builder.end(second, at(12))

  expect(one.threads.map(({ name, startedBy, ended }) => [name, startedBy, ended])).toEqual([
    ['main', null, false],
    ['worker', first, false]
  ])
  expect(two.threads.map(({ name, startedBy, ended }) => [name, startedBy, ended])).toEqual([
    ['main', null, false],
    ['worker', first, true]
  ])
  expect(spansOf(two, 'worker')[0]).toMatch(/^native 0-3\./)
  // What the worker did after it was last seen is less than the steps in which its process is counted.
  expect(figuresOf(two)).toMatchObject({ wall: 24, cpu: 16 + 14 })
})

test('a run that began before anybody looked has started all but what is the kernel, and begins with a gap', () => {
  const builder = new TraceBuilder(250)
  builder.begin(first, 900 as Ms)
  const samples = drawn(`
    main             cccccccc
    worker           GGGGGGGG
    gilscope-input   llllllll`)
  add(builder, samples)
  const trace = builder.end(first, samples.at(-1)!.at)
  const authors = trace.threads.map(({ name, startedBy }) => [name, startedBy])
  expect(authors).toHaveLength(3)
  expect(Object.fromEntries(authors)).toEqual({ main: null, worker: first, 'gilscope-input': null })
  expect([...trace.gaps.from, ...trace.gaps.to]).toEqual([0, 100_000])
})

test('one run at a time', () => {
  const builder = new TraceBuilder(250)
  expect(builder.trace()).toBeNull()
  builder.begin(first, 0 as Ms)
  expect(() => builder.begin(second, 1 as Ms)).toThrow('first has not ended')
  expect(() => builder.end(second, 1 as Ms)).toThrow('second is not open')
  expect(builder.trace()).toMatchObject({ run: first, live: true })
  expect(builder.end(first, 5 as Ms)).toMatchObject({ live: false, duration: 5000, threads: [] })
})

test('a number that is used again is another thread', () => {
  const [before, after] = [drawn('main  GGGG'), drawn('main  NNNN', { from: 1016.1 })]
  const reused = after.map((sample) => ({
    ...sample,
    threads: sample.threads.map((thread) => ({ ...thread, started: 999 }))
  }))
  const builder = new TraceBuilder(250)
  builder.begin(first, 1000 as Ms)
  add(builder, [...before, ...reused])
  const trace = builder.end(first, 1032.1 as Ms)
  expect(trace.processes.map(({ pid, ended }) => [pid, ended])).toEqual([
    [100, true],
    [100, false]
  ])
  expect(trace.threads.map(({ process, ended }) => [process, ended])).toEqual([
    [0, true],
    [1, false]
  ])
  expect(figuresOf(trace).cpu).toBe(32)
})

test('children that no sample met are counted when their parent has waited for them', () => {
  const trace = traced(`main  ${'c'.repeat(50)}`, { unmet: 2 })
  expect(figuresOf(trace)).toMatchObject({ cpu: 100, cores: 0.5 })
  expect(trace.processes).toHaveLength(1)
})

test('a child that was met is not counted again when its parent has waited for it', () => {
  const trace = traced(`
    main       cccccccccccccccccccc
    p1/main    GGGGGGGGGG`)
  expect(figuresOf(trace).cpu).toBeCloseTo(40, 0)
  expect(totalOf(trace.processes[0]!.unmetChildrenCpu)).toBeLessThanOrEqual(2000)
})

test('threads that no sample met are in the count of their process', () => {
  const samples = drawn('main  llllllllllllllllllllllll').map((sample, i) => ({
    ...sample,
    processes: sample.processes.map((process) => ({ ...process, cpuNs: i * 3e6 }))
  }))
  const builder = new TraceBuilder(250)
  builder.begin(first, samples[0]!.at)
  add(builder, samples)
  const figures = figuresOf(builder.end(first, samples.at(-1)!.at))
  expect(figures.processes).toMatchObject([{ cpu: 75, unmetThreadsCpu: 75 }])
})

test('a clock that jumps ahead leaves a gap, one that jumps back is waited for, and no lane is wrong', () => {
  const jumped = (by: number): Trace => {
    const samples = drawn(`
      main    GGGGGGGGGGGG
      worker  wwwwwwwwwwww`)
    const builder = new TraceBuilder(250)
    builder.begin(first, samples[0]!.at)
    add(
      builder,
      samples.map((sample, i) => (i < 6 ? sample : { ...sample, at: (sample.at + by) as Ms }))
    )
    return builder.end(first, (samples.at(-1)!.at + by) as Ms)
  }
  const letters = (time: number): number => time / 4
  const ahead = jumped(3_600_000)
  expect(ahead.gaps.from.length).toBe(1)
  expect(spansOf(ahead, 'main').map((span) => span.split(' ')[0])).toEqual(['python', 'unseen', 'python'])
  expect(spansOf(ahead, 'worker').map((span) => span.split(' ')[0])).toEqual([
    'gil-wait',
    'unseen',
    'gil-wait'
  ])
  const back = jumped(-12)
  expect(back.gaps.from.length).toBe(0)
  expect(spansOf(back, 'main')).toEqual([`python 0-${String(letters(back.duration / 1000))}`])
  expect(spansOf(back, 'worker')).toEqual([`gil-wait 0-${String(letters(back.duration / 1000))}`])
})

test('where nobody looked there is a gap, and its CPU time is counted all the same', () => {
  const samples = drawn(`main  ${'G'.repeat(100)}`)
  samples.splice(20, 50)
  const builder = new TraceBuilder(250)
  builder.begin(first, samples[0]!.at)
  add(builder, samples)
  const trace = builder.end(first, samples.at(-1)!.at)
  expect(spansOf(trace, 'main')).toEqual(['python 0-18.5', 'unseen 18.5-69.5', 'python 69.5-100'])
  expect([...trace.gaps.from, ...trace.gaps.to].map((at) => at / 4000)).toEqual([18.5, 69.5])
  expect(figuresOf(trace).cpu).toBe(400)
  expect(missedOf(trace)).toBeGreaterThan(0.4)
  expect(rateOf(trace)).toBeLessThan(150)
})

test('the machine is counted too, also when its counters come less often than samples', () => {
  const samples = drawn('main  GGGGGGGGGGGGGGGG', { cores: 2 }).map((sample, i) =>
    i % 4 === 0 ? sample : { ...sample, busyNs: [] }
  )
  const builder = new TraceBuilder(250)
  builder.begin(first, samples[0]!.at)
  add(builder, samples)
  const trace = builder.end(first, samples.at(-1)!.at)
  expect(trace.cores).toBe(2)
  expect(valueAt(trace.machineBusy, trace.duration)).toBeCloseTo(62_000, -3)
})

test('an hour of ten threads that fight stays within its bounds, keeps its sums and says what it gave up', () => {
  const threads = 10
  const [pass] = [drawn(`main  G`)]
  const base = pass![0]!
  const builder = new TraceBuilder(50, { spans: 20_000, lanes: 100 })
  builder.begin(first, 0 as Ms)
  // A tenth of the samples of a real hour, and bounds to match: what matters is that it does not grow.
  const moments = 3600 * 10
  for (let i = 0; i <= moments; i++)
    builder.add({
      ...base,
      at: (i * 20) as Ms,
      busyNs: [],
      processes: [{ ...base.processes[0]!, cpuNs: i * 2e7 }],
      gils: [{ pid: 100, interpreter: 0, holder: 100 + (i % threads), switches: i }],
      threads: Array.from({ length: threads }, (_, t) => ({
        ...base.threads[0]!,
        tid: 100 + t,
        started: t,
        name: `t${t}`,
        held: i % threads === t,
        state: i % threads === t ? ('python' as const) : ('gil-wait' as const),
        cpuNs: Math.floor((i + threads - t - 1) / threads) * 2e7,
        lagNs: 0,
        queuedNs: 0
      }))
    })
  const trace = builder.end(first, (moments * 20) as Ms)
  const spans = trace.threads.reduce((total, thread) => total + thread.spans.state.length, 0)
  expect(spans + trace.gils[0]!.holder.length).toBeLessThan(20_000)
  expect(trace.thinnedBefore).toBeGreaterThan(0.9 * trace.duration)
  expect(trace.thinnedStep).toBeGreaterThan(0)
  const figures = figuresOf(trace)
  expect(figures.gil.switches).toBe(moments)
  expect(figures.cpu).toBeCloseTo(720_000, -2)
  for (const { states, life } of figures.threads) expect(states.python / life).toBeCloseTo(0.1, 1)
})

test('lanes that ended long ago are given up, and what they used is not', () => {
  const builder = new TraceBuilder(250, { spans: 100_000, lanes: 8 })
  const [base] = drawn('main  l')
  const child = (i: number): Sample => {
    const pid = 1000 + i
    const [process] = base!.processes
    const [thread] = base!.threads
    const own = { ...thread!, pid, tid: pid, started: pid, state: 'python' as const, cpuNs: 2e7 }
    return {
      ...base!,
      at: (1000 + i * 4) as Ms,
      gils: [],
      threads: [thread!, own],
      processes: [
        { ...process!, reapedCpuNs: i * 2e7 },
        { ...process!, pid, parent: 100, cpuNs: 2e7 }
      ]
    }
  }
  builder.add({ ...base!, at: 996 as Ms, gils: [] })
  builder.begin(first, 996 as Ms)
  add(
    builder,
    Array.from({ length: 50 }, (_, i) => child(i))
  )
  const trace = builder.end(first, 1200 as Ms)
  expect(trace.threads.length).toBeLessThan(12)
  expect(trace.processes.length).toBeLessThan(12)
  expect(figuresOf(trace).cpu).toBeCloseTo(50 * 20, -1)
})

test('how often a thread left the CPU counts from the beginning of its run, or of its life', () => {
  const samples = drawn(`
    main    GGGGGGGGGGGGGGGG
    worker          GGGGGGGG`).map((sample, i) => ({
    ...sample,
    threads: sample.threads.map((thread) => ({
      ...thread,
      // Read at every fourth sample only.
      ...(i % 4 === 0 ? { switches: { voluntary: 100 + i, involuntary: i } } : {})
    }))
  }))
  const builder = new TraceBuilder(250)
  add(builder, samples.slice(0, 4))
  builder.begin(first, samples[4]!.at)
  add(builder, samples.slice(4, 13))
  const { threads } = builder.end(first, samples[12]!.at)
  expect(threads.map(({ name, switches }) => [name, switches.voluntary, switches.involuntary])).toEqual([
    ['main', 8, 8],
    ['worker', 112, 12]
  ])
})
