/**
 * The states that a trace has, each with its colour and texture, and how long threads and tasks were in it during the time
 * that is shown; a press puts a state away or brings it back.
 */
import { useMemo } from 'react'
import { stateWords } from '../../common/trace/draw/stateWords'
import type { LegendState } from '../../common/trace/draw/Track'
import type { Range } from '../../common/trace/verdict/figures'
import { stateTimesIn, taskTimesIn } from '../../common/trace/stateTimes'
import { TASK_STATES } from '../../common/trace/taskTrace'
import { SPAN_STATES, type Trace } from '../../common/trace/trace'
import { useText } from '../i18n/text'
import { withTurned } from '../state/turned'
import { Swatch } from './Swatch'

export interface LegendProps {
  readonly trace: Trace
  /** The time that is shown; `null`: all of it. */
  readonly visible: Range | null
  readonly hidden: ReadonlySet<LegendState>
  readonly onChange: (hidden: ReadonlySet<LegendState>) => void
}

export function Legend({ trace, visible, hidden, onChange }: LegendProps) {
  const { scope } = useText()
  const states = stateWords(scope.tracks, trace.tier)
  const whole = useMemo(() => ({ from: 0, to: trace.duration }), [trace])
  const [ofThreads, ofTasks] = useMemo(
    () => [stateTimesIn(trace, whole), taskTimesIn(trace, whole)],
    [trace, whole]
  )
  const [threads, tasks] = useMemo(
    () => [stateTimesIn(trace, visible ?? whole), taskTimesIn(trace, visible ?? whole)],
    [trace, visible, whole]
  )

  const button = (state: LegendState, name: string, time = 0) => (
    <button
      key={state}
      type="button"
      className="legend-state"
      aria-pressed={!hidden.has(state)}
      title={scope.timeline.toggle}
      onClick={() => onChange(withTurned(hidden, state))}
    >
      <Swatch ink={state} />
      {name}
      <span className="legend-time">{scope.tracks.duration(time)}</span>
    </button>
  )
  return (
    <div className="legends">
      <div className="legend" role="group" aria-label={scope.timeline.legend}>
        {SPAN_STATES.filter((state) => ofThreads.has(state) && state !== 'idle').map((state) =>
          button(state, states[state], threads.get(state))
        )}
      </div>
      {ofTasks.size > 0 && (
        <div className="legend" role="group" aria-label={scope.tasks.legend}>
          <span className="legend-name">{scope.tasks.legendName}</span>
          {TASK_STATES.filter((state) => ofTasks.has(state)).map((state) =>
            button(state, scope.tasks.legendStates[state], tasks.get(state))
          )}
        </div>
      )}
    </div>
  )
}
