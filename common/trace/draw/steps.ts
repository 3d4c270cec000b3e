/**
 * From spans of time to columns of pixels. Where spans are wider than pixels they begin and end between two of them;
 * where several share a pixel, it gets their shares; and where they are so many that pixels would flicker between them,
 * some pixels together get their shares. So what is drawn grows with the pixels, and a picture never shows an order of
 * events that is finer than a pixel, or finer than the trace still knows.
 *
 *     spans    |AAAAAAAAAAA|BB|A|B|A|CCCCCCCCC|
 *     pixels   |    |    |    |    |    |    |
 *     drawn     A    A    A+B  A+B A+C  C    C
 */
import type { Trace } from '../trace'
import { firstAfter } from '../trace'
import { binsOf, type BinLevel } from './bins'
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

/** Where many spans touch this many px and up to twice as many, their order cannot be seen: these px become one column. */
const TOGETHER = 10
/** So many ends of spans are many. */
const MANY = 3

/** The length of such a column at a scale, as a power of two, in µs: so they stay while one pans, and mostly while one zooms. */
function exponentOf(scale: TimeScale): number {
  return Math.ceil(Math.log2(scale.step * TOGETHER))
}

/** How long (µs) a column lasts that stands for many spans; they begin at multiples of it. */
export function binOf(scale: TimeScale): number {
  return 2 ** exponentOf(scale)
}

export interface ColumnVisitor {
  /** From `x` on for `width` px it was one and the same. */
  solid(key: number, x: number, width: number): void
  /** Within these px each key had its share, in all not more than 1. The shares are used again for the next column. */
  mixed(shares: Shares, x: number, width: number): void
}

/** How much of a column each key had. */
export interface Shares {
  /** Those that had any, in no order. */
  readonly keys: readonly number[]
  /** 0 to 1. */
  of(key: number): number
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
  if (sharp < to) columns.pixels(sharp, to, isCoarse ? thinned.before : -Infinity)
}

class Columns implements Shares {
  readonly keys: number[] = []
  /** How long each key lasted in the column that is being made, by the key's place from `LOWEST_KEY` on. */
  private readonly lengths: number[] = []
  /** How long the column lasts. */
  private whole = 1

  constructor(
    private readonly steps: Steps,
    private readonly scale: TimeScale,
    private readonly visit: ColumnVisitor,
    /** The span that the next column begins in. */
    private span: number
  ) {}

  /** A column for each pixel of this time, or for many together, but for none of what is before `since`. */
  pixels(from: number, to: number, since: number): void {
    const { scale } = this
    const exponent = exponentOf(scale)
    const bin = 2 ** exponent
    const level = this.isDense(from, to) ? binsOf(this.steps).level(exponent) : undefined
    const left = Math.floor(scale.toPx(from) + 1e-6)
    const end = Math.ceil(scale.toPx(to) - 1e-6)
    let x = left
    while (x < end) {
      const at = Math.max(from, scale.toUs(x))
      // A column belongs to the bin that its middle lies in.
      const place = Math.floor(scale.toUs(x + 0.5) / bin)
      const [binFrom, binTo] = [Math.max(place * bin, since), (place + 1) * bin]
      const known = place * bin >= since ? level : undefined
      if (known === undefined ? this.hasMany(binFrom, binTo) : known.endsIn(place) >= MANY) {
        const next = Math.min(end, Math.max(x + 1, Math.round(scale.toPx(binTo))))
        // What is left of a bin into which a long span reaches is a column of its own.
        const isRest = x > left && x > Math.round(scale.toPx(binFrom))
        if (known === undefined || isRest) this.mixWithin(isRest ? at : binFrom, binTo, x, next - x)
        else this.mixBin(known, place, this.lengthOf(binFrom, binTo), x, next - x)
        x = next
      } else {
        this.goTo(at)
        x = this.fewSpans(at, Math.min(to, scale.toUs(x + 1)), x, to, end)
      }
    }
  }

  /** Whether there are so many spans that it is better not to look at each. */
  private isDense(from: number, to: number): boolean {
    const { edges } = this.steps
    return firstAfter(edges, to) - this.span > DENSE * (this.scale.toPx(to) - this.scale.toPx(from))
  }

  /** Whether many spans end within a time, as `BinLevel.endsIn` counts them. */
  private hasMany(from: number, to: number): boolean {
    const { edges, key } = this.steps
    this.goTo(from)
    const last = MANY - 1 + ((edges[this.span] ?? 0) >= from ? Math.max(1, this.span) : this.span + 1)
    return last < key.length && (edges[last] ?? Infinity) < to
  }

