/** From the watcher's lines to samples, traces and verdicts: what is known is said, and nothing else. */
import { describe, expect, test } from 'vitest'
import type { Ms, RunId } from '../../common/brands'
import { TraceBuilder } from '../../common/trace/build/build'
import { coreLanes } from '../../common/trace/cores'
import type { Sample } from '../../common/trace/sample'
import type { Trace } from '../../common/trace/trace'
import { figuresOf } from '../../common/trace/verdict/figures'
import { stripFigures } from '../../common/trace/verdict/stripFigures'
import { verdictOf } from '../../common/trace/verdict/verdict'
import { parseLook, type Look, type Looks } from './portable/look'
import { MOST_LOOKS, PortableSampler } from './PortableSampler'

const RUN = 'run' as RunId
/** As often as the watcher looks. */
const PERIOD = 1000 / MOST_LOOKS
const SECOND = MOST_LOOKS as number

/** What a thread is seen to do, and how much CPU time, in ms, it has used by then. */
interface Seen {
  readonly state: string
  readonly cpu: number
  readonly name?: string
}
/** The threads of each process at a look, the main thread first; processes are numbered from 100 on. */
type Moment = readonly (readonly Seen[])[]

/** Lines of the watcher, read as they come. */
class Lines implements Looks {
  gone: string | null = null
  private next = 0
  constructor(private readonly lines: readonly string[]) {}
  take(): Look | null {
    const said = parseLook(this.lines[this.next++] ?? '{"problem":"no more lines"}')
    if (!('problem' in said)) return said
    this.gone = said.problem
    return null
  }
  close(): void {
    this.gone = 'closed'
  }
}

function lineOf(look: number, moment: Moment): string {
  const processes = moment.map((threads, p) => {
    const pid = 100 + p * 100
    const cpuNs = threads.reduce((sum, { cpu }) => sum + cpu * 1e6, 0)
    const rows = threads.map(({ state, cpu, name = '' }, t) => [pid + t, t, state, cpu * 1e6, name])
    return [pid, p === 0 ? 1 : 100, 0, cpuNs, 'python.exe', 'python.exe', rows]
  })
  return JSON.stringify({ at: 1000 + look * PERIOD, spent: look * 200_000, processes })
}

function sampled(moments: readonly Moment[]): Sample[] {
  const lines = moments.map((moment, look) => lineOf(look, moment))
  const sampler = new PortableSampler(100, new Lines(lines), 'win32')
  const samples = [...moments.map(() => sampler.take(0 as Ms, 0 as Ms)), sampler.finish()]
  return samples.filter((sample) => sample !== null)
}

/** A run from the first look to the last; before it the kernel has its main thread only. */
function traced(moments: readonly Moment[]): Trace {
  const samples = sampled([[moments[0]![0]!.slice(0, 1)], ...moments.slice(1)])
  const builder = new TraceBuilder(MOST_LOOKS)
  builder.add(samples[0]!)
  builder.begin(RUN, samples[0]!.at)
  for (const sample of samples.slice(1)) builder.add(sample)
  return builder.end(RUN, samples.at(-1)!.at)
}

/** CPU time as Windows counts it: who runs when the clock ticks is said to have run since the last tick. */
const TICK = 15.625
function ticked(runs: (at: number) => number, thread: number, until: number): number {
  let cpu = 0
  for (let at = TICK; at <= until; at += TICK) if (runs(at) === thread) cpu += TICK
  return cpu
}

const looks = (seconds: number, moment: (at: number, look: number) => Moment): Moment[] =>
  Array.from({ length: seconds * SECOND + 1 }, (_, look) => moment(look * PERIOD, look))

/** Four threads that take turns of 5 ms, beside a main thread that joins them. */
const takesTurn = (at: number): number => Math.floor(at / 5) % 4
const serialized = looks(4, (at) => [
  [
    { state: 'waiting', cpu: 0 },
    ...[0, 1, 2, 3].map((i) => ({
      state: takesTurn(at) === i ? 'running' : 'waiting',
      cpu: ticked(takesTurn, i, at),
      name: `worker-${String(i)}`
    }))
  ]
])

