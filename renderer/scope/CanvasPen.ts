/** Draws the pictures of `common/trace` on a canvas. */
import type { Ink, Pen, WriteOptions } from '../../common/trace/draw/pen'
import type { Palette } from './palette'

export class CanvasPen implements Pen {
  constructor(
    private readonly ctx: CanvasRenderingContext2D,
    private readonly palette: Palette
  ) {}

  fill(ink: Ink, rectangles: readonly number[]): void {
    const { ctx } = this
    ctx.fillStyle = this.palette.get(ink)
    ctx.beginPath()
    for (let i = 0; i < rectangles.length; i += 4)
      ctx.rect(rectangles[i] ?? 0, rectangles[i + 1] ?? 0, rectangles[i + 2] ?? 0, rectangles[i + 3] ?? 0)
    ctx.fill()
  }

  write(ink: Ink, text: string, x: number, y: number, options: WriteOptions = {}): void {
    const { ctx } = this
    const { width = Infinity, align = 'left', isStrong = false, isSmall = false } = options
    ctx.fillStyle = this.palette.get(ink)
    ctx.font = `${isStrong ? '600 ' : ''}${isSmall ? 11 : 12}px ${this.palette.font}`
    ctx.textBaseline = 'middle'
    ctx.textAlign = align
    ctx.fillText(this.fitted(text, width), x, y)
  }

  private fitted(text: string, width: number): string {
    if (this.ctx.measureText(text).width <= width) return text
    let [fits, over] = [0, text.length]
    while (over - fits > 1) {
      const middle = (fits + over) >> 1
      if (this.ctx.measureText(`${text.slice(0, middle)}…`).width <= width) fits = middle
      else over = middle
    }
    return fits === 0 ? '' : `${text.slice(0, fits)}…`
  }
}
