/** Keeps a canvas showing a picture: where it looks, what is pointed at, what is selected. It draws only while seen. */
import { AXIS_HEIGHT } from '../../common/trace/draw/axis'
import type { Hit } from '../../common/trace/draw/Track'
import {
  drawPicture,
  hitAt,
  rowAt,
  stayingHeight,
  type Picture,
  type PlacedRow
} from '../../common/trace/draw/drawTrace'
import type { Range } from '../../common/trace/verdict/figures'
import type { Line } from '../../common/trace/trace'
import type { Frame } from '../frame'
import { SharpCanvas } from './canvas'
import { CanvasPen } from './CanvasPen'
import { nextEdge, nextRow, placesBetween, type Cursor } from './cursor'
import { drawMarks, PIN, yOf } from './marks'
import { Palette } from './palette'
import { Present } from './Present'
import { NAMES, Viewport } from './Viewport'
import { onThemeChange } from '../outputs/theme'

/** What is said beside the pointer or the cursor; `x` and `y` in CSS px from the timeline's corner. */
export interface Tip {
  readonly x: number
  readonly y: number
  readonly hit: Hit
}

/** Who hears what the user does here. */
export interface TimelineListener {
  readonly tip: (tip: Tip | null) => void
  readonly range: (range: Range | null) => void
  /** Another time is shown, `null`: all of it; told a few times a second while it changes. */
  readonly visible: (range: Range | null) => void
  /** A lane is to be pinned, or let go. */
  readonly pin: (lane: string) => void
  /** A lane is to move so many places down among its neighbours. */
  readonly move: (lane: string, by: number) => void
  /** A note on the selected range is wanted. */
  readonly note: () => void
  /** The large view is wanted, or no longer. */
  readonly large: () => void
  /** The user wants to see this line of code. */
  readonly line: (line: Line) => void
  /** What is said of a lane whose name is pointed at. */
  readonly lane: () => string
}

/** How often it is told which time is shown, in ms. */
const TELLING = 120

export class TimelineView {
  private picture: Picture
  private viewport: Viewport
  private palette: Palette
  private range: Range | null = null
  /** Where a range that is made with the keyboard begins. */
  private anchor: number | null = null
  private cursor: Cursor | null = null
  private pointed: { readonly x: number; readonly y: number } | null = null
  private magnification = 1
  /** Lines of code whose time is set apart, by index into the trace's `lines`; null: none. */
  private lines: ReadonlySet<number> | null = null
  private readonly present = new Present()
  private isSeen = true
  private told: Range | null = null
  private telling: ReturnType<typeof setTimeout> | undefined
  private readonly canvas: SharpCanvas
  private readonly stops: (() => void)[] = []

  constructor(
    readonly scroller: HTMLElement,
    private readonly element: HTMLCanvasElement,
    private readonly frame: Frame,
    picture: Picture,
    /** Whoever is `current` hears it: a component that is drawn anew hears with what it knows by then. */
    readonly listener: { readonly current: TimelineListener }
  ) {
    this.picture = picture
    this.palette = new Palette(element)
    this.viewport = Viewport.of(picture.trace.duration)
    this.canvas = new SharpCanvas(element, frame, this.draw)
    const observer = new IntersectionObserver((entries) => {
      this.isSeen = entries.some(({ isIntersecting }) => isIntersecting)
      this.redraw()
    })
    observer.observe(element)
    scroller.addEventListener('scroll', this.redraw)
    this.stops.push(
      () => (this.isSeen = false),
      () => this.canvas.stop(),
      () => observer.disconnect(),
      () => scroller.removeEventListener('scroll', this.redraw),
      () => clearTimeout(this.telling),
      onThemeChange(() => this.magnify(this.magnification))
    )
  }

  show(picture: Picture): void {
    if (picture.trace !== this.picture.trace) this.present.arrived(performance.now())
    this.picture = picture
    this.viewport = this.viewport.lasting(picture.trace.duration)
    this.redraw()
  }

  stop(): void {
    for (const stop of this.stops.splice(0)) stop()
  }

  /** Everything is drawn so many times as large. */
  magnify(factor: number): void {
    this.magnification = factor
    this.palette = new Palette(this.element, factor)
    this.redraw()
  }

  /** The picture's px at a place on the screen. */
  placeOf(event: MouseEvent): { x: number; y: number } {
    const box = this.scroller.getBoundingClientRect()
    const factor = this.magnification
    return { x: (event.clientX - box.left) / factor, y: (event.clientY - box.top) / factor }
  }

