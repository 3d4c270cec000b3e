/** Zooms and pans the real timeline in a real page, and takes the time of our own code in each frame. */
import { pictureOf } from '../../common/trace/draw/drawTrace'
import { SPAN_STATES, type Trace } from '../../common/trace/trace'
import { createFrame } from '../../renderer/frame'
import { text } from '../../renderer/i18n/text'
import { CanvasPen } from '../../renderer/scope/CanvasPen'
import { Palette } from '../../renderer/scope/palette'
import { TimelineView, type TimelineListener } from '../../renderer/scope/TimelineView'
import { Viewport } from '../../renderer/scope/Viewport'
import { LONG_TRACES } from './longTraces'
import '../../renderer/styles.css'
import '../../renderer/scope/scope.css'

const nothing = (): void => undefined
const SILENT: TimelineListener = {
  ...{
    tip: nothing,
    range: nothing,
    visible: nothing,
    pin: nothing,
    move: nothing,
    note: nothing,
    line: nothing,
    large: nothing
  },
  lane: () => ''
}
const FRAMES = 240
const WARM = 20
const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame)

Object.assign(window, {
  async measure(index: number): Promise<unknown> {
    const long = LONG_TRACES[index]
    const scroller = document.getElementById('scroller')
    const canvas = document.querySelector('canvas')
    if (long === undefined || scroller === null || canvas === null) throw new Error('the page is not whole')
    const trace = long.make()
    let work = (): void => undefined
    const frame = createFrame((run) => (work = run))
    const timed = (run: () => void): number => {
      const from = performance.now()
      run()
      return performance.now() - from
    }
    let view: TimelineView | undefined
    const first = timed(() => {
      const picture = pictureOf(trace, text('en').scope.tracks)
      view = new TimelineView(scroller, canvas, frame, picture, { current: SILENT })
      view.fit()
      work()
    })
    const ours: number[] = []
    for (let i = 0; i < FRAMES; i++) {
      await nextFrame()
      // In and out again, moving on in between: from all of the run to a few turns.
      if (i % 3 === 2) view?.pan(37)
      else view?.zoom(Math.floor(i / 60) % 2 === 0 ? 0.86 : 1 / 0.86, 400 + (i % 500))
      // The same frame three times, of which the quickest counts: others on the machine take their time out of the rest.
      const tries = [1, 2, 3].map(() => {
        view?.zoom(1)
        return timed(() => work())
      })
      const took = Math.min(...tries)
      if (i >= WARM) ours.push(took)
    }
    view?.stop()
    return {
      name: long.name,
      spans: trace.threads.reduce((sum, { spans }) => sum + spans.state.length, 0),
      first,
      ours: percentiles(ours),
      naive: percentiles(await everySpan(trace, canvas, timed))
    }
  }
})

/** The same moves with a drawing that visits every span of every thread that has room, and fills it if it is seen. */
async function everySpan(
  trace: Trace,
  canvas: HTMLCanvasElement,
  timed: (run: () => void) => number
): Promise<number[]> {
  const ctx = canvas.getContext('2d')
  if (ctx === null) throw new Error('no canvas')
  const pen = new CanvasPen(ctx, new Palette(canvas))
  const rows = Math.ceil(canvas.clientHeight / 24)
  const took: number[] = []
  let viewport = Viewport.of(trace.duration).sized(canvas.clientWidth)
  for (let i = 0; i < FRAMES / 4; i++) {
    await nextFrame()
    viewport = i % 3 === 2 ? viewport.panned(37) : viewport.zoomed(0.86, 400 + (i % 500))
    const { scale } = viewport
    took.push(
      timed(() => {
        ctx.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight)
        trace.threads.slice(0, rows).forEach(({ spans }, row) => {
          for (let span = 0; span < spans.state.length; span++) {
            const [from, to] = [spans.edges[span] ?? 0, spans.edges[span + 1] ?? 0]
            if (to < scale.from || from > scale.to) continue
            const x = scale.toPx(from)
            pen.fill(SPAN_STATES[spans.state[span] ?? 0] ?? 'idle', [x, row * 24, scale.toPx(to) - x, 15])
          }
        })
      })
    )
  }
  return took
}

function percentiles(times: readonly number[]): { p50: number; p95: number; max: number } {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95), max: at(1) }
}
