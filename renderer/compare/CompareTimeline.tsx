/** Several runs below each other on one time scale; it looks, zooms and answers as a cell's timeline does. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { mustFind } from '../../common/result'
import { comparedPicture, type TitledTrace } from '../../common/trace/comparedPicture'
import { AXIS_HEIGHT } from '../../common/trace/draw/axis'
import type { Picture } from '../../common/trace/drawTrace'
import { pageFrame } from '../frame'
import { useText } from '../i18n/text'
import { listenToHands } from '../scope/timelineInput'
import { TipBox } from '../scope/TimelinePanel'
import { TimelineView, type TimelineListener, type Tip } from '../scope/TimelineView'

/** CSS px; what is higher scrolls. */
const MOST_HEIGHT = 640

/** Here a timeline is looked at; what it is arranged and noted with belongs to a cell's own. */
const LOOKING_ONLY: TimelineListener = {
  tip: () => undefined,
  range: () => undefined,
  visible: () => undefined,
  pin: () => undefined,
  move: () => undefined,
  note: () => undefined,
  large: () => undefined,
  lane: () => '',
  line: () => undefined
}

export function CompareTimeline({ runs }: { readonly runs: readonly TitledTrace[] }) {
  const words = useText()
  const picture = useMemo(() => comparedPicture(runs, words.scope.tracks), [runs, words])
  return picture && <PictureView picture={picture} />
}

function PictureView({ picture }: { readonly picture: Picture }) {
  const { compare } = useText()
  const [tip, setTip] = useState<Tip | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const view = useRef<TimelineView>(null)
  const first = useRef(picture)
  const full = picture.height + AXIS_HEIGHT + 4
  const height = Math.min(full, MOST_HEIGHT)

  useEffect(() => {
    const [element, room] = [mustFind(canvas.current, 'the canvas'), mustFind(scroller.current, 'its room')]
    const made = new TimelineView(room, element, pageFrame, first.current, {
      current: { ...LOOKING_ONLY, tip: setTip }
    })
    view.current = made
    const stopListening = listenToHands(made)
    return () => {
      stopListening()
      made.stop()
    }
  }, [])

  useEffect(() => view.current?.show(picture), [picture])

  return (
    <div className="timeline-frame">
      <div
        ref={scroller}
        className="timeline-scroller"
        style={{ height }}
        tabIndex={0}
        role="application"
        aria-label={compare.timeline}
        aria-description={compare.timelineKeys}
      >
        <canvas ref={canvas} className="timeline-canvas" />
        <div style={{ height: full - height }} />
      </div>
      {tip && <TipBox tip={tip} />}
    </div>
  )
}
