/**
 * Keeps a part of the page showing a growing text. Lines are drawn in chunks, and only chunks from the first changed
 * line on are drawn again, so a print costs the same after a million lines as after ten.
 */
import type { OutputText } from '../state/outputText'
import { textSince } from '../state/outputText'
import { type LongLine, nodesOf } from './ansiDom'
import { AnsiLines } from './ansiLines'
import { type AuthorView, isShared, nameOf, NO_VIEW, shortened, type Stretch, stretchesOf } from './stretches'

/** What a view needs to know of a text to offer the right tools. */
export interface TextSize {
  /** Lines that are shown. */
  readonly lines: number
  /** Rows on the page, counted up to `ROWS_COUNTED`: long lines take several. */
  readonly rows: number
}

/** Nobody needs to know of more than makes a box scroll. */
const ROWS_COUNTED = 50
/** Characters in a row of the page, roughly. */
const ROW = 100

/** Columns of an author's name that stand beside the text. */
const TAG = 16

/** Few enough to draw again with every print, many enough that 100,000 lines are a few hundred elements. */
const CHUNK = 250

export class TextDrawing {
  private lines = new AnsiLines()
  private position = 0
  private readonly chunks: HTMLElement[] = []
  private view = NO_VIEW

  constructor(
    private readonly parent: HTMLElement,
    private readonly longLine: LongLine
  ) {}

  /** Draws what is new; returns how much there is now. */
  show(text: OutputText, view: AuthorView): TextSize {
    const { pieces, anew } = textSince(text, this.position)
    if (anew) this.lines = new AnsiLines()
    for (const piece of pieces) this.lines.write(piece.text, piece.name === 'stderr', piece.author)
    this.position = text.end
    const changed = this.lines.takeChanged()
    const isOther = looksOther(this.view, view)
    this.view = view
    this.draw(anew || isOther ? 0 : changed)
    return { lines: this.shown, rows: this.rows() }
  }

  /** How many lines each author has, by number. */
  get linesByAuthor(): readonly number[] {
    return this.lines.linesByAuthor
  }

  private get shown(): number {
    const { only } = this.view
    return only === null ? this.count : (this.linesByAuthor[only] ?? 0)
  }

  private rows(): number {
    let rows = 0
    for (let line = 0; line < this.count && rows < ROWS_COUNTED; line++)
      if (this.isShown(line)) rows += Math.max(1, Math.ceil(this.lines.lengthOf(line) / ROW))
    return rows
  }

  /** The text as it is seen, without colours and without its authors' names. */
  plainText(): string {
    const lines: string[] = []
    for (let line = 0; line < this.count; line++)
      if (this.isShown(line)) lines.push(this.lines.plainLine(line))
    return lines.join('\n')
  }

  stop(): void {
    this.parent.replaceChildren()
    this.chunks.length = 0
  }

  private isShown(line: number): boolean {
    return this.view.only === null || this.lines.authorOf(line) === this.view.only
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
      const first = chunk * CHUNK
      const stretches = stretchesOf(this.lines, first, Math.min(count, first + CHUNK), this.view.only)
      const lines = stretches.reduce((sum, stretch) => sum + stretch.lines.length, 0)
      element.replaceChildren(
        ...(isShared(this.view.authors)
          ? stretches.map((stretch) => this.tagged(stretch))
          : stretches.map((stretch) => nodesOf(stretch.lines, this.longLine)))
      )
      element.style.containIntrinsicBlockSize = `auto calc(${lines} * var(--line-code))`
    }
  }

  /** A stretch beside its author's name, which is not part of the text: selecting and copying pass it by. */
  private tagged({ author, lines }: Stretch): HTMLElement {
    const element = document.createElement('div')
    element.className = 'stretch'
    const writer = this.view.authors.list[author]
    if (writer !== undefined) {
      const { label, about } = nameOf(writer, this.view.words)
      const tag = document.createElement('span')
      tag.className = 'author-tag'
      // Drawn by the style sheet, so that no selection copies it.
      tag.dataset.name = shortened(label, TAG)
      tag.title = about
      element.style.setProperty('--author', `var(--author-${author})`)
      element.append(tag)
    }
    element.append(nodesOf(lines, this.longLine))
    return element
  }
}

/** Whether what is drawn already looks different now. Names that were given stay. */
function looksOther(before: AuthorView, now: AuthorView): boolean {
  return (
    before.only !== now.only ||
    before.words !== now.words ||
    isShared(before.authors) !== isShared(now.authors)
  )
}
