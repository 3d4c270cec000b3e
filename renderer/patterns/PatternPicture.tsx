/** The small picture on a pattern's page, drawn as the timeline is. */
import { useEffect, useMemo, useRef } from 'react'
import { mustFind } from '../../common/result'
import { AXIS_HEIGHT } from '../../common/trace/draw/axis'
import { gilRows } from '../../common/trace/draw/gilRows'
import { threadRows } from '../../common/trace/draw/threadRows'
import { TimeScale } from '../../common/trace/draw/TimeScale'
import { drawPicture, pictureOf } from '../../common/trace/draw/drawTrace'
import type { Pattern } from '../../common/trace/verdict/facts'
import { pageFrame } from '../frame'
import { useText } from '../i18n/text'
import { SharpCanvas } from '../scope/canvas'
import { CanvasPen } from '../scope/CanvasPen'
import { Palette } from '../scope/palette'
import { PAGES, traceOfPage } from './pages'

/** Left of the time axis, for names, and right of it; in CSS px. */
const NAMES = 150
const MARGIN = 10

export function PatternPicture({ pattern }: { readonly pattern: Pattern }) {
  const words = useText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const picture = useMemo(() => {
    const trace = traceOfPage(PAGES[pattern])
    const [first, ...children] = trace.processes
    const processes = first ? [{ ...first, name: words.patterns.kernel }, ...children] : []
    return pictureOf({ ...trace, processes }, words.scope.tracks, { makers: [gilRows, threadRows] })
  }, [pattern, words])
  const height = AXIS_HEIGHT + picture.height + 4

  useEffect(() => {
    const element = mustFind(canvas.current, 'the picture')
    const sharp = new SharpCanvas(element, pageFrame, (ctx, width) => {
      const scale = new TimeScale(0, picture.trace.duration, NAMES, Math.max(1, width - NAMES - MARGIN))
      drawPicture(new CanvasPen(ctx, new Palette(element)), picture, scale, height)
    })
    sharp.redraw()
    return () => sharp.stop()
  }, [picture, height])

  return (
    <canvas
      ref={canvas}
      className="pattern-picture"
      style={{ height }}
      role="img"
      aria-label={words.patterns.picture(words.patterns.pages[pattern].name)}
    />
  )
}
