/** A text as lines that know how they ended, so that lines which stay keep their bytes. */

export interface TextLines {
  /** A byte order mark, or nothing. */
  readonly mark: string
  /** Without their ends. */
  readonly lines: readonly string[]
  /** How each line ended; the last one may end with nothing. */
  readonly ends: readonly string[]
  /** How a new line is to end. */
  readonly end: string
}

const LINE = /([^\r\n]*)(\r\n|\r|\n|$)/g

export function linesOf(text: string): TextLines {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : ''
  const lines: string[] = []
  const ends: string[] = []
  const body = text.slice(mark.length)
  for (const [whole, line = '', end = ''] of body.matchAll(LINE)) {
    if (whole === '') break
    lines.push(line)
    ends.push(end)
  }
  return { mark, lines, ends, end: ends[0] === undefined || ends[0] === '' ? '\n' : ends[0] }
}

/** Puts lines together again, old ones and new. */
export class LineWriter {
  private readonly parts: string[] = []
  private isLineOpen = false

  constructor(private readonly from: TextLines) {}

  /** Lines of the old text, exclusive of `to`. */
  keep(from: number, to: number): void {
    for (let i = from; i < to; i++) this.line(this.from.lines[i] ?? '', this.from.ends[i] ?? '')
  }

  add(lines: readonly string[]): void {
    for (const line of lines) this.line(line, this.from.end)
  }

  text(): string {
    return this.from.mark + this.parts.join('')
  }

  private line(line: string, end: string): void {
    if (this.isLineOpen) this.parts.push(this.from.end)
    this.parts.push(line, end)
    this.isLineOpen = end === ''
  }
}

export function isBlank(line: string): boolean {
  return line.trim() === ''
}

/** The lines between `from` and `to` (exclusive) without blank ones at either end, as a range. */
export function withoutBlankEnds(lines: readonly string[], from: number, to: number): [number, number] {
  let [first, last] = [from, to]
  while (first < last && isBlank(lines[first] ?? '')) first++
  while (last > first && isBlank(lines[last - 1] ?? '')) last--
  return [first, last]
}
