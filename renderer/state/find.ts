/** Finding and replacing in the texts of all cells. Pure. */
import type { CellId } from '../../common/brands'
import { setSources } from './cellEdits'
import { mustHave, type NotebookState } from './notebook'

/** What is looked for, and how. */
export interface Query {
  readonly text: string
  readonly replacement: string
  readonly isCaseSensitive: boolean
  /** Only whole words. */
  readonly isWord: boolean
  /** `text` is a regular expression, and `$1` in `replacement` what its first group found. */
  readonly isRegex: boolean
  /** Only in these cells; `null`: in all. */
  readonly within: readonly CellId[] | null
}

export interface Finding {
  readonly query: Query
  /** Which of the finds is shown, counted from 0; -1 before the first step. */
  readonly at: number
}

/** A find in a cell's text, in UTF-16 units. */
export interface Found {
  readonly cell: CellId
  readonly from: number
  readonly to: number
}

export const NOTHING_SOUGHT: Query = {
  text: '',
  replacement: '',
  isCaseSensitive: false,
  isWord: false,
  isRegex: false,
  within: null
}

/** More than anybody steps through; the bar then says "more than". */
export const MOST_FOUND = 10_000

/** What to look for; `null` for nothing, and for a regular expression that is none. */
export function patternOf(query: Query): RegExp | null {
  const { text, isCaseSensitive, isWord, isRegex } = query
  if (text === '') return null
  const source = isRegex ? text : text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  // Not \b, which knows the letters of English only.
  const whole = isWord ? `(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])` : source
  try {
    return new RegExp(whole, isCaseSensitive ? 'gmu' : 'gimu')
  } catch {
    return null
  }
}

/** All finds in the order of the notebook, up to `MOST_FOUND`. Empty finds (`x*`) are none. */
export function findAll(state: NotebookState, query: Query): readonly Found[] {
  const pattern = patternOf(query)
  const found: Found[] = []
  if (pattern === null) return found
  for (const cell of cellsOf(state, query)) {
    for (const match of mustHave(state, cell).source.matchAll(pattern)) {
      if (match[0] === '') continue
      if (found.length === MOST_FOUND) return found
      found.push({ cell, from: match.index, to: match.index + match[0].length })
    }
  }
  return found
}

/** The first find at or after a place in a cell, else the first of all: where looking begins. */
export function firstFrom(
  state: NotebookState,
  all: readonly Found[],
  cell: CellId | null,
  from: number
): number {
  const place = cell === null ? 0 : state.order.indexOf(cell)
  const next = all.findIndex((found) => {
    const at = state.order.indexOf(found.cell)
    return at > place || (at === place && found.from >= from)
  })
  return next < 0 ? 0 : next
}

/** Replaces one find, if it is still there. */
export function replaceOne(state: NotebookState, query: Query, found: Found): NotebookState {
  const pattern = patternOf(query)
  if (pattern === null) return state
  const { source } = mustHave(state, found.cell)
  const match = [...source.matchAll(pattern)].find(({ index }) => index === found.from)
  if (match === undefined) return state
  const text = source.slice(0, found.from) + replacementOf(query, match) + source.slice(found.to)
  return setSources(state, [{ id: found.cell, source: text }])
}

/** Replaces all finds, as one step. */
export function replaceAll(state: NotebookState, query: Query): NotebookState {
  const pattern = patternOf(query)
  if (pattern === null) return state
  return setSources(
    state,
    cellsOf(state, query).map((id) => ({
      id,
      source: replacedIn(mustHave(state, id).source, pattern, query)
    }))
  )
}

function replacedIn(source: string, pattern: RegExp, query: Query): string {
  let [text, end] = ['', 0]
  for (const match of source.matchAll(pattern)) {
    if (match[0] === '') continue
    text += source.slice(end, match.index) + replacementOf(query, match)
    end = match.index + match[0].length
  }
  return text + source.slice(end)
}

/** `$1`, `$<name>`, `$&` and `$$` as in JavaScript, for regular expressions only. */
function replacementOf({ replacement, isRegex }: Query, match: RegExpMatchArray): string {
  if (!isRegex) return replacement
  return replacement.replace(/\$(?:(\d{1,2})|<([^>]*)>|([$&]))/g, (whole, number, name, sign) => {
    if (sign !== undefined) return sign === '$' ? '$' : match[0]
    if (name !== undefined) return match.groups?.[name as string] ?? ''
    return Number(number) < match.length ? (match[Number(number)] ?? '') : (whole as string)
  })
}

function cellsOf(state: NotebookState, { within }: Query): readonly CellId[] {
  if (within === null) return state.order
  const only = new Set(within)
  return state.order.filter((id) => only.has(id))
}
