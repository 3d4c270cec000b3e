/** How long the threads that took part were in each state, over a stretch of a run; quick enough to follow a zoom. */
import { eachKeyWithin } from './draw/sums'
import { evidenceOf } from './evidence'
import type { Range } from './figures'
import type { Trace } from './trace'
import { SPAN_STATES, type SpanState } from './trace'

/** In µs, all threads together; states that none was in are left out. */
export function stateTimesIn(trace: Trace, { from, to }: Range): ReadonlyMap<SpanState, number> {
  const times = new Map<SpanState, number>()
  for (const { thread } of evidenceOf(trace).taking) {
    const spans = trace.threads[thread]?.spans
    if (spans === undefined) continue
    eachKeyWithin({ edges: spans.edges, key: spans.state }, from, to, (key, length) => {
      const state = SPAN_STATES[key] ?? 'unseen'
      times.set(state, (times.get(state) ?? 0) + length)
    })
  }
  return times
}