  /** What begins at a pixel, `begin` to `over`, where spans are few; answers where the next column begins. */
  private fewSpans(begin: number, over: number, x: number, to: number, end: number): number {
    const { edges } = this.steps
    const edge = edges[this.span + 1] ?? to
    if (edge < over) {
      if (!this.isRounded(this.span) || (edges[this.span + 2] ?? to) < Math.min(over, to)) {
        this.mix(begin, over, this.scale.step, x, 1)
        return x + 1
      }
      // The pixel is that of the two spans which has most of it.
      if (edge - begin < over - edge) this.span++
    }
    const spanEnd = edges[this.span + 1] ?? to
    const px = this.scale.toPx(spanEnd)
    const until = spanEnd >= to ? end : this.isRounded(this.span) ? Math.round(px) : Math.floor(px)
    const next = Math.min(end, Math.max(x + 1, until))
    this.visit.solid(this.steps.key[this.span] ?? 0, x, next - x)
    return next
  }

  /** Whether the end of a span is moved between two pixels: it and the next one are wider than one. */
  private isRounded(span: number): boolean {
    const { edges } = this.steps
    const [from, edge, to] = [edges[span] ?? 0, edges[span + 1] ?? 0, edges[span + 2] ?? 0]
    return edge - from >= this.scale.step && to - edge >= this.scale.step
  }

  /** One column of any width. */
  one(from: number, to: number, x: number, end: number): void {
    this.goTo(from)
    if ((this.steps.edges[this.span + 1] ?? to) >= to)
      this.visit.solid(this.steps.key[this.span] ?? 0, x, end - x)
    else this.mix(from, to, to - from, x, end - x)
  }

  private mixWithin(from: number, to: number, x: number, width: number): void {
    const { edges } = this.steps
    const [begin, end] = [Math.max(from, edges[0] ?? 0), Math.min(to, edges.at(-1) ?? 0)]
    this.goTo(begin)
    this.mix(begin, end, end - begin, x, width)
  }

  private mixBin(level: BinLevel, bin: number, whole: number, x: number, width: number): void {
    level.each(bin, this.add)
    this.mixed(whole, x, width)
  }

  /** How much of this time has spans. */
  private lengthOf(from: number, to: number): number {
    const { edges } = this.steps
    return Math.min(to, edges.at(-1) ?? 0) - Math.max(from, edges[0] ?? 0)
  }

  private mix(from: number, to: number, whole: number, x: number, width: number): void {
    const { edges, key } = this.steps
    const { add } = this
    const first = this.span
    const last = this.spanBefore(to)
    add(key[first] ?? 0, Math.min(edges[first + 1] ?? to, to) - Math.max(edges[first] ?? 0, from))
    if (last - first > MANY_SPANS) sumsOf(this.steps).between(first + 1, last, add)
    else for (let i = first + 1; i < last; i++) add(key[i] ?? 0, (edges[i + 1] ?? to) - (edges[i] ?? 0))
    if (last > first) add(key[last] ?? 0, Math.min(edges[last + 1] ?? to, to) - (edges[last] ?? 0))
    this.span = last
    this.mixed(whole, x, width)
  }

  private mixed(whole: number, x: number, width: number): void {
    this.whole = whole
    this.visit.mixed(this, x, width)
    // Taken out one by one, for an array that is cut off gives up its memory.
    for (let key = this.keys.pop(); key !== undefined; key = this.keys.pop())
      this.lengths[key - LOWEST_KEY] = 0
  }

  of(key: number): number {
    return (this.lengths[key - LOWEST_KEY] ?? 0) / this.whole
  }

  private readonly add = (key: number, length: number): void => {
    if (length <= 0) return
    const place = key - LOWEST_KEY
    const before = this.lengths[place] ?? 0
    if (before === 0) this.keys.push(key)
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
    if ((edges[this.span] ?? 0) > at) this.span = Math.max(0, firstAfter(edges, at) - 1)
    for (let step = 0; step < NEAR; step++) {
      if (this.span >= key.length - 1 || (edges[this.span + 1] ?? Infinity) > at) return
      this.span++
    }
    this.span = Math.min(firstAfter(edges, at) - 1, key.length - 1)
  }
}

/** As many spans are walked before they are searched. */
const NEAR = 8
/** Spans a px from which on they are not looked at one by one. */
const DENSE = 0.25
/** More spans than this in one column are not walked. */
const MANY_SPANS = 12

/** The span that a moment lies in; -1 outside. */
export function spanAt(edges: Float64Array, at: number): number {
  const span = firstAfter(edges, at) - 1
  return span < edges.length - 1 ? span : -1
}
