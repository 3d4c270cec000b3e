/**
 * Which line each piece of a code object's bytecode belongs to: CPython's location table (`co_linetable`), as it is from
 * 3.11 on. https://github.com/python/cpython/blob/3.14/InternalDocs/code_objects.md: one entry after the other,
 *
 *     1 kkkk lll   k: what follows, l: for how many code units, less one
 *
 * with the line as a difference from the entry before; columns, which follow too, are passed over.
 */

/** Entry `i` holds from the end of the one before (from 0) to `ends[i]`, in 16-bit code units. */
export interface LocationTable {
  readonly ends: Int32Array
  /** 0: bytecode that stands for no line. */
  readonly lines: Int32Array
}

/** Kinds of entries; those below `ONE_LINE` stay on the line and have one byte of columns. */
const ONE_LINE = 10
const NO_COLUMNS = 13
const LONG = 14
const NONE = 15

/** @returns null when these bytes are no table for `units` code units: what was read is not what it seemed to be. */
export function readLocationTable(bytes: Uint8Array, firstLine: number, units: number): LocationTable | null {
  const ends: number[] = []
  const lines: number[] = []
  let at = 0
  let unit = 0
  let line = firstLine
  const next = (): number => bytes[at++] ?? NaN
  const whole = (): number => {
    let value = 0
    let shift = 0
    let byte = next()
    for (; (byte & 0x40) !== 0 && shift < 30; byte = next(), shift += 6) value += (byte & 0x3f) * 2 ** shift
    return value + (byte & 0x3f) * 2 ** shift
  }
  const signed = (): number => {
    const value = whole()
    return value % 2 === 1 ? -(value - 1) / 2 : value / 2
  }
  while (at < bytes.length) {
    const head = next()
    if ((head & 0x80) === 0) return null
    const kind = (head >> 3) & 15
    unit += (head & 7) + 1
    if (kind === LONG || kind === NO_COLUMNS) line += signed()
    else if (kind >= ONE_LINE && kind !== NONE) line += kind - ONE_LINE
    if (kind === LONG) for (let column = 0; column < 3; column += 1) whole()
    else if (kind < ONE_LINE) at += 1
    else if (kind < NO_COLUMNS) at += 2
    const shown = kind === NONE ? 0 : line
    if (shown < 0 || !Number.isSafeInteger(shown)) return null
    if (lines.at(-1) === shown) ends[ends.length - 1] = unit
    else {
      ends.push(unit)
      lines.push(shown)
    }
  }
  if (at !== bytes.length || unit !== units) return null
  return { ends: Int32Array.from(ends), lines: Int32Array.from(lines) }
}

/** The line of a code unit; 0 where it stands for none. */
export function lineAt({ ends, lines }: LocationTable, unit: number): number {
  let [low, high] = [0, ends.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ends[middle] ?? 0) > unit) high = middle
    else low = middle + 1
  }
  return lines[low] ?? 0
}
