/**
 * The states that a trace has, each with its colour and texture, and how long threads were in it during the time that is
 * shown; a press puts a state away or brings it back.
 */
import { useMemo } from 'react'
import type { Range } from '../../common/trace/figures'
import { stateTimesIn } from '../../common/trace/stateTimes'
import { SPAN_STATES, type SpanState, type Trace } from '../../common/trace/trace'
import { useText } from '../i18n/text'
import { Swatch } from './Swatch'

export interface LegendProps {
  readonly trace: Trace
  /** The time that is shown; `null`: all of it. */
  readonly visible: Range | null
  readonly hidden: ReadonlySet<SpanState>
  readonly onChange: (hidden: ReadonlySet<SpanState>) => void
}

export function Legend({ trace, visible, hidden, onChange }: LegendProps) {
  const words = useText()
  const present = useMemo(() => {
    const times = stateTimesIn(trace, { from: 0, to: trace.duration })
    return SPAN_STATES.filter((state) => times.has(state) && state !== 'idle')
  }, [trace])
  const times = useMemo(
    () => stateTimesIn(trace, visible ?? { from: 0, to: trace.duration }),
    [trace, visible]
  )

  function toggle(state: SpanState): void {
    const next = new Set(hidden)
    if (!next.delete(state)) next.add(state)
    onChange(next)
  }

  return (
    <div className="legend" role="group" aria-label={words.scope.timeline.legend}>
      {present.map((state) => (
        <button
          key={state}
          type="button"
          className="legend-state"
          aria-pressed={!hidden.has(state)}
          title={words.scope.timeline.toggle}
          onClick={() => toggle(state)}
        >
          <Swatch state={state} />
          {words.scope.states[state]}
          <span className="legend-time">{words.scope.tracks.duration(times.get(state) ?? 0)}</span>
        </button>
      ))}
    </div>
  )
}
