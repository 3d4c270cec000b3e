/** What opens below a cell's line: the legend, the picture over time, and the same figures as a table. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CellId } from '../../common/brands'
import { mustFind } from '../../common/result'
import { AXIS_HEIGHT } from '../../common/trace/draw/axis'
import { pictureOf } from '../../common/trace/drawTrace'
import type { Range } from '../../common/trace/figures'
import type { Trace } from '../../common/trace/trace'
import { pageFrame } from '../frame'
import { useText } from '../i18n/text'
import { useIntents, useOpen } from '../state/app'
import { timelineOf } from '../state/timelines'
import { FiguresTable } from './FiguresTable'
import { HeightEdge } from './HeightEdge'
import { Legend } from './Legend'
import { listenToHands } from './timelineInput'
import { TimelineView, type Tip } from './TimelineView'

/** What a timeline takes when the user has not chosen a height, in CSS px. */
const MOST_UNASKED = 420

export interface TimelinePanelProps {
  readonly id: string
  readonly cell: CellId
  /** The cell's place, counted from 1. */
  readonly number: number
  readonly trace: Trace
}

/** For one run: the next one gets a panel of its own, with nothing selected. */
export function TimelinePanel({ id, cell, number, trace }: TimelinePanelProps) {
  const words = useText()
  const intents = useIntents()
  const { hidden, height, areFiguresOpen } = useOpen((open) => timelineOf(open.timelines, cell))
  const [range, setRange] = useState<Range | null>(null)
  const [tip, setTip] = useState<Tip | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const view = useRef<TimelineView>(null)
  const picture = useMemo(() => pictureOf(trace, words.scope.tracks, hidden), [trace, words, hidden])
  const full = picture.height + AXIS_HEIGHT + 4
  const shown = height ?? Math.min(full, MOST_UNASKED)
  const first = useRef(picture)

  useEffect(() => {
    const [element, room] = [mustFind(canvas.current, 'the canvas'), mustFind(scroller.current, 'its room')]
    const made = new TimelineView(room, element, pageFrame, first.current, { tip: setTip, range: setRange })
    view.current = made
    const stopListening = listenToHands(made)
    return () => {
      stopListening()
      made.stop()
    }
  }, [])

  useEffect(() => view.current?.show(picture), [picture])

  return (
    <div className="timeline" id={id}>
      <div className="timeline-tools">
        <Legend
          trace={trace}
          hidden={hidden}
          onChange={(next) => intents.changeTimeline(cell, { hidden: next })}
        />
        <button
          type="button"
          className="timeline-tool"
          title={words.scope.timeline.fitHint}
          onClick={() => view.current?.fit()}
        >
          {words.scope.timeline.fit}
        </button>
      </div>
      <div className="timeline-frame">
        <div
          ref={scroller}
          className="timeline-scroller"
          style={{ height: shown }}
          tabIndex={0}
          role="application"
          aria-label={words.scope.timeline.label(number)}
          aria-description={words.scope.timeline.keys}
        >
          <canvas ref={canvas} className="timeline-canvas" />
          <div style={{ height: Math.max(0, full - shown) }} />
        </div>
        {tip && <TipBox tip={tip} />}
      </div>
      <HeightEdge
        height={shown}
        most={full}
        onChange={(next) => intents.changeTimeline(cell, { height: next })}
      />
      <details
        className="timeline-figures"
        open={areFiguresOpen || range !== null}
        onToggle={(event) => intents.changeTimeline(cell, { areFiguresOpen: event.currentTarget.open })}
      >
        <summary>
          {range === null
            ? words.scope.figures.title
            : words.scope.figures.ofRange(
                words.scope.tracks.duration(range.from),
                words.scope.tracks.duration(range.to)
              )}
        </summary>
        {(areFiguresOpen || range !== null) && <FiguresTable trace={trace} range={range} />}
      </details>
    </div>
  )
}

/** Beside the pointer or the cursor; where there is no room at the right, left of it. */
function TipBox({ tip }: { readonly tip: Tip }) {
  const { title, lines } = tip.hit
  const isLeft = tip.x > 520
  return (
    <div
      className={`timeline-tip${isLeft ? ' at-left' : ''}`}
      style={{ left: tip.x, top: tip.y }}
      role="status"
    >
      <strong>{title}</strong>
      {lines.map((line, i) => (
        <div key={i}>{line}</div>
      ))}
    </div>
  )
}
