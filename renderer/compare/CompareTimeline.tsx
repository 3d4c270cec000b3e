/** Several runs below each other on one time scale; it looks, zooms and answers as a cell's timeline does. */
import { useMemo, useRef, useState } from 'react'
import { comparedPicture, type TitledTrace } from '../../common/trace/draw/comparedPicture'
import type { Picture } from '../../common/trace/draw/drawTrace'
import { useText } from '../i18n/text'
import { fullHeight, TimelineFrame } from '../scope/TimelineFrame'
import { LOOKING_ONLY } from '../scope/lookingOnly'
import type { TimelineView, Tip } from '../scope/TimelineView'

/** CSS px; what is higher scrolls. */
const MOST_HEIGHT = 640

export function CompareTimeline({ runs }: { readonly runs: readonly TitledTrace[] }) {
  const words = useText()
  const picture = useMemo(() => comparedPicture(runs, words.scope.tracks), [runs, words])
  return picture && <PictureView picture={picture} />
}

function PictureView({ picture }: { readonly picture: Picture }) {
  const { compare } = useText()
  const [tip, setTip] = useState<Tip | null>(null)
  const view = useRef<TimelineView>(null)
  const full = fullHeight(picture)
  return (
    <TimelineFrame
      {...{ picture, tip, full }}
      viewRef={view}
      hears={{ ...LOOKING_ONLY, tip: setTip }}
      label={compare.timeline}
      keys={compare.timelineKeys}
      height={Math.min(full, MOST_HEIGHT)}
    />
  )
}
