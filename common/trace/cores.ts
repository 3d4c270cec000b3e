/** A trace seen from the cores: who ran on each, and how many were in use. */
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

interface Run {
  readonly from: number
  to: number
  readonly thread: number
}

const RUNNING = new Set([SPAN_STATES.indexOf('python'), SPAN_STATES.indexOf('native')])

/**
 * A lane for every core that was used, in ascending order. Where samples let two threads seem to be on one core at once,
 * the one that came later has it from then on: a core runs one thread at a time.
 */
export function coreLanes(trace: Trace): CoreLane[] {
  const byCore = new Map<number, Run[]>()
  trace.threads.forEach(({ spans }, thread) => {
    spans.state.forEach((state, i) => {
      const core = spans.core[i] ?? -1
      if (core < 0 || !RUNNING.has(state)) return
      const runs = byCore.get(core) ?? []
      byCore.set(core, runs)
      const [from, to] = [spans.edges[i] ?? 0, spans.edges[i + 1] ?? 0]
      const last = runs.at(-1)
      // Python and native code of one thread are one stay on the core.
      if (last?.thread === thread && last.to === from) last.to = to
      else runs.push({ from, to, thread })
    })
  })
  return [...byCore]
    .sort(([a], [b]) => a - b)
    .map(([core, runs]) => {
      runs.sort((a, b) => a.from - b.from)
      runs.forEach((run, i) => (run.to = Math.min(run.to, runs[i + 1]?.from ?? Infinity)))
      const stays = runs.filter((run) => run.to > run.from)
      return {
        core,
        from: Float64Array.from(stays, ({ from }) => from),
        to: Float64Array.from(stays, ({ to }) => to),
        thread: Int32Array.from(stays, ({ thread }) => thread)
      }
    })
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