describe('a trace of what other systems tell', () => {
  test('four busy threads beside a GIL use one core, and nothing is claimed of the GIL', () => {
    const trace = traced(serialized)
    const figures = figuresOf(trace)
    expect(figures.cores).toBeGreaterThan(0.97)
    expect(figures.cores).toBeLessThan(1.03)
    expect(trace).toMatchObject({ tier: 'portable', gils: [] })
    for (const { states, held } of figures.threads)
      expect([held, states.python, states['gil-wait'], states.lock]).toEqual([0, 0, 0, 0])
    const { pattern, doubts, sentence } = verdictOf(trace)
    expect(pattern).toBe('unclear')
    expect(doubts).toMatchObject([
      { about: 'gil-unknown', reason: expect.stringMatching(/^Windows tells neither/) }
    ])
    expect(sentence.en).toMatch(/GIL could not be read/)
    expect(stripFigures(trace)).toMatchObject({ gil: null, threads: 4 })
    expect(trace.threads.map(({ name }) => name).slice(1)).toEqual([0, 1, 2, 3].map((i) => `worker-${i}`))
    // On which core it was is not known, so none is drawn.
    expect(coreLanes(trace)).toEqual([])
  })

  test('counters in coarse ticks make no thread run longer than counted', () => {
    for (const { states, cpu, life } of figuresOf(traced(serialized)).threads) {
      expect(states.native).toBeLessThanOrEqual(cpu + 1e-6)
      expect(Object.values(states).reduce((sum, part) => sum + part, 0)).toBeCloseTo(life, 3)
    }
  })

  test('two busy processes run in parallel', () => {
    const busy = (at: number): Seen[] => [{ state: 'running', cpu: Math.floor(at / TICK) * TICK }]
    const trace = traced(looks(2, (at) => [[{ state: 'waiting', cpu: 0 }], busy(at), busy(at)]))
    const { facts, doubts } = verdictOf(trace)
    expect(facts).toMatchObject({ pattern: 'parallel-processes', processes: 2 })
    expect(doubts).toEqual([])
    // A busy thread whose counter moves every 15.6 ms was not interrupted in between.
    const [, first] = figuresOf(trace).threads
    expect(first!.states.native).toBeGreaterThan(1950)
  })

  test('of ten threads that wait nothing is claimed that is not known', () => {
    const asleep = (state: string): Moment[] =>
      looks(2, () => [Array.from({ length: 11 }, () => ({ state, cpu: 0 }))])
    const unknown = verdictOf(traced(asleep('waiting')))
    expect(unknown.pattern).toBe('unclear')
    expect(figuresOf(traced(asleep('waiting'))).cores).toBe(0)
    // Windows tells of some waits that they are sleeps.
    expect(verdictOf(traced(asleep('sleep'))).facts).toMatchObject({
      pattern: 'overlapped-waiting',
      wait: 'sleep'
    })
  })

  test('a thread that is ready without a CPU is preempted, whether the system says so or only its counter', () => {
    // Two busy threads on one core, in turns of 100 ms. One system tells which of them runs, the other does not.
    const first = (at: number): boolean => Math.floor(at / 100) % 2 === 0
    const used = (at: number, isFirst: boolean): number => {
      const [whole, rest] = [Math.floor(at / 200) * 100, at % 200]
      return whole + (isFirst ? Math.min(rest, 100) : Math.max(rest - 100, 0))
    }
    for (const [running, ready] of [
      ['running', 'ready'],
      ['runnable', 'runnable']
    ] as const) {
      const trace = traced(
        looks(4, (at) => [
          [{ state: 'waiting', cpu: 0 }],
          ...[true, false].map((isFirst) => [
            { state: first(at) === isFirst ? running : ready, cpu: used(at, isFirst) }
          ])
        ])
      )
      for (const { states, life } of figuresOf(trace).threads.slice(1)) {
        expect(states.native / life).toBeCloseTo(0.5, 1)
        expect(states.preempted / life).toBeCloseTo(0.5, 1)
      }
    }
  })

  test('a process whose threads the user cannot tell from another’s is named by what it runs', () => {
    const lines = [
      [
        [100, 1, 0, 0, 'Python', 'python -c …', [[100, 0, 'waiting', 0, '']]],
        [200, 100, 1, 0, 'Python', 'from multiprocessing.resource_tracker import main', []],
        [
          300,
          100,
          2,
          0,
          'Python',
          'python -c "from multiprocessing.spawn import …"',
          [[300, 2, 'waiting', 0, '']]
        ],
        [400, 100, 2, 0, 'Python', 'from multiprocessing.spawn', [[400, 2, 'waiting', 0, 'SpawnProcess-1']]],
        [500, 100, 2, 0, 'sh', 'sh -c ls', []]
      ]
    ].map((processes) => JSON.stringify({ at: 1, spent: 0, processes }))
    const sampler = new PortableSampler(100, new Lines(lines), 'darwin')
    sampler.take(0 as Ms, 0 as Ms)
    expect(sampler.finish()!.processes.map(({ name }) => name)).toEqual([
      ...['Python', 'resource tracker', 'spawned process', 'SpawnProcess-1', 'sh']
    ])
  })
})