  /** How much of it is seen, in the picture's px. */
  get width(): number {
    return this.scroller.clientWidth / this.magnification
  }
  private get height(): number {
    return this.scroller.clientHeight / this.magnification
  }
  private get scrolled(): number {
    return this.scroller.scrollTop / this.magnification
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
    const lane = place === null || place.x >= NAMES ? undefined : this.rowOf(place.y)?.track
    const hit =
      place === null
        ? undefined
        : lane?.lane === undefined
          ? this.hit(place.x, place.y)
          : { title: lane.name, lines: [this.listener.current.lane()], from: 0, to: 0 }
    this.scroller.classList.toggle('on-lane', lane?.lane !== undefined)
    this.tell(place, hit)
    this.redraw()
  }

  /** Sets the time of these lines of code apart. */
  highlight(lines: ReadonlySet<number> | null): void {
    if (lines === null && this.lines === null) return
    this.lines = lines
    this.redraw()
  }

  /** Asks to see the line of code at a place, or at the cursor. */
  goToLine(place: { readonly x: number; readonly y: number } | null): void {
    const row = this.selectedRow()
    const at = this.cursor?.at ?? 0
    const hit = place === null ? row?.track.hit?.(at, row.track.height / 2) : this.hit(place.x, place.y)
    if (hit?.line !== undefined) this.listener.current.line(hit.line)
  }

  /** Selects the row and the moment at a place; of a note its time too. On a pin: pins. */
  select(x: number, y: number): void {
    const track = this.rowOf(y)?.track
    if (x < NAMES) {
      if (track?.lane !== undefined && x >= NAMES - PIN.right - PIN.size)
        this.listener.current.pin(track.lane)
      return
    }
    this.cursor =
      track === undefined || track.isHeading ? null : { row: track.id, at: this.viewport.scale.toUs(x) }
    const hit = track?.id === 'notes' ? this.hit(x, y) : undefined
    if (hit !== undefined) this.setRange({ from: hit.from, to: hit.to })
    this.redraw()
  }

  /** Selects the time between two places; for the sums over it. */
  selectRange(x: number, other: number): void {
    const { scale } = this.viewport
    this.setTimes(scale.toUs(x), scale.toUs(other))
  }

  /** The lane whose name is at a place. */
  laneAt(x: number, y: number): string | undefined {
    return x < NAMES ? this.rowOf(y)?.track.lane : undefined
  }

  /** Puts a lane where another is, as long as they are neighbours. */
  drop(lane: string, y: number): void {
    const other = this.rowOf(y)?.track.lane
    const by = other === undefined ? 0 : placesBetween(this.picture, lane, other)
    if (by !== 0) this.listener.current.move(lane, by)
  }

  moveLane(by: 1 | -1): void {
    const lane = this.selectedRow()?.track.lane
    if (lane !== undefined) this.listener.current.move(lane, by)
  }

  pinLane(): void {
    const lane = this.selectedRow()?.track.lane
    if (lane !== undefined) this.listener.current.pin(lane)
  }

  /** Whether there was anything to clear. */
  clear(): boolean {
    const hadAny = this.cursor !== null || this.range !== null
    this.cursor = null
    this.listener.current.tip(null)
    this.setRange(null)
    return hadAny
  }

  /** To the next (1) or previous (-1) event of the selected row; with a range, its end goes along. */
  step(direction: 1 | -1, isRange = false): void {
    const row = this.selectedRow()
    if (row === undefined || this.cursor === null) return this.stepRow(1)
    const { at } = this.cursor
    const next = nextEdge(row.track, at, direction)
    if (next === undefined) return
    this.anchor = isRange ? (this.anchor ?? at) : null
    if (this.anchor !== null) this.setTimes(this.anchor, next)
    this.moveCursor({ row: row.track.id, at: next })
  }

  /** To the next (1) or previous (-1) row. */
  stepRow(direction: 1 | -1): void {
    const next = nextRow(this.picture, this.cursor?.row, direction)
    if (next === undefined) return
    const { scale } = this.viewport
    this.reveal(next)
    this.moveCursor({ row: next.track.id, at: this.cursor?.at ?? (scale.from + scale.to) / 2 })
  }

  /** To whoever ended the wait that the cursor is in. */
  goToWaker(): void {
    const wake = this.cursor === null ? undefined : this.selectedRow()?.track.wake?.(this.cursor.at)
    const by = this.picture.rows.find(({ track }) => track.id === wake?.by)
    if (wake === undefined || by === undefined) return
    this.reveal(by)
    // Just before it let go: what it did then is what is asked for.
    this.moveCursor({ row: by.track.id, at: wake.at - 1 })
  }

