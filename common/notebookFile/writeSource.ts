/** A cell's changed source: only the lines that differ get new text. */
import type { Json } from '../notebook'
import type { Entry } from './jsonEdit'
import { placeIn, rewriteArray } from './jsonEdit'
import type { JsonStyle } from './jsonStyle'
import { indentAt, writeJson } from './jsonStyle'
import type { JsonNode, JsonTree } from './jsonTree'
import { expand, valueOf } from './jsonTree'
import { splitLines } from './lines'

/**
 * The new source with the old one's kind of line breaks. Editors know only `\n`: a text that differs from the old one
 * in nothing but its line breaks was not edited, and one whose lines all ended in `\r\n` goes on so.
 */
export function withLineBreaksOf(before: string, after: string): string {
  if (!before.includes('\r') || after.includes('\r')) return after
  if (before.replace(/\r\n?/g, '\n') === after) return before
  return /(?<!\r)\n|\r(?!\n)/.test(before) ? after : after.replaceAll('\n', '\r\n')
}

/** The text of a source that stands at `node`, as a string or as a list of lines, and is to say `source`. */
export function rewriteSource(tree: JsonTree, node: JsonNode, source: string, style: JsonStyle): string {
  const list = expand(tree, node)
  const old = valueOf(tree, node)
  if (!list.items || !isLines(old)) return writeJson(source, style, indentAt(tree.text, node.start))

  const head = keptAtStart(old, source)
  const afterHead = source.slice(old.slice(0, head).join('').length)
  const tail = keptAtEnd(old.slice(head), afterHead)
  const tailLength = old.slice(old.length - tail).join('').length
  const { indent, style: local } = placeIn(tree, list, style)
  const middle = splitLines(afterHead.slice(0, afterHead.length - tailLength))
  const entries: Entry[] = [
    ...old.slice(0, head).map((_, from) => ({ from })),
    ...middle.map((line) => ({ text: textOf(tree, list, old, line) ?? writeJson(line, local, indent) })),
    ...old.slice(old.length - tail).map((_, i) => ({ from: old.length - tail + i }))
  ]
  return rewriteArray(tree, list, entries, style)
}

/** How many old items the new source begins with. An item that is no whole line may only stay at the very end. */
function keptAtStart(old: readonly string[], source: string): number {
  let kept = 0
  let at = 0
  for (const item of old) {
    if (!source.startsWith(item, at)) break
    at += item.length
    if (!/[\n\r]$/.test(item) && at < source.length) break
    kept++
  }
  return kept
}

/** How many old items the new source ends with, as whole lines. */
function keptAtEnd(old: readonly string[], source: string): number {
  let kept = 0
  let at = source.length
  for (const item of old.toReversed()) {
    if (item === '' || !source.endsWith(item, at)) break
    at -= item.length
    if (at > 0 && !/[\n\r]/.test(source.charAt(at - 1))) break
    kept++
  }
  return kept
}

/** How the file spells this line somewhere in the same cell, if it does. */
function textOf(tree: JsonTree, list: JsonNode, old: readonly string[], line: string): string | undefined {
  const item = list.items?.[old.indexOf(line)]
  return item && tree.text.slice(item.start, item.end)
}

function isLines(value: Json): value is readonly string[] {
  return Array.isArray(value) && value.every((line) => typeof line === 'string')
}
