/** What the colours of a picture mean: the states that its runs had. */
import { stateTimesIn, taskTimesIn } from '../stateTimes'
import { TASK_STATES, type TaskState } from '../taskTrace'
import { SPAN_STATES, type SpanState, type Trace } from '../trace'
import type { TraceWords } from '../words/TraceWords'
import { stateWords } from './stateWords'

export interface LegendEntry {
  /** Null: it is a word before others. */
  readonly ink: SpanState | TaskState | null
  readonly name: string
}

/** Those of threads, then those of tasks; of a single run with how long they were in each. */
export function legendOf(runs: readonly Trace[], words: TraceWords): readonly (readonly LegendEntry[])[] {
  const { duration } = words.tracks
  // Of runs on several systems the one where most is known gives the words.
  const best = runs.find(({ tier }) => tier === 'exact' || tier === 'no-gil') ?? runs[0]
  const states = best === undefined ? words.tracks.states : stateWords(words.tracks, best.tier)
  const entries = <State extends SpanState | TaskState>(
    order: readonly State[],
    names: Readonly<Record<State, string>>,
    times: readonly ReadonlyMap<State, number>[]
  ): LegendEntry[] =>
    order
      .filter((state) => state !== 'idle' && times.some((each) => each.has(state)))
      .map((ink) => ({
        ink,
        name: times.length > 1 ? names[ink] : `${names[ink]} ${duration(times[0]?.get(ink) ?? 0)}`
      }))
  const whole = ({ duration: to }: Trace) => ({ from: 0, to })
  const threads = entries(
    SPAN_STATES,
    states,
    runs.map((trace) => stateTimesIn(trace, whole(trace)))
  )
  const tasks = entries(
    TASK_STATES,
    words.legend.taskStates,
    runs.map((trace) => taskTimesIn(trace, whole(trace)))
  )
  return tasks.length === 0 ? [threads] : [threads, [{ ink: null, name: words.legend.tasks }, ...tasks]]
}
