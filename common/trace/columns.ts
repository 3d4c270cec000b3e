/** Columns that grow at their end: what a trace is made of while it is being made. */
import type { Counter, Spans } from './trace'

/** What one span says; two neighbours that say the same are one span. */
export interface SpanKey {
  /** Index into `SPAN_STATES`. */
  readonly state: number
  readonly core: number
  readonly held: boolean
  readonly line: number
}

type Column = Float64Array | Uint8Array | Int16Array | Int32Array

/** The same numbers in an array of another length. */
function resized<C extends Column>(column: C, length: number): C {
  const larger = new (column.constructor as new (length: number) => C)(length)
  larger.set(column.length > length ? column.subarray(0, length) : column)
  return larger
}

/** Spans of one thread. `view` shares memory with what grows: its spans stay, only its last edge may still move. */
export class SpanColumns {
  count = 0
  private edges: Float64Array
  private state = new Uint8Array(4)
  private core = new Int16Array(4)
  private held = new Uint8Array(4)
  private line = new Int32Array(4)

  constructor(from: number) {
    this.edges = new Float64Array(5)
    this.edges[0] = from
  }

  get from(): number {
    return this.edges[0] ?? 0
  }

  get to(): number {
    return this.edges[this.count] ?? 0
  }

  /** Adds a span that ends at `to`; one without length changes nothing. */
  push(to: number, key: SpanKey): void {
    if (to <= this.to) return
    const last = this.count - 1
    const held = key.held ? 1 : 0
    if (
      last >= 0 &&
      this.state[last] === key.state &&
      this.core[last] === key.core &&
      this.held[last] === held &&
      this.line[last] === key.line
    ) {
      this.edges[this.count] = to
      return
    }
    if (this.count === this.state.length) this.grow()
    this.state[this.count] = key.state
    this.core[this.count] = key.core
    this.held[this.count] = held
    this.line[this.count] = key.line
    this.edges[++this.count] = to
  }

  view(): Spans {
    return {
      edges: this.edges.subarray(0, this.count + 1),
      state: this.state.subarray(0, this.count),
      core: this.core.subarray(0, this.count),
      held: this.held.subarray(0, this.count),
      line: this.line.subarray(0, this.count)
    }
  }

  private grow(): void {
    // By half: a full column wastes at most a third.
    const length = Math.ceil(this.state.length * 1.5) + 4
    this.edges = resized(this.edges, length + 1)
    this.state = resized(this.state, length)
    this.core = resized(this.core, length)
    this.held = resized(this.held, length)
    this.line = resized(this.line, length)
  }
}

/** One number over time, as spans: who held a GIL. */
export class StepColumns {
  count = 0
  private edges: Float64Array
  private value = new Int32Array(4)

  constructor(from: number) {
    this.edges = new Float64Array(5)
    this.edges[0] = from
  }

  get to(): number {
    return this.edges[this.count] ?? 0
  }

  /** Says that `value` held until `to`. */
  push(to: number, value: number): void {
    if (to <= this.to) return
    if (this.count > 0 && this.value[this.count - 1] === value) {
      this.edges[this.count] = to
      return
    }
    if (this.count === this.value.length) {
      const length = Math.ceil(this.count * 1.5) + 4
      this.edges = resized(this.edges, length + 1)
      this.value = resized(this.value, length)
    }
    this.value[this.count] = value
    this.edges[++this.count] = to
  }

  view(): { edges: Float64Array; value: Int32Array } {
    return { edges: this.edges.subarray(0, this.count + 1), value: this.value.subarray(0, this.count) }
  }
}

/**
 * A cumulative number. Points closer than `step` replace each other, so that the column stays small: a counter is exact
 * at each of its points, the first and the last included, whatever lies between.
 */
export class CounterColumns {
  private count = 1
  private at = new Float64Array(4)
  private value = new Float64Array(4)

  constructor(
    from: number,
    private readonly step: number
  ) {
    this.at[0] = from
  }

  get total(): number {
    return this.value[this.count - 1] ?? 0
  }

  /** The time of the last point. */
  get end(): number {
    return this.at[this.count - 1] ?? 0
  }

  /** The number had reached `value` at `at`; one that seems to fall stays where it was. */
  push(at: number, value: number): void {
    const risen = Math.max(value, this.total)
    const last = this.count - 1
    const before = this.at[last - 1]
    if (at <= (this.at[last] ?? 0)) {
      this.value[last] = last === 0 ? 0 : risen
      return
    }
    if (before !== undefined && (this.at[last] ?? 0) - before < this.step) this.count--
    if (this.count === this.at.length) {
      const length = Math.ceil(this.count * 1.5) + 4
      this.at = resized(this.at, length)
      this.value = resized(this.value, length)
    }
    this.at[this.count] = at
    this.value[this.count++] = risen
  }

  get points(): number {
    return this.count
  }

  view(): Counter {
    return { at: this.at.slice(0, this.count), value: this.value.slice(0, this.count) }
  }
}
