/** Lines of a text as stretches of one author each, and whose lines are shown. Pure. */
import type { Authors, Writer } from '../state/authors'
import { NO_AUTHORS } from '../state/authors'
import type { AnsiLines, Span } from './ansiLines'

/** Who wrote in a cell, and how the user wants to see it. */
export interface AuthorView {
  readonly authors: Authors
  /** Show only this author's lines, by number. */
  readonly only: number | null
  readonly words: AuthorWords
}

/** How authors are called in the user's language. */
export interface AuthorWords {
  readonly unnamed: string
  readonly unnamedAbout: string
  readonly thread: (name: string, pid: number, tid: number) => string
  readonly process: (name: string, pid: number) => string
}

/** For text that has no authors, such as a value. */
export const NO_VIEW: AuthorView = {
  authors: NO_AUTHORS,
  only: null,
  words: { unnamed: '', unnamedAbout: '', thread: (name) => name, process: (name) => name }
}

/** With one author there is nothing to tell apart. */
export function isShared({ list }: Authors): boolean {
  return list.length > 1
}

/** The short name that stands beside a stretch, and what is told about the author when one asks. */
export function nameOf({ author, label }: Writer, words: AuthorWords): { label: string; about: string } {
  if (author === null) return { label: words.unnamed, about: words.unnamedAbout }
  const { name, pid, tid } = author
  return { label, about: tid === undefined ? words.process(name, pid) : words.thread(name, pid, tid) }
}

/**
 * A name in at most `most` columns, of which wide characters take two. The middle goes: `ThreadPoolExecutor-0_1` and
 * `ThreadPoolExecutor-0_2` differ at their ends.
 */
export function shortened(name: string, most: number): string {
  const characters = [...name]
  if (widthOf(characters) <= most) return name
  let [head, tail] = [0, 0]
  while (widthOf([...characters.slice(0, head), ...characters.slice(-tail - 1), '…']) <= most) {
    tail += 1
    if (widthOf([...characters.slice(0, head + 1), ...characters.slice(-tail), '…']) <= most) head += 1
  }
  return [...characters.slice(0, head), '…', ...(tail === 0 ? [] : characters.slice(-tail))].join('')
}

/** From here on (CJK, emoji) characters are about twice as wide as letters. */
const FIRST_WIDE = 0x2e80

function widthOf(characters: readonly string[]): number {
  return characters.reduce((sum, each) => sum + ((each.codePointAt(0) ?? 0) >= FIRST_WIDE ? 2 : 1), 0)
}

/** Neighbouring lines of one author. */
export interface Stretch {
  /** By number; -1 where lines before the first author's are empty. */
  readonly author: number
  readonly lines: (readonly Span[])[]
}

/** The lines from `from` up to `to` that are shown. Lines that nobody wrote go with those before them. */
export function stretchesOf(lines: AnsiLines, from: number, to: number, only: number | null): Stretch[] {
  const stretches: Stretch[] = []
  for (let line = from; line < to; line++) {
    const author = lines.authorOf(line)
    if (only !== null && author !== only) continue
    const last = stretches.at(-1)
    if (last !== undefined && (author < 0 || author === last.author)) last.lines.push(lines.line(line))
    else stretches.push({ author, lines: [lines.line(line)] })
  }
  return stretches
}
