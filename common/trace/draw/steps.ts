/**
 * From spans of time to columns of pixels. Where one span covers whole pixels they are drawn as that; where several share
 * a pixel, it gets their shares; and where they are so many that pixels would flicker between them, some pixels together
 * get their shares. So what is drawn grows with the pixels, and a picture never shows an order of events that is finer
 * than a pixel, or finer than the trace still knows.
 *
 *     spans    |AAAAAAAAA|BB|A|B|A|CCCCCCCCC|
 *     pixels   |    |    |    |    |    |    |
 *     drawn     A    A A+B  A+B A+C  C    C
 */
import type { Trace } from '../trace'
import { firstAfter } from '../trace'
import { LOWEST_KEY, sumsOf } from './sums'
import type { TimeScale } from './TimeScale'

/** Span `i` lasts from `edges[i]` to `edges[i + 1]` and is a `key[i]`, whatever that means. */
export interface Steps {
  readonly edges: Float64Array
  /** Whole numbers from `LOWEST_KEY` on. */
  readonly key: ArrayLike<number>
}

/** Before `before` only sums over each `step` are known; see `Trace.thinnedBefore`. */
export interface Thinned {
  readonly before: number
  readonly step: number
}

export function thinnedOf(trace: Trace): Thinned {
  return { before: trace.thinnedBefore, step: trace.thinnedStep }
}

/** Where as many spans touch `TOGETHER` px, their order cannot be seen any more: these px become one column. */
export const TOGETHER = 12
const MANY = 4

export interface ColumnVisitor {
  /** From `x` on for `width` px it was one and the same. */
  solid(key: number, x: number, width: number): void
  /** Within these px each key had its share, 0 to 1; in all not more than 1. The map is used again for the next. */
  mixed(shares: ReadonlyMap<number, number>, x: number, width: number): void
}

/** Visits the columns that a scale shows, from left to right. */
export function eachColumn(steps: Steps, scale: TimeScale, thinned: Thinned, visit: ColumnVisitor): void {
  const { edges } = steps
  const from = Math.max(scale.from, edges[0] ?? 0)
  const to = Math.min(scale.to, edges.at(-1) ?? 0)
  if (from >= to) return
  const columns = new Columns(steps, scale, visit, Math.max(0, firstAfter(edges, from) - 1))
  // Steps that are thinner than a pixel are no coarser than the pixels.
  const isCoarse = thinned.step > scale.step
  const sharp = isCoarse ? Math.min(to, Math.max(from, thinned.before)) : from
  for (let at = from; at < sharp;) {
    const end = Math.min(sharp, (Math.floor(at / thinned.step) + 1) * thinned.step)
    columns.one(at, end, scale.toPx(at), scale.toPx(end))
    at = end
  }
  if (sharp < to) columns.pixels(sharp, to)
}

class Columns {
  private readonly shares = new Map<number, number>()
  /** How long each key lasted in the column that is being made, by the key's place from `LOWEST_KEY` on; and which did. */
  private readonly lengths: number[] = []
  private readonly touched: number[] = []

  constructor(
    private readonly steps: Steps,
    private readonly scale: TimeScale,
    private readonly visit: ColumnVisitor,
    /** The span that the next column begins in. */
    private span: number
  ) {}

  /** A column for each pixel of this time, or for each `TOGETHER` of them: these begin at times that panning keeps. */
  pixels(from: number, to: number): void {
    const { edges } = this.steps
    const end = Math.ceil(this.scale.toPx(to) - 1e-6)
    const bin = this.scale.step * TOGETHER
    let x = Math.floor(this.scale.toPx(from) + 1e-6)
    while (x < end) {
      const at = Math.max(from, this.scale.toUs(x))
      const next = (Math.floor(at / bin + 1e-6) + 1) * bin
      const nextX = Math.round(this.scale.toPx(next))
      this.goTo(at)
      if (nextX > x && (edges[this.span + MANY - 1] ?? Infinity) < Math.min(next, to)) {
        const until = Math.min(next, to)
        this.mix(at, until, until - at, x, Math.min(nextX, end) - x)
        x = Math.min(nextX, end)
        continue
      }
      const begin = Math.max(from, this.scale.toUs(x))
      const over = Math.min(to, this.scale.toUs(x + 1))
      this.goTo(begin)
      const spanEnd = edges[this.span + 1] ?? to
      if (spanEnd >= over) {
        const until = spanEnd >= to ? end : Math.max(x + 1, Math.floor(this.scale.toPx(spanEnd)))
        this.visit.solid(this.steps.key[this.span] ?? 0, x, until - x)
        x = until
      } else {
        this.mix(begin, over, this.scale.step, x, 1)
        x++
      }
    }
  }

  /** One column of any width. */
  one(from: number, to: number, x: number, end: number): void {
    this.goTo(from)
    if ((this.steps.edges[this.span + 1] ?? to) >= to)
      this.visit.solid(this.steps.key[this.span] ?? 0, x, end - x)
    else this.mix(from, to, to - from, x, end - x)
  }

  private mix(from: number, to: number, whole: number, x: number, width: number): void {
    const { edges, key } = this.steps
    const { add } = this
    const first = this.span
    const last = this.spanBefore(to)
    const end = (span: number): number => Math.min(edges[span + 1] ?? to, to)
    add(key[first] ?? 0, end(first) - Math.max(edges[first] ?? 0, from))
    if (last - first > MANY_SPANS) sumsOf(this.steps).between(first + 1, last, add)
    else for (let i = first + 1; i < last; i++) add(key[i] ?? 0, end(i) - (edges[i] ?? 0))
    if (last > first) add(key[last] ?? 0, end(last) - (edges[last] ?? 0))
    this.span = last
    this.shares.clear()
    for (const place of this.touched) {
      this.shares.set(place + LOWEST_KEY, (this.lengths[place] ?? 0) / whole)
      this.lengths[place] = 0
    }
    this.touched.length = 0
    this.visit.mixed(this.shares, x, width)
  }

  private readonly add = (key: number, length: number): void => {
    if (length <= 0) return
    const place = key - LOWEST_KEY
    const before = this.lengths[place] ?? 0
    if (before === 0) this.touched.push(place)
    this.lengths[place] = before + length
  }

  /** The span that goes on until a moment, at or after the present one. */
  private spanBefore(to: number): number {
    const { edges, key } = this.steps
    // The next ones are near, or far away.
    for (let span = this.span; span < this.span + NEAR; span++)
      if (span >= key.length - 1 || (edges[span + 1] ?? Infinity) >= to) return Math.min(span, key.length - 1)
    const after = firstAfter(edges, to) - 1
    return Math.min(edges[after] === to ? after - 1 : after, key.length - 1)
  }

  private goTo(at: number): void {
    const { edges, key } = this.steps
    for (let step = 0; step < NEAR; step++) {
      if (this.span >= key.length - 1 || (edges[this.span + 1] ?? Infinity) > at) return
      this.span++
    }
    this.span = Math.min(firstAfter(edges, at) - 1, key.length - 1)
  }
}

/** As many spans are walked before they are searched. */
const NEAR = 8
/** More spans than this in one column are not walked. */
const MANY_SPANS = 40
/** The span that a moment lies in; -1 outside. */
export function spanAt(edges: Float64Array, at: number): number {
  const span = firstAfter(edges, at) - 1
  return span < edges.length - 1 ? span : -1
}
