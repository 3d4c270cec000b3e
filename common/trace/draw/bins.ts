/**
 * How long each key lasted in bins of 2, 4, 8 … µs, added up once: a picture of many spans is made of bins, however many
 * spans are in them, and reads little memory. Bins stay the same while a picture is zoomed, until twice as many have room.
 * In all they take no more room than 8 bytes a span.
 */
import { keysIn } from './sums'
import type { Steps } from './steps'

/** Spans in a bin of the finest level, on average; fewer are quickly walked. */
const LEAST_SPANS = 8

/** Bins that last `2 ** exponent` µs; number `i` begins at `i` times as much. */
export interface BinLevel {
  /** How many spans end in a bin, its beginning included, but for the last of all. */
  endsIn(bin: number): number
  /** Calls for the keys that were in a bin with how long they lasted (µs). */
  each(bin: number, add: (key: number, length: number) => void): void
}

class Bins {
  private readonly levels = new Map<number, BinLevel>()

  constructor({ edges, key }: Steps) {
    const keys = keysIn(key)
    const [start, end] = [edges[0] ?? 0, edges.at(-1) ?? 0]
    const least = ((end - start) * Math.max(LEAST_SPANS, keys.length + 1)) / Math.max(1, key.length)
    let exponent = Math.max(0, Math.ceil(Math.log2(Math.max(1, least))))
    let level = new Level(keys, start, end, exponent)
    level.fill(edges, key)
    this.levels.set(exponent, level)
    while (level.count > 1) {
      const finer = level
      level = new Level(keys, start, end, ++exponent)
      level.addUp(finer)
      this.levels.set(exponent, level)
    }
  }

  /** Undefined where bins would be finer than is worth it, or longer than all spans together. */
  level(exponent: number): BinLevel | undefined {
    return this.levels.get(exponent)
  }
}

class Level implements BinLevel {
  readonly count: number
  private readonly first: number
  private readonly length: number
  /** Of each bin the number of ends, then the length of each key. */
  private readonly rows: Float32Array

  constructor(
    private readonly keys: Int32Array,
    start: number,
    end: number,
    exponent: number
  ) {
    this.length = 2 ** exponent
    this.first = Math.floor(start / this.length)
    this.count = Math.max(1, Math.ceil(end / this.length) - this.first)
    this.rows = new Float32Array(this.count * (keys.length + 1))
  }

  endsIn(bin: number): number {
    return this.rows[(bin - this.first) * (this.keys.length + 1)] ?? 0
  }

  each(bin: number, add: (key: number, length: number) => void): void {
    const { keys, rows } = this
    const row = (bin - this.first) * (keys.length + 1) + 1
    for (let place = 0; place < keys.length; place++) {
      const length = rows[row + place] ?? 0
      if (length > 0) add(keys[place] ?? 0, length)
    }
  }

  fill(edges: Float64Array, key: Steps['key']): void {
    const { rows, keys, length, first } = this
    const width = keys.length + 1
    const places = new Map([...keys].map((each, place) => [each, place]))
    for (let span = 0; span < key.length; span++) {
      const place = 1 + (places.get(key[span] ?? 0) ?? 0)
      const to = edges[span + 1] ?? 0
      let at = edges[span] ?? 0
      let bin = Math.floor(at / length)
      if (span > 0) add(rows, (bin - first) * width, 1)
      for (; at < to; bin++) {
        const end = Math.min(to, (bin + 1) * length)
        add(rows, (bin - first) * width + place, end - at)
        at = end
      }
    }
  }

  /** From bins half as long. */
  addUp(finer: Level): void {
    const width = this.keys.length + 1
    for (let bin = 0; bin < finer.count; bin++) {
      const row = (((finer.first + bin) >> 1) - this.first) * width
      for (let i = 0; i < width; i++) add(this.rows, row + i, finer.rows[bin * width + i] ?? 0)
    }
  }
}

function add(rows: Float32Array, place: number, amount: number): void {
  rows[place] = (rows[place] ?? 0) + amount
}

/** Made once for the same keys. */
export function binsOf(steps: Steps): Bins {
  let bins = made.get(steps.key)
  if (bins === undefined) made.set(steps.key, (bins = new Bins(steps)))
  return bins
}
const made = new WeakMap<object, Bins>()
