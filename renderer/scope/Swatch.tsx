/** A patch of an ink's colour and texture, as the timeline draws it. */
import { memo, useEffect, useRef } from 'react'
import { mustFind } from '../../common/result'
import type { Ink } from '../../common/trace/draw/pen'
import { pageFrame } from '../frame'
import { SharpCanvas } from './canvas'
import { CanvasPen } from './CanvasPen'
import { Palette } from './palette'

export const Swatch = memo(function Swatch({ ink }: { readonly ink: Ink }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = mustFind(canvas.current, 'the swatch')
    const sharp = new SharpCanvas(element, pageFrame, (ctx, width, height) =>
      new CanvasPen(ctx, new Palette(element)).fill(ink, [0, 0, width, height])
    )
    return () => sharp.stop()
  }, [ink])
  return <canvas ref={canvas} className="swatch" aria-hidden="true" />
})
