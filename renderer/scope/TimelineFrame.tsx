/** A picture over time that answers to hands and keys, with what is said beside the pointer or the cursor. */
import { useEffect, useRef, type RefObject } from 'react'
import { mustFind } from '../../common/result'
import { AXIS_HEIGHT } from '../../common/trace/draw/axis'
import type { Picture } from '../../common/trace/draw/drawTrace'
import { pageFrame } from '../frame'
import { listenToHands } from './timelineInput'
import { TimelineView, type TimelineListener, type Tip } from './TimelineView'

export interface TimelineFrameProps {
  readonly picture: Picture
  /** Becomes the view as soon as there is one. */
  readonly viewRef: RefObject<TimelineView | null>
  readonly hears: TimelineListener
  readonly tip: Tip | null
  readonly label: string
  /** Which keys do what. */
  readonly keys: string
  /** What all of the picture takes, in CSS px; see `fullHeight`. */
  readonly full: number
  /** How much of it is seen; `undefined`: as much as there is room for. */
  readonly height: number | undefined
}

/** CSS px that a picture takes with its axis. */
export function fullHeight(picture: Picture): number {
  return picture.height + AXIS_HEIGHT + 4
}

export function TimelineFrame({
  picture,
  viewRef,
  hears,
  tip,
  label,
  keys,
  full,
  height
}: TimelineFrameProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const first = useRef(picture)
  const listener = useRef(hears)
  useEffect(() => {
    listener.current = hears
  })

  useEffect(() => {
    const [element, room] = [mustFind(canvas.current, 'the canvas'), mustFind(scroller.current, 'its room')]
    const made = new TimelineView(room, element, pageFrame, first.current, listener)
    viewRef.current = made
    const stopListening = listenToHands(made)
    return () => {
      stopListening()
      made.stop()
    }
  }, [viewRef])

  useEffect(() => viewRef.current?.show(picture), [picture, viewRef])

  return (
    <div className="timeline-frame">
      <div
        ref={scroller}
        className="timeline-scroller"
        style={{ height }}
        tabIndex={0}
        role="application"
        aria-label={label}
        aria-description={keys}
      >
        <canvas ref={canvas} className="timeline-canvas" />
        <div style={{ height: `calc(${full}px - 100cqh)` }} />
      </div>
      {tip && <TipBox tip={tip} />}
    </div>
  )
}

/** Where there is no room at the right it is left of its place. */
function TipBox({ tip }: { readonly tip: Tip }) {
  const { title, lines } = tip.hit
  const isLeft = tip.x > window.innerWidth * 0.55
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
