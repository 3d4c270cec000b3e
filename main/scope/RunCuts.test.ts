import { beforeEach, describe, expect, test } from 'vitest'
import type { Ms, RunId } from '../../common/brands'
import type { Sample } from '../../common/trace/sample'
import { figuresOf } from '../../common/trace/verdict/figures'
import type { Trace } from '../../common/trace/trace'
import { RunCuts } from './RunCuts'
import type { Hz } from './ticks'

const [first, second, third] = ['first', 'second', 'third'] as RunId[] as [RunId, RunId, RunId]
const ms = (time: number): Ms => time as Ms

/** A kernel of one thread that had used so much CPU at that time. */
function sample(at: number, cpu: number): Sample {
  const cpuNs = cpu * 1e6
  const counters = { started: 1, core: 0, held: true, cpuNs, lagNs: 0, queuedNs: 0 }
  return {
    at: ms(at),
    late: ms(0),
    processes: [{ pid: 7, parent: 1, tier: 'exact', cpuNs, reapedCpuNs: 0 }],
    threads: [{ pid: 7, tid: 7, state: 'python', ...counters }],
    dozing: [],
    gils: [],
    busyNs: [],
    problems: []
  }
}

describe('cutting samples into runs', () => {
  let cuts: RunCuts
  let ended: { trace: Trace; began: Ms }[]
  beforeEach(() => {
    ended = []
    cuts = new RunCuts({ hz: 250 as Hz, onEnded: (trace, began) => ended.push({ trace, began }) })
  })
  const add = (...samples: Sample[]): void => samples.forEach((one) => cuts.add(one))
  const wall = (i: number): number => (ended[i]?.trace.duration ?? NaN) / 1000

  test('a run ends with the first sample after its end, and has used all that was used by then', () => {
    add(sample(996, 10))
    cuts.begin(first, ms(1000))
    add(sample(1000.5, 10))
    cuts.end(first, ms(1020))
    expect(cuts.isRunning).toBe(false)
    expect(ended).toEqual([])
    add(sample(1021, 11), sample(1025, 15))
    expect(ended.map(({ trace }) => trace.run)).toEqual([first])
    expect(ended[0]!.began).toBe(1000)
    expect(wall(0)).toBe(21)
    expect(figuresOf(ended[0]!.trace).cpu).toBeCloseTo(1, 2)
  })

  test('tasks that outlive their run stay as it left them, until another run has ended without them', () => {
    const about = { name: 'beat', coroutine: 'beat', created: 0, thread: 7, run: first }
    const told = { since: 1_000_000, sent: 900, tasks: [{ task: 1, ...about }], awaited: [], steps: [] }
    const said = (): unknown => {
      const { areTold, list } = cuts.now()[0]!.tasks
      return [areTold, list.map(({ name, does }) => `${name} ${String(does)}`)]
    }
    add(sample(996, 0))
    cuts.begin(first, ms(1000))
    add(sample(1001, 1))
    expect(said()).toEqual([false, []])
    cuts.addTasks({ ...told, ends: [], holds: [], running: [1], merged: 0, unlisted: 0, cost_us: 1 })
    expect(said()).toEqual([true, ['beat running']])
    cuts.end(first, ms(1002))
    add(sample(1003, 2), sample(1007, 2))
    expect(said()).toEqual([false, ['beat running']])
    cuts.begin(second, ms(1008))
    add(sample(1009, 2))
    expect(said()).toEqual([false, ['beat running']])
    cuts.end(second, ms(1010))
    add(sample(1011, 3))
    expect(said()).toEqual([false, []])
  })

  test('an order that is heard late still cuts where it belongs, as far as samples allow', () => {
    add(sample(1000, 0), sample(1004, 4))
    cuts.begin(first, ms(1001)) // heard after the sample of 1004
    add(sample(1008, 8))
    cuts.end(first, ms(1009))
    add(sample(1012, 12))
    expect(ended[0]!.began).toBe(1001)
    expect(wall(0)).toBe(11)
    expect(figuresOf(ended[0]!.trace).cpu).toBeGreaterThan(7)
    expect(figuresOf(ended[0]!.trace).cpu).toBeLessThanOrEqual(11)
  })

  test('runs between two samples each have a trace, none over another, and as long as they were', () => {
    add(sample(1000, 0))
    for (const [i, run] of [first, second, third].entries()) {
      cuts.begin(run, ms(1001 + 2 * i))
      cuts.end(run, ms(1003 + 2 * i))
    }
    add(sample(1008, 1))
    expect(ended.map(({ trace }) => trace.run)).toEqual([first, second, third])
    expect(ended[1]!.began).toBeCloseTo(ended[0]!.began + wall(0), 2)
    for (const i of [0, 1, 2]) expect(wall(i)).toBeGreaterThanOrEqual(2)
  })

  test('a run ends with its kernel, also when nobody says that it ended', () => {
    add(sample(1000, 0))
    cuts.begin(first, ms(1001))
    add(sample(1050, 50))
    cuts.end(first, ms(1060))
    cuts.begin(second, ms(1061))
    cuts.finish()
    expect(ended.map(({ trace }) => trace.run)).toEqual([first, second])
    expect(wall(0)).toBe(49)
    expect(wall(1)).toBe(0)
  })

  test('the trace of the run that goes on is there to be shown', () => {
    add(sample(1000, 0))
    expect(cuts.trace()).toBeNull()
    cuts.begin(first, ms(1001))
    expect(cuts.isRunning).toBe(true)
    add(sample(1004, 3))
    expect(cuts.trace()).toMatchObject({ run: first, live: true, duration: 3000, samples: 1 })
  })
})
