/** The states that a trace has, each with its colour and texture; a press puts one away or brings it back. */
import { useEffect, useMemo, useRef } from 'react'
import { mustFind } from '../../common/result'
import { SPAN_STATES, type SpanState, type Trace } from '../../common/trace/trace'
import { pageFrame } from '../frame'
import { useText } from '../i18n/text'
import { SharpCanvas } from './canvas'
import { CanvasPen } from './CanvasPen'
import { Palette } from './palette'

export interface LegendProps {
  readonly trace: Trace
  readonly hidden: ReadonlySet<SpanState>
  readonly onChange: (hidden: ReadonlySet<SpanState>) => void
}

export function Legend({ trace, hidden, onChange }: LegendProps) {
  const words = useText()
  const present = useMemo(() => {
    const seen = new Set<number>()
    for (const { spans } of trace.threads) for (const state of spans.state) seen.add(state)
    return SPAN_STATES.filter((state, key) => seen.has(key) && state !== 'idle')
  }, [trace])

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
        </button>
      ))}
    </div>
  )
}

function Swatch({ state }: { readonly state: SpanState }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = mustFind(canvas.current, 'the swatch')
    const sharp = new SharpCanvas(element, pageFrame, (ctx, width, height) =>
      new CanvasPen(ctx, new Palette(element)).fill(state, [0, 0, width, height])
    )
    return () => sharp.stop()
  }, [state])
  return <canvas ref={canvas} className="swatch" aria-hidden="true" />
}
