/** How a JSON value unfolds as a tree. */
import type { Json } from '../../common/notebook'

/** Branches with more children than this begin folded. */
const LONG = 50
/** Branches deeper than this begin folded. */
const DEEP = 2

/** Children shown at once; more are shown on demand. */
export const MOST_CHILDREN = 200
/** Characters of one text that are shown. */
const MOST_TEXT = 2000

/** An object or list with something in it; all others are leaves. */
export function isBranch(value: Json): value is readonly Json[] | { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

/** Names and values, a list's by index from 0. */
export function childrenOf(value: Json): [string, Json][] {
  return isBranch(value) ? Object.entries(value) : []
}

export function opensAtFirst(value: Json, depth: number): boolean {
  return depth === 0 || (depth <= DEEP && childrenOf(value).length <= LONG)
}

/** What stands for a branch: `[…]` or `{…}`. */
export function summaryOf(value: Json): string {
  return Array.isArray(value) ? '[…]' : '{…}'
}

/** A leaf's text, cut where it would be a page of its own. */
export function clipped(text: string): string {
  return text.length <= MOST_TEXT ? text : `${text.slice(0, MOST_TEXT)}…`
}
