/**
 * Text files ⇄ notebooks: Markdown and plain text, MyST Markdown notebooks, and Python scripts with `# %%`. What was not
 * edited keeps its exact characters in the file, whoever wrote it and however; what is new or was changed is written as
 * the format's own tools do it. The app loads this with the first text (`fileFormats.ts`): with it come parsers of Markdown,
 * YAML and Python.
 */
import { MadeCellIds } from './cellId'
import { endingFor } from './documentFile/blocks'
import type { Layout, Piece, Said, TextFormat } from './documentFile/layout'
import { saidCells, saidOf } from './documentFile/layout'
import { markdown } from './documentFile/markdown'
import { isMyst, myst } from './documentFile/myst'
import { percent } from './documentFile/percent'
import { kindOfName, type TextKind } from './documentFile/textKinds'
import type { TextLines } from './documentFile/textLines'
import { LineWriter, linesOf } from './documentFile/textLines'
import type { Cell, JsonObject, Notebook } from './notebook'
import { newNotebook } from './notebookFile'
import { isEqual } from './notebookFile/equal'
import { matchCells } from './notebookFile/matchCells'

const FORMATS: Readonly<Record<TextKind, TextFormat>> = { markdown, myst, percent }

/** Which kind of text a file holds, by its name, and its text where the name leaves it open. */
export function kindOfText(name: string, text: string): TextKind {
  return kindOfName(name) ?? (isMyst(linesOf(text).lines) ? 'myst' : 'markdown')
}

/** Reads a text. Any is one; an empty one gives a new notebook. */
export function readDocument(text: string, kind: TextKind = 'markdown'): Notebook {
  return notebookOf(FORMATS[kind].lay(linesOf(text).lines))
}

/**
 * The text of a notebook.
 * @param original the file's text as it was last read or written, in the same format; `null` where there is none
 */
export function writeDocument(notebook: Notebook, kind: TextKind, original: string | null): string {
  const format = FORMATS[kind]
  const wanted = { metadata: notebook.metadata, cells: saidCells(notebook.cells) }
  const lines = linesOf(original ?? '')
  const layout = original === null ? null : format.lay(lines.lines)
  if (layout === null) return new Writing(format, wanted, lines, null, []).text()

  // A text without cells was read as a notebook with an empty one, which has no place in it.
  if (layout.pieces.length === 0 && wanted.cells.every(isEmptyCode)) return original ?? ''

  const before = notebookOf(layout).cells.map((cell) => ({ cell, hasOwnId: false }))
  const matches = layout.pieces.length === 0 ? [] : matchCells(before, wanted.cells)
  const patched = new Writing(format, wanted, lines, layout, matches).text()
  if (isFaithful(patched, kind, wanted.cells)) return patched
  // A piece that stays can mean something else beside new ones; then all are written anew, if that is any better.
  const anew = new Writing(format, wanted, lines, layout, []).text()
  return isFaithful(anew, kind, wanted.cells) ? anew : patched
}

function notebookOf({ pieces, metadata }: Layout): Notebook {
  const ids = new MadeCellIds(new Set())
  const empty = newNotebook()
  const cells = pieces.length > 0 ? pieces.map((piece) => cellOf(piece, ids)) : empty.cells
  return { ...empty, metadata: { ...empty.metadata, ...metadata }, cells }
}

function cellOf({ cell_type, source, metadata }: Piece, ids: MadeCellIds): Cell {
  const cell = { id: ids.idFor(source), source, metadata }
  return cell_type === 'code'
    ? { ...cell, cell_type, execution_count: null, outputs: [] }
    : { ...cell, cell_type }
}

/** One text being written: old lines for what stayed, new ones for the rest. */
class Writing {
  private readonly out: LineWriter

  constructor(
    private readonly format: TextFormat,
    private readonly notebook: { readonly metadata: JsonObject; readonly cells: readonly Cell[] },
    private readonly lines: TextLines,
    private readonly layout: Layout | null,
    private readonly matches: readonly (number | undefined)[]
  ) {
    this.out = new LineWriter(lines)
  }

