/**
 * Text that arrives in pieces: appending costs only the new piece, and a view that remembers how far it has read gets
 * just the rest. Nothing is ever joined into one string while it grows.
 *
 * The pieces are a list linked from the newest back to the oldest, so that a longer text shares the shorter one's
 * pieces and neither can be changed. Positions count every character ever appended, also those that folding removed.
 */
import { AnsiLines } from '../outputs/ansiLines'

export type StreamName = 'stdout' | 'stderr'

interface Link {
  readonly name: StreamName
  readonly author: number
  readonly text: string
  readonly start: number
  readonly before: Link | null
}

export interface OutputText {
  readonly last: Link | null
  /** Characters ever appended. */
  readonly end: number
  /** Characters kept. */
  readonly length: number
  /** What came before this position was folded: it can only be read as a whole. */
  readonly foldedTo: number
}

export interface TextPiece {
  readonly name: StreamName
  readonly text: string
  /** Who wrote it, as a place in the cell's `Authors`. */
  readonly author: number
}

export const NO_TEXT: OutputText = { last: null, end: 0, length: 0, foldedTo: 0 }

/** Pieces shorter than this grow instead of becoming many: a million prints are not a million pieces. */
const PIECE = 4096

export function appended(text: OutputText, { name, author, text: fresh }: TextPiece): OutputText {
  if (fresh === '') return text
  const { last, end } = text
  const isSame = last !== null && last.name === name && last.author === author
  const grows = isSame && last.text.length < PIECE && last.start >= text.foldedTo
  const link: Link = grows
    ? { ...last, text: last.text + fresh }
    : { name, author, text: fresh, start: end, before: last }
  return { ...text, last: link, end: end + fresh.length, length: text.length + fresh.length }
}

/** All pieces, oldest first. */
export function piecesOf(text: OutputText): TextPiece[] {
  return textSince(text, 0).pieces
}

/**
 * What came after `position`, a former `end` of this text. `anew` when that cannot be told any more: then the pieces
 * are all there is, for a view that begins again.
 */
export function textSince(text: OutputText, position: number): { pieces: TextPiece[]; anew: boolean } {
  const anew = position > 0 && position < text.foldedTo
  const from = anew || position < text.foldedTo ? -1 : position
  const pieces: TextPiece[] = []
  let until = text.end
  for (let link = text.last; link !== null && (from < 0 || until > from); link = link.before) {
    const { name, author, start } = link
    pieces.push({ name, author, text: start < from ? link.text.slice(from - start) : link.text })
    until = start
  }
  return { pieces: pieces.reverse(), anew }
}

/** A carriage return that ends no line, a backspace, a cursor movement or an erasure. */
// eslint-disable-next-line no-control-regex
const OVERWRITING = /\r(?!\n)|\x08|\x1b\[[0-9;]*[A-HJKf]/

/** Whether folding could make the text shorter. */
export function isFoldable(text: OutputText): boolean {
  return piecesOf(text).some((piece) => OVERWRITING.test(piece.text))
}

/** The same text as a terminal shows it, without what was overwritten: a long progress bar becomes one line. */
export function folded(text: OutputText): OutputText {
  const lines = new AnsiLines()
  for (const { name, author, text: piece } of piecesOf(text)) lines.write(piece, name === 'stderr', author)
  let last: Link | null = null
  let length = 0
  for (const { text: piece, stderr, author } of lines.folded()) {
    last = { name: stderr ? 'stderr' : 'stdout', author, text: piece, start: 0, before: last }
    length += piece.length
  }
  return { last, end: text.end, length, foldedTo: text.end }
}
