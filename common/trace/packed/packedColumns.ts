/** The columns of a trace as bytes, and back. All numbers are whole; rising ones are written as differences. */
import type { ByteReader, ByteWriter } from './bytes'
import type { Counter, GilTrace, Spans } from '../trace'
import { SPAN_STATES, UNSEEN_HOLDER } from '../trace'

/*
 * A span begins with one byte: bits 0 to 3 its state, 4 whether it held the GIL, 5 and 6 its core (NO_CORE, SAME_CORE as
 * the last that was named, NEW_CORE: a number follows), 7 whether a new line follows.
 */
const HELD = 16
const CORE_SHIFT = 5
const [NO_CORE, SAME_CORE, NEW_CORE] = [0, 1, 2]
const NEW_LINE = 128

export function writeRising(bytes: ByteWriter, numbers: Float64Array): void {
  bytes.whole(numbers.length)
  bytes.rising(numbers)
}

export function readRising(bytes: ByteReader): Float64Array {
  const numbers = new Float64Array(bytes.count(1))
  let last = 0
  for (let i = 0; i < numbers.length; i++) numbers[i] = last += bytes.whole()
  return numbers
}

/** Edges rise strictly, and there is at least one. */
export function readEdges(bytes: ByteReader): Float64Array {
  const edges = readRising(bytes)
  if (edges.length === 0) throw new RangeError('a lane has no edge')
  for (let i = 1; i < edges.length; i++)
    if ((edges[i] ?? 0) <= (edges[i - 1] ?? 0)) throw new RangeError('the edges of a lane do not rise')
  return edges
}

export function writeCounter(bytes: ByteWriter, counter: Counter): void {
  writeRising(bytes, counter.at)
  writeRising(bytes, counter.value)
}

export function readCounter(bytes: ByteReader): Counter {
  const counter = { at: readRising(bytes), value: readRising(bytes) }
  if (counter.at.length !== counter.value.length) throw new RangeError('a counter has unequal columns')
  return counter
}

export function writeSpans(bytes: ByteWriter, { edges, state, core, held, line }: Spans): void {
  writeRising(bytes, edges)
  let [lastCore, lastLine] = [-1, -1]
  for (let i = 0; i < state.length; i++) {
    const [onCore, atLine] = [core[i] ?? -1, line[i] ?? -1]
    const coreMode = onCore === -1 ? NO_CORE : onCore === lastCore ? SAME_CORE : NEW_CORE
    const isNewLine = atLine !== lastLine
    bytes.byte(
      (state[i] ?? 0) + (held[i] === 1 ? HELD : 0) + (coreMode << CORE_SHIFT) + (isNewLine ? NEW_LINE : 0)
    )
    if (coreMode === NEW_CORE) bytes.whole((lastCore = onCore))
    if (isNewLine) bytes.whole((lastLine = atLine) + 1)
  }
}

/** @param lines how many lines the trace has. */
export function readSpans(bytes: ByteReader, lines: number): Spans {
  const edges = readEdges(bytes)
  const count = edges.length - 1
  const spans = {
    edges,
    state: new Uint8Array(count),
    core: new Int16Array(count),
    held: new Uint8Array(count),
    line: new Int32Array(count)
  }
  let [core, line] = [-1, -1]
  for (let i = 0; i < count; i++) {
    const first = bytes.byte()
    const coreMode = (first >> CORE_SHIFT) & 3
    if (coreMode === NEW_CORE) core = bytes.whole()
    if (first >= NEW_LINE) line = bytes.whole() - 1
    if ((first & 15) >= SPAN_STATES.length) throw new RangeError('a span has an unknown state')
    if (line >= lines) throw new RangeError('a span has an unknown line')
    spans.state[i] = first & 15
    spans.held[i] = first & HELD ? 1 : 0
    spans.core[i] = coreMode === NO_CORE ? -1 : core
    spans.line[i] = line
  }
  return spans
}

export function writeGil(bytes: ByteWriter, gil: GilTrace): void {
  writeRising(bytes, gil.edges)
  for (const holder of gil.holder) bytes.whole(holder - UNSEEN_HOLDER)
  writeCounter(bytes, gil.switches)
}

/** @param threads how many threads the trace has. */
export function readGil(bytes: ByteReader, threads: number): Pick<GilTrace, 'edges' | 'holder' | 'switches'> {
  const edges = readEdges(bytes)
  const holder = Int32Array.from({ length: edges.length - 1 }, () => bytes.whole() + UNSEEN_HOLDER)
  if (holder.some((thread) => thread >= threads)) throw new RangeError('a GIL has an unknown holder')
  return { edges, holder, switches: readCounter(bytes) }
}
