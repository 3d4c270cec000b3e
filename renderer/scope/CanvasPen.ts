/** Draws the pictures of `common/trace` on a canvas. */
import type { Ink, Pen, WriteOptions } from '../../common/trace/draw/pen'
import type { Palette } from './palette'

export class CanvasPen implements Pen {
  /** Pixels of the screen per px of the picture. */
  private readonly ratio: number

  constructor(
    private readonly ctx: CanvasRenderingContext2D,
    private readonly palette: Palette
  ) {
    this.ratio = ctx.getTransform().a
  }

  /**
   * One by one: a path of many costs a software renderer three times as much. Their sides lie on pixels of the screen, so that
   * there is no seam between neighbours; what is thinner than that keeps its place.
   */
  fill(ink: Ink, rectangles: readonly number[]): void {
    const { ctx, ratio } = this
    ctx.fillStyle = this.palette.get(ink)
    for (let i = 0; i < rectangles.length; i += 4) {
      const [x, width] = [rectangles[i] ?? 0, rectangles[i + 2] ?? 0]
      const left = Math.round(x * ratio) / ratio
      const right = Math.round((x + width) * ratio) / ratio
      const isThin = right <= left
      ctx.fillRect(
        isThin ? x : left,
        rectangles[i + 1] ?? 0,
        isThin ? width : right - left,
        rectangles[i + 3] ?? 0
      )
    }
  }

  write(ink: Ink, text: string, x: number, y: number, options: WriteOptions = {}): void {
    const { ctx } = this
    const { width = Infinity, align = 'left', isStrong = false, isSmall = false } = options
    ctx.fillStyle = this.palette.get(ink)
    ctx.font = `${isStrong ? '600 ' : ''}${isSmall ? 11 : 12}px ${this.palette.font}`
    ctx.textBaseline = 'middle'
    ctx.textAlign = align
    ctx.fillText(width === Infinity ? text : this.fitted(text, width), x, y)
  }

  /** The same names are written in each frame, so they are measured once. */
  private fitted(text: string, width: number): string {
    return this.palette.fitted(`${width} ${this.ctx.font} ${text}`, () => this.cut(text, width))
  }

  private cut(text: string, width: number): string {
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
