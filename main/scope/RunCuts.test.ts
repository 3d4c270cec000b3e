import { beforeEach, describe, expect, test } from 'vitest'
import type { Ms, RunId } from '../../common/brands'
import type { Sample } from '../../common/trace/sample'
import { figuresOf } from '../../common/trace/figures'
import type { Trace } from '../../common/trace/trace'
import type { Batch } from './messages'
import { RunCuts } from './RunCuts'
import { steadyNow } from './steadyClock'
import type { Hz } from './ticks'

const [first, second, third] = ['first', 'second', 'third'] as RunId[] as [RunId, RunId, RunId]

/** A kernel of one thread that had used so much CPU at that time. */
function sample(at: number, cpu: number): Sample {
  const cpuNs = cpu * 1e6
  const counters = { started: 1, core: 0, held: true, cpuNs, queuedNs: 0 }
  return {
    at: at as Ms,
    late: 0 as Ms,
    processes: [{ pid: 7, parent: 1, tier: 'exact', cpuNs, reapedCpuNs: 0 }],
    threads: [{ pid: 7, tid: 7, state: 'python', ...counters }],
    gils: [],
    busyNs: [],
    problems: []
  }
}

const batch = (samples: readonly Sample[], over = false): Batch => {
  return { samples, askedHz: 250 as Hz, hz: 250 as Hz, missed: 0, cpuMs: 0, looked: 0, over }
}

describe('cutting samples into runs', () => {
  let cuts: RunCuts
  let ended: { trace: Trace; began: Ms }[]
  let live: RunId[]
  beforeEach(() => {
    ended = []
    live = []
    cuts = new RunCuts({
      onLive: ({ run }) => live.push(run),
      onEnded: (trace, began) => ended.push({ trace, began })
    })
  })
  const wall = (i: number): number => (ended[i]?.trace.duration ?? NaN) / 1000

  test('a run ends with the first sample after its end, and has used all that was used by then', () => {
    const before = steadyNow()
    cuts.take(batch([sample(before - 4, 10)]))
    cuts.begin(first)
    cuts.take(batch([sample(steadyNow(), 10)]))
    cuts.end(first)
    expect(cuts.isRunning).toBe(false)
    expect(ended).toEqual([])
    const after = steadyNow() + 1
    cuts.take(batch([sample(after, 11), sample(after + 4, 15)]))
    expect(ended.map(({ trace }) => trace.run)).toEqual([first])
    expect(ended[0]!.began + wall(0)).toBeCloseTo(after, 2)
    expect(figuresOf(ended[0]!.trace).cpu).toBeCloseTo(1, 2)
  })

  test('runs between two samples each have a trace, none over another, and as long as they were', () => {
    cuts.take(batch([sample(steadyNow(), 0)]))
    for (const run of [first, second, third]) {
      cuts.begin(run)
      const until = steadyNow() + 2
      while (steadyNow() < until);
      cuts.end(run)
    }
    cuts.take(batch([sample(steadyNow() + 1, 1)]))
    expect(ended.map(({ trace }) => trace.run)).toEqual([first, second, third])
    expect(ended[1]!.began).toBeCloseTo(ended[0]!.began + wall(0), 2)
    for (const i of [0, 1, 2]) expect(wall(i)).toBeGreaterThanOrEqual(1.99)
  })

  test('a run ends with its kernel, whichever is heard of first', () => {
    const start = steadyNow()
    cuts.take(batch([sample(start, 0)]))
    cuts.begin(first)
    const gone = steadyNow() + 50
    cuts.take(batch([sample(gone, 50)], true))
    expect(ended).toEqual([])
    cuts.end(first)
    expect(ended.length).toBe(1)
    expect(wall(0)).toBeLessThanOrEqual(gone - start)
    cuts.begin(second)
    cuts.end(second)
    expect(ended.length).toBe(1)
  })

  test('a live view is told now and then, while a run goes on', () => {
    cuts.take(batch([sample(steadyNow(), 0)]))
    expect(live).toEqual([])
    cuts.begin(first)
    const deadline = steadyNow() + 10_000
    while (live.length === 0 && steadyNow() < deadline) cuts.take(batch([sample(steadyNow(), 0)]))
    expect(live).toEqual([first])
  })

  test('once given up, nothing is told', () => {
    cuts.begin(first)
    cuts.take(batch([sample(steadyNow(), 0)]))
    cuts.giveUp()
    cuts.end(first)
    cuts.take(batch([sample(steadyNow(), 0)], true))
    expect(ended).toEqual([])
  })
})