  text(): string {
    const { cells } = this.notebook
    const hasHead = this.head()
    for (const [i, cell] of cells.entries()) {
      const piece = this.piece(i)
      const place = this.matches[i]
      if (!this.keepLead(i))
        this.out.add(this.format.lead(i === 0 ? null : saidOf(cells[i - 1] as Cell), cell, hasHead))
      const isLast = i === cells.length - 1
      const isOldLast = place !== undefined && place === (this.layout?.pieces.length ?? 0) - 1
      if (piece === undefined || !isSame(piece, cell) || (piece.isOpen === true && !(isLast && isOldLast)))
        this.out.add(this.format.body(cell, piece))
      else this.out.keep(piece.from, piece.to)
      if (isLast && isOldLast && piece !== undefined) this.out.keep(piece.to, this.lines.lines.length)
    }
    return this.out.text()
  }

  /** Whether there is one. */
  private head(): boolean {
    const { metadata, cells } = this.notebook
    if (this.layout !== null && isEqual(notebookOf(this.layout).metadata, metadata)) {
      this.out.keep(0, this.layout.head)
      return this.layout.head > 0
    }
    const head = this.format.head(metadata, cells)
    this.out.add(head)
    return head.length > 0
  }

  /** What stands between two cells stays where both stood there in this order, and are what they were. */
  private keepLead(i: number): boolean {
    const [before, piece] = [i === 0 ? undefined : this.piece(i - 1), this.piece(i)]
    const place = this.matches[i]
    const isKept = piece !== undefined && isAlike(piece, this.notebook.cells[i])
    if (!isKept || this.layout === null || place === undefined) return false
    if (i === 0 ? place !== 0 : this.matches[i - 1] !== place - 1) return false
    if (i > 0 && (before === undefined || !isAlike(before, this.notebook.cells[i - 1]))) return false
    this.out.keep(before?.to ?? this.layout.head, piece.from)
    return true
  }

  private piece(i: number): Piece | undefined {
    const place = this.matches[i]
    return place === undefined ? undefined : this.layout?.pieces[place]
  }
}

function isEmptyCode({ cell_type, source, metadata }: Cell): boolean {
  return cell_type === 'code' && source === '' && Object.keys(metadata).length === 0
}

function isAlike(piece: Piece, cell: Cell | undefined): boolean {
  return piece.cell_type === cell?.cell_type && isEqual(piece.metadata, cell.metadata)
}

function isSame(piece: Piece, cell: Cell): boolean {
  return isAlike(piece, cell) && piece.source === cell.source
}

/** Whether reading a text gives the cells that it was made of, as far as its format has borders between them. */
function isFaithful(text: string, kind: TextKind, cells: readonly Cell[]): boolean {
  const pieces = FORMATS[kind].lay(linesOf(text).lines).pieces
  return isEqual(sayings(pieces, kind), sayings(cells, kind))
}

function sayings(cells: readonly Said[], kind: TextKind): readonly Said[] {
  const said: Said[] = []
  for (const cell of cells) {
    const { cell_type, metadata } = cell
    // What an author left open is closed before anything follows.
    const ending = kind === 'percent' || cell_type !== 'markdown' ? [] : endingFor(cell.source)
    const source = [cell.source, ...ending].join('\n').replace(/^(?:[^\S\n]*\n)+|\s+$/g, '')
    if (source === '' && cell_type === 'markdown') continue
    const last = said.at(-1)
    // Two pieces of prose are one to Markdown.
    if (kind === 'markdown' && cell_type === 'markdown' && last?.cell_type === 'markdown')
      said[said.length - 1] = { ...last, source: `${last.source}\n\n${source}` }
    else
      said.push({ cell_type, source, metadata: kind === 'markdown' && cell_type !== 'code' ? {} : metadata })
  }
  return kind === 'markdown'
    ? said.map((each) => ({ ...each, source: each.source.replace(/\n\s*\n/g, '\n\n') }))
    : said
}
