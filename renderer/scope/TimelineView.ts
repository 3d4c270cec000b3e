/** Keeps a canvas showing a picture: where it looks, what is pointed at, what is selected. It draws only while seen. */
import { AXIS_HEIGHT } from '../../common/trace/draw/axis'
import type { Hit } from '../../common/trace/draw/Track'
import { drawPicture, hitAt, rowAt, type Picture } from '../../common/trace/drawTrace'
import type { Range } from '../../common/trace/figures'
import { firstAfter } from '../../common/trace/trace'
import type { Frame } from '../frame'
import { SharpCanvas } from './canvas'
import { CanvasPen } from './CanvasPen'
import { Palette } from './palette'
import { NAMES, Viewport } from './Viewport'
import { onThemeChange } from '../outputs/theme'

/** What is said beside the pointer or the cursor; `x` and `y` in CSS px from the timeline's corner. */
export interface Tip {
  readonly x: number
  readonly y: number
  readonly hit: Hit
}

export interface TimelineListener {
  readonly tip: (tip: Tip | null) => void
  readonly range: (range: Range | null) => void
}

/** A push that is late is not waited for longer than this, in ms: the run may have ended. */
const PATIENCE = 1_000

export class TimelineView {
  private picture: Picture
  private viewport: Viewport
  private palette: Palette
  private range: Range | null = null
  /** The selected row, and the moment in it. */
  private cursor: { readonly row: string; readonly at: number } | null = null
  private pointed: { readonly x: number; readonly y: number } | null = null
  private arrivedAt = 0
  private isSeen = true
  private readonly canvas: SharpCanvas
  private readonly stops: (() => void)[] = []

  constructor(
    readonly scroller: HTMLElement,
    canvas: HTMLCanvasElement,
    frame: Frame,
    picture: Picture,
    private readonly listener: TimelineListener
  ) {
    this.picture = picture
    this.palette = new Palette(canvas)
    this.viewport = Viewport.of(picture.trace.duration)
    this.canvas = new SharpCanvas(canvas, frame, this.draw)
    const observer = new IntersectionObserver((entries) => {
      this.isSeen = entries.some(({ isIntersecting }) => isIntersecting)
      this.redraw()
    })
    observer.observe(canvas)
    scroller.addEventListener('scroll', this.redraw)
    this.stops.push(
      () => this.canvas.stop(),
      () => observer.disconnect(),
      () => scroller.removeEventListener('scroll', this.redraw),
      onThemeChange(() => (this.palette = new Palette(canvas)))
    )
  }

  show(picture: Picture): void {
    this.picture = picture
    this.arrivedAt = performance.now()
    this.viewport = this.viewport.lasting(picture.trace.duration)
    this.redraw()
  }

  stop(): void {
    for (const stop of this.stops.splice(0)) stop()
  }

  fit(): void {
    this.look(this.viewport.fitted())
  }

  zoom(factor: number, px = this.focusPx()): void {
    this.look(this.viewport.zoomed(factor, Math.max(NAMES, px)))
  }

  pan(px: number): void {
    this.look(this.viewport.panned(px))
  }

  /** Shows the span at a place from end to end. */
  zoomTo(x: number, y: number): void {
    const hit = this.hit(x, y)
    if (hit !== undefined && hit.to > hit.from) this.look(this.viewport.showing(hit.from, hit.to))
  }

  /** The pointer is here; `null`: nowhere. */
  point(place: { readonly x: number; readonly y: number } | null): void {
    this.pointed = place
    const hit = place === null ? undefined : this.hit(place.x, place.y)
    this.listener.tip(place === null || hit === undefined ? null : { ...place, hit })
    this.redraw()
  }

  /** Selects the row and the moment at a place. */
  select(x: number, y: number): void {
    const row = rowAt(this.picture, this.rowY(y))
    this.cursor =
      row === undefined || row.track.isHeading || x < NAMES
        ? null
        : { row: row.track.id, at: this.viewport.scale.toUs(x) }
    this.redraw()
  }

  /** Selects the time between two places; for the sums over it. */
  selectRange(x: number, other: number): void {
    const { scale, duration } = this.viewport
    const at = (px: number): number => Math.round(Math.min(Math.max(0, scale.toUs(px)), duration))
    const [from, to] = [at(Math.min(x, other)), at(Math.max(x, other))]
    this.setRange(to > from ? { from, to } : null)
  }

  clear(): void {
    this.cursor = null
    this.listener.tip(null)
    this.setRange(null)
  }

  /** To the next (1) or previous (-1) event of the selected row. */
  step(direction: 1 | -1): void {
    const row = this.selectedRow()
    if (row === undefined || this.cursor === null) return this.stepRow(1)
    const { edges } = row.track
    const { at } = this.cursor
    if (edges === undefined || edges.length === 0) return
    const after = firstAfter(edges, at)
    const before = after - (edges[after - 1] === at ? 2 : 1)
    // The last edge is the end: nothing begins there.
    const next = edges[direction === 1 ? Math.min(after, edges.length - 2) : Math.max(0, before)]
    if (next !== undefined) this.moveCursor(row.track.id, next)
  }

