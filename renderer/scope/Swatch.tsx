/** A patch of a state's colour and texture, as the timeline draws it. */
import { memo, useEffect, useRef } from 'react'
import { mustFind } from '../../common/result'
import type { SpanState } from '../../common/trace/trace'
import { pageFrame } from '../frame'
import { SharpCanvas } from './canvas'
import { CanvasPen } from './CanvasPen'
import { Palette } from './palette'

export const Swatch = memo(function Swatch({ state }: { readonly state: SpanState }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = mustFind(canvas.current, 'the swatch')
    const sharp = new SharpCanvas(element, pageFrame, (ctx, width, height) =>
      new CanvasPen(ctx, new Palette(element)).fill(state, [0, 0, width, height])
    )
    return () => sharp.stop()
  }, [state])
  return <canvas ref={canvas} className="swatch" aria-hidden="true" />
})
