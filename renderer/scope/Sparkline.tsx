/** Cores used over a run, as small as a word. The thin line is one core. */
import { useEffect, useMemo, useRef } from 'react'
import { mustFind } from '../../common/result'
import { coresUsedOver } from '../../common/trace/cores'
import type { Trace } from '../../common/trace/trace'
import { pageFrame } from '../frame'
import { useText } from '../i18n/text'
import { SharpCanvas } from './canvas'

/** Columns of two CSS px each. */
const COLUMNS = 48
/** At least this many cores fill the height, so that one core always looks like half of two. */
const LEAST = 2

export function Sparkline({ trace }: { readonly trace: Trace }) {
  const words = useText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const sharp = useRef<SharpCanvas>(null)
  const used = useMemo(() => coresUsedOver(trace, COLUMNS), [trace])
  const most = Math.max(...used)

  useEffect(() => {
    const element = mustFind(canvas.current, 'the sparkline')
    const made = new SharpCanvas(element, pageFrame, () => undefined)
    sharp.current = made
    return () => made.stop()
  }, [])

  useEffect(() => {
    sharp.current?.show((ctx, width, height) => {
      const style = getComputedStyle(ctx.canvas)
      const top = Math.max(LEAST, Math.ceil(most - 0.1))
      const y = (cores: number): number => height - (Math.min(cores, top) / top) * (height - 1)
      ctx.fillStyle = style.getPropertyValue('--state-python')
      const step = width / used.length
      used.forEach((cores, i) => ctx.fillRect(i * step, y(cores), step, height - y(cores)))
      ctx.fillStyle = style.getPropertyValue('--line-strong')
      ctx.fillRect(0, Math.round(y(1)), width, 1)
      ctx.fillRect(0, height - 1, width, 1)
    })
  }, [used, most])

  return (
    <canvas ref={canvas} className="sparkline" role="img" aria-label={words.scope.strip.sparkline(most)} />
  )
}