  /** To the next (1) or previous (-1) row. */
  stepRow(direction: 1 | -1): void {
    const rows = this.picture.rows.filter(
      ({ track }) => track.isHeading !== true && track.edges !== undefined
    )
    const now = rows.findIndex(({ track }) => track.id === this.cursor?.row)
    const next = rows[Math.min(Math.max(0, now + direction), rows.length - 1)]
    if (next === undefined) return
    const { scale } = this.viewport
    const at = this.cursor?.at ?? (scale.from + scale.to) / 2
    const { scroller } = this
    const visible = scroller.clientHeight - AXIS_HEIGHT
    if (next.top < scroller.scrollTop) scroller.scrollTop = next.top
    if (next.top + next.track.height > scroller.scrollTop + visible)
      scroller.scrollTop = next.top + next.track.height - visible
    this.moveCursor(next.track.id, at)
  }

  private moveCursor(row: string, at: number): void {
    this.cursor = { row, at }
    const { scale } = this.viewport
    if (at < scale.from || at > scale.to)
      this.look(this.viewport.panned(scale.toPx(at) - (scale.left + scale.width / 2)))
    const place = this.picture.rows.find(({ track }) => track.id === row)
    const hit = place?.track.hit?.(at, place.track.height / 2)
    if (place !== undefined && hit !== undefined) {
      const y = AXIS_HEIGHT + place.top + place.track.height - this.scroller.scrollTop
      this.listener.tip({ x: this.viewport.scale.toPx(at), y, hit })
    }
    this.redraw()
  }

  private setRange(range: Range | null): void {
    this.range = range
    this.listener.range(range)
    this.redraw()
  }

  private look(viewport: Viewport): void {
    this.viewport = viewport
    this.redraw()
  }

  /** Where zooming by keys keeps its place. */
  private focusPx(): number {
    const { scale } = this.viewport
    if (this.pointed !== null) return this.pointed.x
    return this.cursor === null ? scale.left + scale.width / 2 : scale.toPx(this.cursor.at)
  }

  private selectedRow() {
    return this.picture.rows.find(({ track }) => track.id === this.cursor?.row)
  }

  private hit(x: number, y: number): Hit | undefined {
    if (x < NAMES || y < AXIS_HEIGHT) return undefined
    return hitAt(this.picture, this.viewport.scale.toUs(x), this.rowY(y))
  }

  private rowY(y: number): number {
    return y - AXIS_HEIGHT + this.scroller.scrollTop
  }

  private readonly redraw = (): void => {
    if (this.isSeen) this.canvas.redraw()
  }

  private readonly draw = (ctx: CanvasRenderingContext2D, width: number, height: number): void => {
    this.viewport = this.viewport.sized(width)
    if (this.picture.trace.live) this.followPresent()
    const { scale } = this.viewport
    const { scrollTop } = this.scroller
    const pen = new CanvasPen(ctx, this.palette)
    const selected = this.selectedRow()
    const rowTop = (top: number): number => AXIS_HEIGHT + top - scrollTop
    if (selected !== undefined) pen.fill('selected', [0, rowTop(selected.top), width, selected.track.height])
    drawPicture(pen, this.picture, scale, height, scrollTop)
    this.drawMarks(pen, height)
    if (selected !== undefined && this.cursor !== null) {
      const x = Math.round(scale.toPx(this.cursor.at))
      if (x >= scale.left) pen.fill('text', [x, rowTop(selected.top), 1, selected.track.height])
    }
  }

  private drawMarks(pen: CanvasPen, height: number): void {
    const { scale } = this.viewport
    if (this.range !== null) {
      const [from, to] = [scale.toPx(this.range.from), scale.toPx(this.range.to)]
      const [left, right] = [Math.max(scale.left, from), Math.min(scale.right, to)]
      if (right > left) pen.fill('range', [left, AXIS_HEIGHT, right - left, height - AXIS_HEIGHT])
      for (const x of [from, to])
        if (x >= scale.left && x <= scale.right)
          pen.fill('text', [Math.round(x), AXIS_HEIGHT, 1, height - AXIS_HEIGHT])
    }
    const x = this.pointed?.x ?? 0
    if (x >= scale.left && x <= scale.right) pen.fill('pointed', [Math.round(x), AXIS_HEIGHT, 1, height])
  }

  /** Between two pushes time goes on all the same. */
  private followPresent(): void {
    const since = Math.min(PATIENCE, performance.now() - this.arrivedAt)
    const now = this.picture.trace.duration + since * 1000
    this.viewport = this.viewport.lasting(Math.max(now, this.viewport.duration))
    if (since < PATIENCE) this.redraw()
  }
}
