/**
 * What a terminal would show of a text: lines that only grow, except that a cursor can go back and overwrite. Progress
 * bars live on that: `\r` returns to the start of the line, `ESC [ 2 A` goes two lines up (nested bars).
 *
 *   write("10%\n") write("20%\r30%")   →   10%
 *                                          30%█   the cursor stays where the text left it
 *
 * Unlike a terminal the text has no width and no height: lines never wrap here, nothing scrolls away, and row 1 of
 * `ESC [ 1;1 H` is the first line. Columns are UTF-16 units. Sequences cut in two by the caller's chunks are put
 * together again, so any chunking of the same text gives the same lines. A line belongs to the author who last wrote at
 * its beginning. Pure: no page, no clock.
 */
import { applySgr, PLAIN, sameStyle, sgrOf, type Style } from './ansiStyle'

/** Neighbouring characters that look the same. */
export interface Span {
  readonly text: string
  readonly style: Style
  readonly stderr: boolean
}

/** A part of a folded text. */
export interface FoldedPiece {
  readonly text: string
  readonly stderr: boolean
  readonly author: number
}

/** The author of a line where nothing was written yet. */
const NOBODY = -1

/** Rows that a cursor movement may open below the last line, so that no sequence can ask for a million. */
const MOST_NEW_ROWS = 200
/** Columns that `ESC [ n C` or `G` may go to. */
const MOST_COLUMNS = 10_000
/** An escape sequence longer than this is none: it is dropped and the rest is text. */
const LONGEST_SEQUENCE = 8192

