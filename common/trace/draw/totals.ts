/**
 * What all threads add up to over time, made once for a trace, so that a frame costs the same for two threads and for two
 * hundred. Each answers how much there was up to a moment (µs): what lies between two moments is a difference.
 */
import { remembered } from '../../remembered'
import type { Counter, Trace } from '../trace'
import { firstAfter, SPAN_STATES } from '../trace'

/** The points of counters are not closer, in µs. */
const GRID = 20_000
const GIL_WAIT = SPAN_STATES.indexOf('gil-wait')

/** CPU time of all threads, with a point every 20 ms. */
export const cpuOfAll = remembered(({ threads, duration }: Trace): Counter => {
  const points = Math.ceil(duration / GRID) + 1
  const value = new Float64Array(points)
  for (const { cpu } of threads) {
    let [at, before] = [cpu.at[0] ?? 0, 0]
    for (let i = 0; i < cpu.at.length; i++) {
      const [to, reached] = [cpu.at[i] ?? 0, cpu.value[i] ?? 0]
      spread(value, at, to, reached - before)
      at = to
      before = reached
    }
  }
  for (let i = 1; i < points; i++) value[i] = (value[i] ?? 0) + (value[i - 1] ?? 0)
  return { at: Float64Array.from({ length: points }, (_, i) => Math.min(i * GRID, duration)), value }
})

/** Adds what came from one moment to another to the points that it came before, by proportion. */
function spread(value: Float64Array, from: number, to: number, amount: number): void {
  if (amount <= 0) return
  const add = (point: number, part: number): void => {
    const i = Math.min(point, value.length - 1)
    value[i] = (value[i] ?? 0) + part
  }
  if (to <= from) return add(Math.ceil(to / GRID), amount)
  for (let at = from; at < to;) {
    const next = Math.min(to, (Math.floor(at / GRID) + 1) * GRID)
    add(Math.ceil(next / GRID), (amount * (next - at)) / (to - from))
    at = next
  }
}

/** How long threads of one process have waited for the GIL up to a moment, in all; two that wait at once count twice. */
export class WaitedBy {
  private readonly begins: Moments
  private readonly ends: Moments

  constructor(trace: Trace, process: number) {
    const [begins, ends]: [number[], number[]] = [[], []]
    for (const { spans, process: of } of trace.threads) {
      if (of !== process) continue
      const { edges, state } = spans
      for (let i = 0; i < state.length; i++)
        if (state[i] === GIL_WAIT) {
          begins.push(edges[i] ?? 0)
          ends.push(edges[i + 1] ?? 0)
        }
    }
    this.begins = new Moments(begins)
    this.ends = new Moments(ends)
  }

  at(moment: number): number {
    return this.begins.passedAt(moment) - this.ends.passedAt(moment)
  }
}

/** Moments in order, and the sum of those before each. */
class Moments {
  private readonly at: Float64Array
  private readonly sums: Float64Array

  constructor(moments: readonly number[]) {
    this.at = Float64Array.from(moments).sort()
    this.sums = new Float64Array(moments.length + 1)
    this.at.forEach((at, i) => (this.sums[i + 1] = (this.sums[i] ?? 0) + at))
  }

  /** How much time has passed since each of those that are over, in all. */
  passedAt(moment: number): number {
    const over = firstAfter(this.at, moment)
    return moment * over - (this.sums[over] ?? 0)
  }
}
