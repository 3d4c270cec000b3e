/**
 * How long each key lasted in a stretch of many spans, without walking them all: sums up to every so many spans are kept.
 * So a column that stands for ten thousand spans costs about as much as one that stands for fifty.
 */
import { firstAfter } from '../trace'
import type { Steps } from './steps'

/** Keys may be as low as this: what `trace.ts` says of holders of a GIL, and one more of `gilRows.ts`. */
export const LOWEST_KEY = -4
/** Spans between two sums: at least as many as there are keys, so that sums take no more room than 8 bytes a span. */
const LEAST_STRIDE = 4

export class Sums {
  /** Those that there are, in rising order. */
  private readonly keys: Int32Array
  private readonly stride: number
  /** One row of sums for each `stride` spans, a sum for each of `keys`. */
  private readonly rows: Float64Array

  constructor(private readonly steps: Steps) {
    const { edges, key } = steps
    this.keys = keysIn(key)
    const { length } = this.keys
    this.stride = Math.max(LEAST_STRIDE, length)
    const places: number[] = []
    this.keys.forEach((each, place) => (places[each - LOWEST_KEY] = place))
    const count = Math.floor(key.length / this.stride) + 1
    this.rows = new Float64Array(count * length)
    const sums = new Float64Array(length)
    for (let i = 0; i < key.length; i++) {
      if (i % this.stride === 0) this.rows.set(sums, (i / this.stride) * length)
      const place = places[(key[i] ?? 0) - LOWEST_KEY] ?? 0
      sums[place] = (sums[place] ?? 0) + (edges[i + 1] ?? 0) - (edges[i] ?? 0)
    }
    if (key.length % this.stride === 0) this.rows.set(sums, (count - 1) * length)
  }

  /** Calls for the keys of spans `first` up to, not including, `end`, and for no other, with how long they lasted; a key may come again. */
  between(first: number, end: number, add: (key: number, length: number) => void): void {
    const { stride, keys, rows } = this
    const [from, to] = [Math.ceil(first / stride), Math.floor(end / stride)]
    if (to <= from) return this.walk(first, end, add)
    this.walk(first, from * stride, add)
    for (let i = 0; i < keys.length; i++) {
      const length = (rows[to * keys.length + i] ?? 0) - (rows[from * keys.length + i] ?? 0)
      if (length > 0) add(keys[i] ?? 0, length)
    }
    this.walk(to * stride, end, add)
  }

  private walk(first: number, end: number, add: (key: number, length: number) => void): void {
    const { edges, key } = this.steps
    for (let i = first; i < end; i++) add(key[i] ?? 0, (edges[i + 1] ?? 0) - (edges[i] ?? 0))
  }
}

/** The keys that there are, in rising order. */
export function keysIn(key: ArrayLike<number>): Int32Array {
  const isIn: boolean[] = []
  for (let i = 0; i < key.length; i++) isIn[(key[i] ?? 0) - LOWEST_KEY] = true
  return Int32Array.from(isIn.flatMap((is, place) => (is ? [place + LOWEST_KEY] : [])))
}

/** Made once for the same keys. */
export function sumsOf(steps: Steps): Sums {
  const known = made.get(steps.key)
  if (known !== undefined) return known
  const sums = new Sums(steps)
  made.set(steps.key, sums)
  return sums
}
const made = new WeakMap<object, Sums>()

/** Calls for the keys of all spans from one moment to another with how long they lasted; a key may come again. */
export function eachKeyWithin(
  steps: Steps,
  from: number,
  to: number,
  add: (key: number, length: number) => void
): void {
  const { edges, key } = steps
  const first = Math.max(0, firstAfter(edges, from) - 1)
  const last = Math.min(firstAfter(edges, to), key.length) - 1
  if (last < first) return
  const part = (span: number): void => {
    const length = Math.min(edges[span + 1] ?? 0, to) - Math.max(edges[span] ?? 0, from)
    if (length > 0) add(key[span] ?? 0, length)
  }
  part(first)
  if (last === first) return
  if (last - first > 1) sumsOf(steps).between(first + 1, last, add)
  part(last)
}