describe('a sampler whose watcher fails', () => {
  test('says why, goes on to say that the process is there, and makes nothing up', () => {
    const sampler = new PortableSampler(process.pid, new Lines(['{"problem":"OSError: denied"}']), 'darwin')
    expect(sampler.take(1 as Ms, 0 as Ms)).toBeNull()
    const sample = sampler.take(2 as Ms, 0 as Ms)
    expect(sample).toMatchObject({
      at: 1,
      processes: [{ pid: process.pid, tier: 'portable', reason: expect.stringMatching(/OSError: denied/) }],
      ...{ threads: [], gils: [], busyNs: [] }
    })
    expect(sampler.isOver).toBe(false)
  })

  test('keeps what was seen until then, and the trace says what went wrong', () => {
    const moment: Moment = [[{ state: 'running', cpu: 5 }]]
    const lines = [0, 1, 2].map((look) => lineOf(look, moment))
    const sampler = new PortableSampler(process.pid, new Lines(lines), 'darwin')
    const taken = Array.from({ length: 6 }, (_, i) => sampler.take((2000 + i) as Ms, 0 as Ms))
    expect(taken.map((sample) => sample?.threads.length)).toEqual([undefined, 1, 1, 1, 0, 0])
    expect(taken[4]!.processes[0]!.reason).toMatch(/no more lines/)
  })

  test('is over with the watched process', () => {
    const over = new PortableSampler(100, new Lines([lineOf(0, [])]), 'darwin')
    over.take(0 as Ms, 0 as Ms)
    expect(over.isOver).toBe(true)
  })

  test('does not look at what has not begun yet', () => {
    const lines = [
      JSON.stringify({ at: 1, spent: 0, processes: null }),
      lineOf(1, [[{ state: 'waiting', cpu: 0 }]])
    ]
    const sampler = new PortableSampler(100, new Lines(lines), 'win32')
    expect([sampler.take(0 as Ms, 0 as Ms), sampler.isOver]).toEqual([null, false])
    expect(sampler.take(0 as Ms, 0 as Ms)).toBeNull()
    expect(sampler.finish()!.threads.length).toBe(1)
  })
})

test('what the watcher has cost is told once', () => {
  const moment: Moment = [[{ state: 'waiting', cpu: 0 }]]
  const sampler = new PortableSampler(100, new Lines([0, 1, 2].map((look) => lineOf(look, moment))), 'darwin')
  sampler.take(0 as Ms, 0 as Ms)
  sampler.take(0 as Ms, 0 as Ms)
  expect(sampler.spentElsewhere()).toBeCloseTo(0.2, 6)
  expect(sampler.spentElsewhere()).toBe(0)
})