  private reveal(row: PlacedRow): void {
    const staying = stayingHeight(this.picture, this.height)
    if (row.top < staying) return
    const [top, bottom] = [row.top - staying, row.top + row.track.height - (this.height - AXIS_HEIGHT)]
    const scrolled = Math.max(Math.min(this.scrolled, top), bottom)
    this.scroller.scrollTop = scrolled * this.magnification
  }

  private moveCursor(cursor: Cursor): void {
    this.cursor = cursor
    const { scale } = this.viewport
    if (cursor.at < scale.from || cursor.at > scale.to)
      this.look(this.viewport.panned(scale.toPx(cursor.at) - (scale.left + scale.width / 2)))
    const row = this.selectedRow()
    if (row !== undefined) {
      const y = yOf(this.picture, row, this.height, this.scrolled) + row.track.height
      const hit = row.track.hit?.(cursor.at, row.track.height / 2)
      this.tell({ x: this.viewport.scale.toPx(cursor.at), y }, hit)
    }
    this.redraw()
  }

  private tell(place: { readonly x: number; readonly y: number } | null, hit: Hit | undefined): void {
    const factor = this.magnification
    this.listener.current.tip(
      place === null || hit === undefined ? null : { x: place.x * factor, y: place.y * factor, hit }
    )
  }

  private setTimes(one: number, other: number): void {
    const within = (at: number): number => Math.round(Math.min(Math.max(0, at), this.viewport.duration))
    const [from, to] = [within(Math.min(one, other)), within(Math.max(one, other))]
    this.setRange(to > from ? { from, to } : null)
  }

  private setRange(range: Range | null): void {
    if (range === null) this.anchor = null
    this.range = range
    this.listener.current.range(range)
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

  private selectedRow(): PlacedRow | undefined {
    return this.picture.rows.find(({ track }) => track.id === this.cursor?.row)
  }

  private rowOf(y: number): PlacedRow | undefined {
    return y < AXIS_HEIGHT ? undefined : rowAt(this.picture, this.rowY(y))
  }

  private hit(x: number, y: number): Hit | undefined {
    if (x < NAMES || y < AXIS_HEIGHT) return undefined
    return hitAt(this.picture, this.viewport.scale.toUs(x), this.rowY(y))
  }

  /** px below the axis when nothing is scrolled. */
  private rowY(y: number): number {
    const below = y - AXIS_HEIGHT
    return below < stayingHeight(this.picture, this.height) ? below : below + this.scrolled
  }

  private readonly redraw = (): void => {
    if (this.isSeen) this.canvas.redraw()
  }

  private readonly draw = (ctx: CanvasRenderingContext2D, fullWidth: number, fullHeight: number): void => {
    const at = performance.now()
    this.drawNow(ctx, fullWidth, fullHeight)
    this.present.drew(at, performance.now())
  }

  private drawNow(ctx: CanvasRenderingContext2D, fullWidth: number, fullHeight: number): void {
    const factor = this.magnification
    const [width, height] = [fullWidth / factor, fullHeight / factor]
    ctx.scale(factor, factor)
    this.viewport = this.viewport.sized(width)
    if (this.picture.trace.live) this.followPresent()
    const { picture, scrolled, cursor, range, pointed, lines } = this
    const { scale } = this.viewport
    const pen = new CanvasPen(ctx, this.palette)
    drawPicture(pen, picture, scale, height, { scrolled, selected: cursor?.row, lines })
    const at = pointed && { x: pointed.x, row: this.rowOf(pointed.y) }
    drawMarks(pen, scale, height, scrolled, { picture, range, cursor, pointed: at })
    this.tellVisible()
  }

  private tellVisible(): void {
    if (this.telling !== undefined || isSame(this.shown, this.told)) return
    this.telling = setTimeout(() => {
      this.telling = undefined
      this.told = this.shown
      this.listener.current.visible(this.told)
    }, TELLING)
  }

  /** All of a run stays all of it while it gets longer. */
  private get shown(): Range | null {
    const { from, to } = this.viewport.scale
    return this.viewport.isWhole ? null : { from, to }
  }

  private followPresent(): void {
    const now = performance.now()
    const duration = this.picture.trace.duration + this.present.since(now) * 1000
    this.viewport = this.viewport.lasting(Math.max(duration, this.viewport.duration))
    if (this.present.goesOn(now)) this.frame.request(this.following)
  }

  private readonly following = {
    draw: (): void => {
      const pixel = this.viewport.scale.step / 1000 / (devicePixelRatio * this.magnification)
      if (this.present.isDue(performance.now(), pixel)) this.redraw()
      else if (this.isSeen) this.frame.request(this.following)
    }
  }
}

function isSame(one: Range | null, other: Range | null): boolean {
  return one === other || (one !== null && other !== null && one.from === other.from && one.to === other.to)
}
