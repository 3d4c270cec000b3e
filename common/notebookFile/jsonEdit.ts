/**
 * New text for a container of which only some parts change. Parts that stay keep their exact characters, and the white
 * space between them; new parts are set in as their neighbours are.
 */
import type { Json } from '../notebook'
import { isObject } from '../json'
import { isEqual } from './equal'
import type { JsonStyle } from './jsonStyle'
import { indentAt, localStyle, member, writeJson } from './jsonStyle'
import type { JsonNode, JsonTree } from './jsonTree'
import { expand, valueOf } from './jsonTree'

/** An item of an array as it shall be: the old one at `from` (perhaps with new text), or a new one. */
export interface Entry {
  readonly from?: number
  /** Absent for an old item that stays as it is. */
  readonly text?: string
}

/** Where the items of a container stand and how new ones are written there. */
export interface Place {
  readonly indent: string
  readonly style: JsonStyle
}

/** The place of a container's items. `style` is its parent's, which counts where the container is empty. */
export function placeIn(tree: JsonTree, container: JsonNode, style: JsonStyle): Place {
  const local = localStyle(tree, container, style)
  if (!local.isMultiline) return { indent: '', style: local }
  const first = (container.members ?? container.items)?.[0]
  const indent = first ? indentAt(tree.text, first.start) : indentAt(tree.text, container.start) + style.unit
  return { indent, style: local }
}

/** The text of an array (with its `items`) whose items are to be `entries`. */
export function rewriteArray(
  tree: JsonTree,
  array: JsonNode,
  entries: readonly Entry[],
  style: JsonStyle
): string {
  return rewrite(tree, array, array.items ?? [], entries, style)
}

/**
 * The text of an object (with its `members`) in which the values of some keys are `written` anew, or, where that is
 * `null`, taken out with their keys. A new key goes to its place in the alphabet if the others are sorted, else last.
 */
export function rewriteObject(
  tree: JsonTree,
  object: JsonNode,
  changes: ReadonlyMap<string, string | null>,
  style: JsonStyle
): string {
  const members = object.members ?? []
  const keys = members.map(({ key }) => key)
  const entries: (Entry & { key: string })[] = []
  for (const [from, { key, start, value }] of members.entries()) {
    const change = changes.get(key)
    if (change === null) continue
    // Of repeated keys the last one counts, so it is the one to change.
    if (change === undefined || keys.lastIndexOf(key) !== from) entries.push({ key, from })
    else entries.push({ key, from, text: tree.text.slice(start, value.start) + change })
  }
  const isSorted = keys.every((key, i) => i === 0 || (keys[i - 1] as string) <= key)
  for (const [key, written] of changes) {
    if (written === null || keys.includes(key)) continue
    const next = isSorted ? entries.findIndex((entry) => entry.key > key) : -1
    entries.splice(next < 0 ? entries.length : next, 0, { key, text: member(key, written, style) })
  }
  return rewrite(tree, object, members, entries, style)
}

/** The text of a value that was `before` and is to be `after`; only the parts that differ change. */
export function rewriteValue(tree: JsonTree, node: JsonNode, after: Json, style: JsonStyle): string {
  const before = valueOf(tree, node)
  if (isEqual(before, after)) return tree.text.slice(node.start, node.end)
  if (Array.isArray(before) && Array.isArray(after)) {
    const array = expand(tree, node)
    const { indent, style: local } = placeIn(tree, array, style)
    const entries = alignedEntries(before, after, isEqual, (item: Json) => writeJson(item, local, indent))
    return rewriteArray(tree, array, entries, style)
  }
  if (!isObject(before) || !isObject(after)) return writeJson(after, style, indentAt(tree.text, node.start))

  const object = expand(tree, node)
  const { indent, style: local } = placeIn(tree, object, style)
  const changes = new Map<string, string | null>()
  for (const { key, value } of object.members ?? [])
    changes.set(key, after[key] === undefined ? null : rewriteValue(tree, value, after[key], local))
  for (const [key, value] of Object.entries(after))
    if (value !== undefined && !changes.has(key)) changes.set(key, writeJson(value, local, indent))
  return rewriteObject(tree, object, changes, style)
}

/** Old items that are equal at the beginning and at the end stay; those between are written. */
export function alignedEntries<T>(
  before: readonly T[],
  after: readonly T[],
  isSame: (a: T, b: T) => boolean,
  write: (item: T) => string
): Entry[] {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && isSame(before[head] as T, after[head] as T)) head++
  let tail = 0
  while (tail < shorter - head && isSame(before.at(-1 - tail) as T, after.at(-1 - tail) as T)) tail++
  return after.map((item, i) => {
    if (i < head) return { from: i }
    const fromEnd = after.length - i
    return fromEnd <= tail ? { from: before.length - fromEnd } : { text: write(item) }
  })
}

function rewrite(
  tree: JsonTree,
  container: JsonNode,
  parts: readonly { readonly start: number; readonly end: number }[],
  entries: readonly Entry[],
  style: JsonStyle
): string {
  const { text } = tree
  const open = text.charAt(container.start)
  const close = text.charAt(container.end - 1)
  if (entries.length === 0)
    return parts.length === 0 ? text.slice(container.start, container.end) : open + close

  const { before, between, after } = spacing(tree, container, parts, style)
  let out = open + before
  for (const [i, entry] of entries.entries()) {
    const part = entry.from === undefined ? undefined : parts[entry.from]
    if (i > 0) {
      const previous = entries[i - 1]?.from
      const wereNeighbours = previous !== undefined && entry.from === previous + 1
      out += wereNeighbours && part ? text.slice(parts[previous]?.end, part.start) : between
    }
    out += entry.text ?? (part ? text.slice(part.start, part.end) : '')
  }
  return out + after + close
}

/** White space (and comma) before the first part, between parts, after the last. */
function spacing(
  tree: JsonTree,
  container: JsonNode,
  parts: readonly { readonly start: number; readonly end: number }[],
  style: JsonStyle
): { before: string; between: string; after: string } {
  const { text } = tree
  const [first] = parts
  const last = parts.at(-1)
  const beforeLast = parts.at(-2)
  if (first && last) {
    const before = text.slice(container.start + 1, first.start)
    const alone = /[\n\r]/.test(before) ? `,${before}` : style.comma
    const between = beforeLast ? text.slice(beforeLast.end, last.start) : alone
    return { before, between, after: text.slice(last.end, container.end - 1) }
  }
  if (!style.isMultiline) return { before: '', between: style.comma, after: '' }
  const line = style.lineBreak + indentAt(text, container.start)
  return { before: line + style.unit, between: `,${line}${style.unit}`, after: line }
}