// eslint-disable-next-line no-control-regex
const CONTROL = /[\x00-\x08\x0a-\x1f\x7f]/g
// eslint-disable-next-line no-control-regex
const CSI = /\x1b\[([0-9;:<=>?]*)[ -/]*([@-~])/y
// Operating system commands and their like (titles, links, our own marks), ended by BEL or ESC \. A command that lacks its
// end takes at most its own line with it.
// eslint-disable-next-line no-control-regex
const STRING = /\x1b(?:\][^\x07\x1b\n]*(?:\x07|\x1b\\|(?=\n))|[PX^_][^\x07\x1b]*(?:\x07|\x1b\\))/y
// eslint-disable-next-line no-control-regex
const SHORT = /\x1b[ -/]*[0-OQ-WYZ\\`-~]/y
// eslint-disable-next-line no-control-regex
const UNFINISHED = /\x1b(?:\[[0-9;:<=>?]*[ -/]*|\][^\x07\x1b\n]*\x1b?|[PX^_][^\x07\x1b]*\x1b?|[ -/]*)$/y

export class AnsiLines {
  private readonly rows: Span[][] = [[]]
  private readonly lengths: number[] = [0]
  private readonly authors: number[] = [NOBODY]
  /** How many lines each author has. */
  private readonly counts: number[] = []
  private author = 0
  private row = 0
  private column = 0
  private style: Style = PLAIN
  /** The start of an escape sequence, or of a character, whose end has not come yet. */
  private unfinished = ''
  private firstChanged = 0

  /** How many lines there are; the last may be empty and is then where the next text goes. */
  get count(): number {
    return this.rows.length
  }

  line(index: number): readonly Span[] {
    return this.rows[index] ?? []
  }

  /** A line's length in UTF-16 units. */
  lengthOf(index: number): number {
    return this.lengths[index] ?? 0
  }

  /** Who wrote a line, as a number that came with the text; -1 for a line that a cursor only passed. */
  authorOf(index: number): number {
    return this.authors[index] ?? NOBODY
  }

  /** How many lines each author has, by number; holes for those who have none. */
  get linesByAuthor(): readonly number[] {
    return this.counts
  }

  /** A line without its looks. */
  plainLine(index: number): string {
    return this.line(index)
      .map((span) => span.text)
      .join('')
  }

  /** The first line that changed since the last call; `count` when none did. */
  takeChanged(): number {
    const changed = Math.min(this.firstChanged, this.count)
    this.firstChanged = this.count
    return changed
  }

  write(fresh: string, stderr: boolean, author = 0): void {
    this.author = author
    const text = this.unfinished + fresh
    const end = endsInHalf(text) ? text.length - 1 : text.length
    this.unfinished = ''
    this.writeWhole(text.slice(0, end), stderr)
    this.unfinished += text.slice(end)
  }

  private writeWhole(text: string, stderr: boolean): void {
    let at = 0
    while (at < text.length) {
      CONTROL.lastIndex = at
      const control = CONTROL.test(text) ? CONTROL.lastIndex - 1 : text.length
      if (control > at) this.put(text.slice(at, control), stderr)
      if (control === text.length) return
      at = text[control] === '\x1b' ? this.escape(text, control) : this.control(text, control)
    }
  }

  /** One control character; the answer is where the text goes on. */
  private control(text: string, at: number): number {
    const character = text[at]
    if (character === '\n' || character === '\x0b' || character === '\x0c') {
      if (this.authorOf(this.row) === NOBODY) this.claim()
      this.moveTo(this.row + 1, 0)
    } else if (character === '\r') this.column = 0
    else if (character === '\b') this.column = Math.max(0, this.column - 1)
    return at + 1
  }

  /** One escape sequence; the answer is where the text goes on. */
  private escape(text: string, at: number): number {
    CSI.lastIndex = at
    const sequence = CSI.exec(text)
    if (sequence !== null) {
      this.perform(sequence[2] ?? '', sequence[1] ?? '')
      return CSI.lastIndex
    }
    for (const ignored of [STRING, SHORT]) {
      ignored.lastIndex = at
      if (ignored.test(text)) return ignored.lastIndex
    }
    UNFINISHED.lastIndex = at
    if (UNFINISHED.test(text) && text.length - at < LONGEST_SEQUENCE) {
      this.unfinished = text.slice(at)
      return text.length
    }
    return at + 1
  }

  private perform(command: string, parameters: string): void {
    if (command === 'm') {
      this.style = applySgr(this.style, parameters)
      return
    }
    const numbers = parameters.split(';').map((part) => Number.parseInt(part, 10) || 0)
    const given = numbers[0] ?? 0
    const steps = Math.max(1, given)
    if (command === 'A') this.moveTo(this.row - steps, this.column)
    else if (command === 'B') this.moveTo(Math.min(this.row + steps, this.count - 1), this.column)
    else if (command === 'C') this.moveTo(this.row, this.column + steps)
    else if (command === 'D') this.moveTo(this.row, this.column - steps)
    else if (command === 'E') this.moveTo(this.row + steps, 0)
    else if (command === 'F') this.moveTo(this.row - steps, 0)
    else if (command === 'G') this.moveTo(this.row, steps - 1)
    else if (command === 'H' || command === 'f') this.moveTo(steps - 1, Math.max(1, numbers[1] ?? 1) - 1)
    else if (command === 'K') this.eraseInLine(given)
    else if (command === 'J') this.eraseBelow(given)
  }

  private moveTo(row: number, column: number): void {
    this.row = Math.min(Math.max(0, row), this.count - 1 + MOST_NEW_ROWS)
    this.column = Math.min(Math.max(0, column), MOST_COLUMNS)
    while (this.count <= this.row) {
      this.touch(this.count)
      this.rows.push([])
      this.lengths.push(0)
      this.authors.push(NOBODY)
    }
  }

  /** The cursor's line is now the writer's. */
  private claim(): void {
    const before = this.authorOf(this.row)
    if (before === this.author) return
    this.countLine(before, -1)
    this.countLine(this.author, 1)
    this.authors[this.row] = this.author
    this.touch(this.row)
  }

  private countLine(author: number, by: 1 | -1): void {
    if (author !== NOBODY) this.counts[author] = (this.counts[author] ?? 0) + by
  }

  /** Writes at the cursor, over what is there. */
  private put(text: string, stderr: boolean): void {
    if (this.column === 0 || this.authorOf(this.row) === NOBODY) this.claim()
    const spans = this.touchedLine(this.row)
    const length = this.lengths[this.row] ?? 0
    const end = this.column + text.length
    if (this.column > length) append(spans, { text: ' '.repeat(this.column - length), style: PLAIN, stderr })
    if (this.column >= length) append(spans, { text, style: this.style, stderr })
    else {
      const rest = cut(spans, end, length)
      const before = cut(spans, 0, this.column)
      spans.length = 0
      for (const span of [...before, { text, style: this.style, stderr }, ...rest]) append(spans, span)
    }
    this.lengths[this.row] = Math.max(length, end)
    this.column = end
  }

  /** 0: from the cursor on; 1: up to the cursor; 2: the whole line. */
  private eraseInLine(which: number): void {
    const spans = this.touchedLine(this.row)
    const length = this.lengths[this.row] ?? 0
    const blank: Span = { text: ' '.repeat(this.column), style: PLAIN, stderr: false }
    const kept =
      which === 0
        ? cut(spans, 0, this.column)
        : which === 1
          ? [blank, ...cut(spans, this.column, length)]
          : []
    spans.length = 0
    for (const span of kept) append(spans, span)
    this.lengths[this.row] = spans.reduce((sum, span) => sum + span.text.length, 0)
  }

  /** 0: from the cursor on; 2 and 3 (`clear`): everything. */
  private eraseBelow(which: number): void {
    if (which === 1) return
    const first = which === 0 ? this.row : 0
    if (which === 0) this.eraseInLine(0)
    for (let row = which === 0 ? first + 1 : first; row < this.count; row++) {
      this.touchedLine(row).length = 0
      this.lengths[row] = 0
    }
    this.touch(first)
    const kept = Math.max(this.row + 1, 1)
    this.rows.length = kept
    this.lengths.length = kept
    for (const author of this.authors.splice(kept)) this.countLine(author, -1)
  }

  private touchedLine(row: number): Span[] {
    this.touch(row)
    return this.rows[row] ?? []
  }

  private touch(row: number): void {
    this.firstChanged = Math.min(this.firstChanged, row)
  }

  /**
   * A text that gives the same lines, authors, cursor and style when it is written to empty lines, and nothing
   * overwritten.
   */
  folded(): FoldedPiece[] {
    const pieces: { text: string; stderr: boolean; author: number }[] = []
    const add = (text: string, stderr: boolean, author: number): void => {
      const last = pieces.at(-1)
      if (last !== undefined && last.stderr === stderr && last.author === author) last.text += text
      else pieces.push({ text, stderr, author })
    }
    const addQuietly = (text: string, author: number): void =>
      add(text, pieces.at(-1)?.stderr ?? false, author === NOBODY ? (pieces.at(-1)?.author ?? 0) : author)
    let style = PLAIN
    this.rows.forEach((spans, row) => {
      const author = this.authorOf(row)
      for (const span of spans) {
        add(sameStyle(style, span.style) ? span.text : sgrOf(span.style) + span.text, span.stderr, author)
        style = span.style
      }
      // A line feed makes the line its writer's, also an empty one; a movement does not.
      if (row < this.count - 1) addQuietly(author === NOBODY ? '\x1b[E' : '\n', author)
      else if (spans.length === 0 && author !== NOBODY) addQuietly(' \r\x1b[K', author)
    })
    const up = this.count - 1 - this.row
    const atEnd = up === 0 && this.column === this.lengths[this.row]
    const home = atEnd
      ? ''
      : `${up > 0 ? `\x1b[${up}A` : ''}\r${this.column > 0 ? `\x1b[${this.column}C` : ''}`
    const pen = sameStyle(style, this.style) ? '' : sgrOf(this.style)
    if (home + pen + this.unfinished !== '') addQuietly(home + pen + this.unfinished, NOBODY)
    return pieces
  }
}

/** Whether a character that needs two units is cut at the end. */
function endsInHalf(text: string): boolean {
  const last = text.charCodeAt(text.length - 1)
  return last >= 0xd800 && last < 0xdc00
}

function append(spans: Span[], span: Span): void {
  if (span.text === '') return
  const last = spans.at(-1)
  if (last !== undefined && last.stderr === span.stderr && sameStyle(last.style, span.style))
    spans[spans.length - 1] = { ...last, text: last.text + span.text }
  else spans.push(span)
}

/** The characters between two columns. Half of a character that needs two units becomes a space. */
function cut(spans: readonly Span[], from: number, to: number): Span[] {
  const kept: Span[] = []
  let at = 0
  for (const span of spans) {
    const text = span.text.slice(Math.max(0, from - at), Math.max(0, to - at))
    at += span.text.length
    if (text !== '') kept.push({ ...span, text: wholeCharacters(text) })
  }
  return kept
}

function wholeCharacters(text: string): string {
  return text.replace(/^[\udc00-\udfff]/, ' ').replace(/[\ud800-\udbff]$/, ' ')
}
