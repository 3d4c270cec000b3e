/** Canvases that are as sharp as the screen, drawn in the page's one frame and again when the theme changes. */
import type { Frame } from '../frame'
import { onThemeChange } from '../outputs/theme'

/** Draws into a canvas of this size in CSS px. */
export type Draw = (ctx: CanvasRenderingContext2D, width: number, height: number) => void

export class SharpCanvas {
  private size = { width: 0, height: 0 }
  private readonly stops: (() => void)[] = []

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly frame: Frame,
    private draw: Draw
  ) {
    const observer = new ResizeObserver(this.redraw)
    observer.observe(canvas)
    this.stops.push(onThemeChange(this.redraw), () => observer.disconnect())
  }

  /** From now on this is drawn. */
  show(draw: Draw): void {
    this.draw = draw
    this.redraw()
  }

  readonly redraw = (): void => {
    this.frame.request(this.work)
  }

  stop(): void {
    for (const stop of this.stops.splice(0)) stop()
  }

  private readonly work = {
    measure: (): void => {
      this.size = { width: this.canvas.clientWidth, height: this.canvas.clientHeight }
    },
    draw: (): void => {
      const { canvas } = this
      const { width, height } = this.size
      const ratio = devicePixelRatio
      const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)]
      const ctx = canvas.getContext('2d')
      if (ctx === null || columns === 0 || rows === 0) return
      if (canvas.width !== columns || canvas.height !== rows) {
        canvas.width = columns
        canvas.height = rows
      }
      ctx.setTransform(columns / width, 0, 0, rows / height, 0, 0)
      ctx.clearRect(0, 0, width, height)
      this.draw(ctx, width, height)
    }
  }
}
