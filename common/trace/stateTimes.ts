/** How long threads and tasks were in each state, over a stretch of a run; quick enough to follow a zoom. */
import { eachKeyWithin } from './draw/sums'
import { evidenceOf } from './verdict/evidence'
import type { Range } from './verdict/figures'
import { taskStateOf, type TaskState } from './taskTrace'
import type { Trace } from './trace'
import { SPAN_STATES, type SpanState } from './trace'

/** Of the threads that took part, in µs, all together; states that none was in are left out. */
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

/** Of the tasks, in the same way. */
export function taskTimesIn({ tasks }: Trace, { from, to }: Range): ReadonlyMap<TaskState, number> {
  const times = new Map<TaskState, number>()
  for (const { edges, key } of tasks.tasks)
    eachKeyWithin({ edges, key }, from, to, (each, length) => {
      const state = taskStateOf(each, tasks.awaited)
      times.set(state, (times.get(state) ?? 0) + length)
    })
  return times
}
