/** A trace seen from the cores: who ran on each, and how many were in use. */
import { remembered } from '../remembered'
import type { Trace } from './trace'
import { SPAN_STATES, valueAt } from './trace'

/** Who ran on a core: run `i` lasts from `from[i]` to `to[i]` (µs); runs do not overlap, and there may be time between. */
export interface CoreLane {
  readonly core: number
  readonly from: Float64Array
  readonly to: Float64Array
  /** Index into the trace's `threads`. */
  readonly thread: Int32Array
}

const PYTHON = SPAN_STATES.indexOf('python')
const NATIVE = SPAN_STATES.indexOf('native')

/**
 * A lane for every core that was used, in ascending order. Where samples let two threads seem to be on one core at once,
 * the one that came later has it from then on: a core runs one thread at a time.
 */
export const coreLanes = remembered((trace: Trace): CoreLane[] => {
  const byCore = new Map<number, Stays>()
  trace.threads.forEach(({ spans }, thread) => {
    const { edges, state, core } = spans
    for (let i = 0; i < state.length; i++) {
      const on = core[i] ?? -1
      if (on < 0 || (state[i] !== PYTHON && state[i] !== NATIVE)) continue
      let stays = byCore.get(on)
      if (stays === undefined) byCore.set(on, (stays = { from: [], to: [], thread: [] }))
      const last = stays.to.length - 1
      // Python and native code of one thread are one stay on the core.
      if (stays.thread[last] === thread && stays.to[last] === edges[i]) stays.to[last] = edges[i + 1] ?? 0
      else {
        stays.from.push(edges[i] ?? 0)
        stays.to.push(edges[i + 1] ?? 0)
        stays.thread.push(thread)
      }
    }
  })
  return [...byCore].sort(([a], [b]) => a - b).map(([core, stays]) => laneOf(core, stays))
})

interface Stays {
  readonly from: number[]
  readonly to: number[]
  readonly thread: number[]
}

function laneOf(core: number, stays: Stays): CoreLane {
  const order = risingOrder(stays.from)
  const [from, to, thread]: [number[], number[], number[]] = [[], [], []]
  order.forEach((stay, i) => {
    const begin = stays.from[stay] ?? 0
    const end = Math.min(stays.to[stay] ?? 0, stays.from[order[i + 1] ?? -1] ?? Infinity)
    if (end <= begin) return
    from.push(begin)
    to.push(end)
    thread.push(stays.thread[stay] ?? 0)
  })
  return { core, from: Float64Array.from(from), to: Float64Array.from(to), thread: Int32Array.from(thread) }
}

/** The indices of whole numbers, by size. Sorting plain numbers, each with its index in it, is ten times as fast. */
function risingOrder(numbers: readonly number[]): number[] {
  const count = numbers.length
  const most = numbers.reduce((sofar, number) => Math.max(sofar, number), 0)
  const indices = (): number[] => [...numbers.keys()]
  if ((most + 1) * count > Number.MAX_SAFE_INTEGER)
    return indices().sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0))
  const keys = Float64Array.from(numbers, (number, i) => number * count + i).sort()
  return Array.from(keys, (key) => key % count)
}

/** How many cores this notebook used on average in each of `count` equal parts of the run. */
export function coresUsedOver(trace: Trace, count: number): Float64Array {
  const step = trace.duration / count
  return Float64Array.from({ length: count }, (_, i) => {
    let used = 0
    for (const { cpu } of trace.threads) used += valueAt(cpu, (i + 1) * step) - valueAt(cpu, i * step)
    return step > 0 ? used / step : 0
  })
}
