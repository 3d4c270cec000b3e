/**
 * What is wrong with the code of a notebook's cells. All cells are read as one text, so that what one defines the others
 * know; a cell that is no Python yet (somebody is writing in it) is left out of it, and nothing is said of names that
 * stand in it.
 *
 *   cell 1, cell 2 …  →  shorthand masked  →  each cell: is it Python?  →  all that are, joined  →  findings, by cell
 */
import type { CellId } from '../../common/brands'
import type { CodeProblem } from '../state/codeProblems'
import { namesOf } from '../../common/python/names'
import type { CellCode } from '../state/notebook'
import type { Found, Ruff } from './ruff'
import { masked, type Masked } from '../../common/python/shorthand'

export type Problems = ReadonlyMap<CellId, readonly CodeProblem[]>

/** How many cells' answers are kept: those of the cells that did not change are not asked for again. */
const MOST_KNOWN = 5_000

export class Checker {
  private readonly known = new Map<string, { readonly read: Masked; readonly wrong: readonly Found[] }>()

  constructor(private readonly ruff: Ruff) {}

  /** Only cells with problems are in the answer. */
  check(cells: readonly CellCode[]): Problems {
    const problems = new Map<CellId, CodeProblem[]>()
    const tell = (id: CellId, problem: CodeProblem): void => {
      problems.set(id, [...(problems.get(id) ?? []), problem])
    }
    const vague = new Set<string>()
    /** The cells of the joined text, each with the line (from 0) on which it begins there. */
    const joined: { readonly id: CellId; readonly lines: Lines; readonly first: number }[] = []
    let [text, line] = ['', 0]
    for (const { id, source } of cells) {
      const { read, wrong } = this.read(source)
      const lines = new Lines(source)
      for (const { from, to } of wrong.length > 0 ? [{ from: 0, to: source.length }] : read.shorthand)
        for (const word of source.slice(from, to).match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []) vague.add(word)
      for (const found of wrong) tell(id, problemOf(found, lines, 0))
      if (wrong.length > 0) continue
      joined.push({ id, lines, first: line })
      text += `${read.code}\n`
      line += lines.count
    }
    const found = this.ruff.names(text).filter(({ message }) => !vague.has(nameIn(message)))
    // Cells need not stand in the order in which they are run.
    const defined = found.some(({ code }) => code === 'F821') ? namesOf(text).sets : new Set<string>()
    let place = 0
    for (const each of found.toSorted((a, b) => a.start_location.row - b.start_location.row)) {
      if (each.code === 'F821' && defined.has(nameIn(each.message))) continue
      const row = each.start_location.row - 1
      while ((joined[place + 1]?.first ?? Infinity) <= row) place += 1
      const cell = joined[place]
      if (cell === undefined) continue
      tell(cell.id, problemOf(each, cell.lines, cell.first))
    }
    return problems
  }

  private read(source: string): { readonly read: Masked; readonly wrong: readonly Found[] } {
    const before = this.known.get(source)
    if (before !== undefined) return before
    const read = masked(source)
    const now = { read, wrong: read.isPython ? this.ruff.syntax(read.code) : [] }
    if (this.known.size >= MOST_KNOWN) this.known.clear()
    this.known.set(source, now)
    return now
  }
}

const KINDS: Record<string, CodeProblem['kind']> = {
  'invalid-syntax': 'syntax',
  F821: 'undefined',
  F822: 'undefined',
  F823: 'unbound',
  F401: 'unusedImport',
  F841: 'unusedVariable'
}

function problemOf(
  { code, message, start_location, end_location }: Found,
  lines: Lines,
  first: number
): CodeProblem {
  const from = lines.placeOf(start_location.row - 1 - first, start_location.column - 1)
  const to = Math.max(from, lines.placeOf(end_location.row - 1 - first, end_location.column - 1))
  return { from, to, kind: KINDS[code ?? ''] ?? 'other', name: nameIn(message), message, code: code ?? '' }
}

/** The first name that a message of Ruff's quotes; '' for none. */
function nameIn(message: string): string {
  return /`([^`]+)`/.exec(message)?.[1] ?? ''
}

/** Where lines begin in a text. */
class Lines {
  private readonly starts: readonly number[]

  constructor(private readonly text: string) {
    const starts = [0]
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    this.starts = starts
  }

  get count(): number {
    return this.starts.length
  }

  /** Line and column from 0; what is outside of the text is at its end. */
  placeOf(line: number, column: number): number {
    const start = this.starts[line]
    return start === undefined ? this.text.length : Math.min(start + column, this.text.length)
  }
}
