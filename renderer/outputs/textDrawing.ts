/**
 * Keeps a part of the page showing a growing text. Lines are drawn in chunks, and only chunks from the first changed
 * line on are drawn again, so a print costs the same after a million lines as after ten.
 */
import type { OutputText } from '../state/outputText'
import { textSince } from '../state/outputText'
import { nodesOf } from './ansiDom'
import { AnsiLines, type Span } from './ansiLines'

/** What a view needs to know of a text to offer the right tools. */
export interface TextSize {
  readonly lines: number
  /** Rows on the page, counted up to `ROWS_COUNTED`: long lines take several. */
  readonly rows: number
}

/** Nobody needs to know of more than makes a box scroll. */
const ROWS_COUNTED = 50
/** Characters in a row of the page, roughly. */
const ROW = 100

/** Few enough to draw again with every print, many enough that 100,000 lines are a few hundred elements. */
const CHUNK = 250

export class TextDrawing {
  private lines = new AnsiLines()
  private position = 0
  private readonly chunks: HTMLElement[] = []

  constructor(private readonly parent: HTMLElement) {}

  /** Draws what is new; returns how much there is now. */
  show(text: OutputText): TextSize {
    const { pieces, anew } = textSince(text, this.position)
    if (anew) this.lines = new AnsiLines()
    for (const piece of pieces) this.lines.write(piece.text, piece.name === 'stderr')
    this.position = text.end
    this.draw(anew ? 0 : this.lines.takeChanged())
    return { lines: this.count, rows: this.rows() }
  }

  private rows(): number {
    let rows = 0
    for (let line = 0; line < this.count && rows < ROWS_COUNTED; line++)
      rows += Math.max(1, Math.ceil(this.lines.lengthOf(line) / ROW))
    return rows
  }

  /** The text as it is seen, without colours. */
  plainText(): string {
    const lines = Array.from({ length: this.count }, (_, line) => this.lines.plainLine(line))
    return lines.join('\n')
  }

  stop(): void {
    this.parent.replaceChildren()
    this.chunks.length = 0
  }

  /** Lines to show: the place for the next text is none while it is empty. */
  private get count(): number {
    const { count } = this.lines
    return this.lines.line(count - 1).length === 0 ? count - 1 : count
  }

  private draw(from: number): void {
    const count = this.count
    const wanted = Math.ceil(count / CHUNK)
    for (const surplus of this.chunks.splice(wanted)) surplus.remove()
    for (let chunk = Math.floor(from / CHUNK); chunk < wanted; chunk++) {
      let element = this.chunks[chunk]
      if (element === undefined) {
        element = document.createElement('div')
        element.className = 'text-chunk'
        this.chunks[chunk] = element
        this.parent.append(element)
      }
      const lines: (readonly Span[])[] = []
      for (let line = chunk * CHUNK; line < Math.min(count, (chunk + 1) * CHUNK); line++)
        lines.push(this.lines.line(line))
      element.replaceChildren(nodesOf(lines))
      element.style.containIntrinsicBlockSize = `auto calc(${lines.length} * var(--line-code))`
    }
  }
}
