/** How a file writes its JSON, found out from the file, and new values written in the same manner. */
import type { Json } from '../notebook'
import { isObject } from '../json'
import type { JsonNode, JsonTree } from './jsonTree'
import { expand, memberOf } from './jsonTree'

export interface JsonStyle {
  /** Whether values begin lines of their own; otherwise all is on one line. */
  readonly isMultiline: boolean
  /** One level of indentation. */
  readonly unit: string
  readonly lineBreak: string
  /** After a key, e.g. `: `. */
  readonly colon: string
  /** Between values on one line, e.g. `, `. */
  readonly comma: string
  /** Whether characters outside ASCII are written as `\u` escapes. */
  readonly isAscii: boolean
  /** Whether texts are lists of lines, as Jupyter writes them, or single strings. */
  readonly hasLineLists: boolean
}

/** As Jupyter writes. */
export const JUPYTER_STYLE: JsonStyle = {
  isMultiline: true,
  unit: ' ',
  lineBreak: '\n',
  colon: ': ',
  comma: ', ',
  isAscii: false,
  hasLineLists: true
}

/** An escape for a character outside ASCII, not preceded by a backslash that belongs to it. */
const NON_ASCII_ESCAPE = /(?<!\\)(?:\\\\)*\\u(?:00[89a-fA-F]|0[1-9a-fA-F]|[1-9a-fA-F])/
// eslint-disable-next-line no-control-regex -- ASCII is meant, with its control characters
const NON_ASCII = /[^\x00-\x7f]/

export function styleOf(tree: JsonTree): JsonStyle {
  const { text, root } = tree
  const [first, second] = root.members ?? []
  if (!first) return JUPYTER_STYLE
  const lead = text.slice(root.start + 1, first.start)
  const lineBreak = lineBreakIn(lead)
  const comma = second ? text.slice(first.end, second.start) : JUPYTER_STYLE.comma
  return {
    isMultiline: lineBreak !== undefined,
    unit:
      lineBreak === undefined
        ? JUPYTER_STYLE.unit
        : lead.slice(lead.lastIndexOf(lineBreak) + lineBreak.length),
    lineBreak: lineBreak ?? JUPYTER_STYLE.lineBreak,
    colon: text.slice(first.keyEnd, first.value.start),
    comma: lineBreakIn(comma) === undefined ? comma : JUPYTER_STYLE.comma,
    isAscii: !NON_ASCII.test(text.startsWith('\uFEFF') ? text.slice(1) : text) && NON_ASCII_ESCAPE.test(text),
    hasLineLists: hasLineLists(tree)
  }
}

/** The same style as a container of the file has it: some write most things in lines, but small ones in one. */
export function localStyle(tree: JsonTree, container: JsonNode, style: JsonStyle): JsonStyle {
  const first = (container.members ?? container.items)?.[0]
  if (!first) return style
  const isMultiline = lineBreakIn(tree.text.slice(container.start + 1, first.start)) !== undefined
  return { ...style, isMultiline }
}

/** The white space that the line of this place begins with. */
export function indentAt(text: string, offset: number): string {
  // Not by `lastIndexOf`: looking for a kind of line break that the file does not have would run through all of it.
  let lineStart = offset
  while (lineStart > 0 && !/[\n\r]/.test(text.charAt(lineStart - 1))) lineStart--
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? ''
}

/** Writes a value with sorted keys, as Jupyter does. `indent` is that of the line on which it begins. */
export function writeJson(value: Json, style: JsonStyle, indent: string): string {
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => writeJson(item, style, indent + style.unit))
    return enclosed('[', items, ']', style, indent)
  }
  if (isObject(value)) {
    const members = Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort()
      .map((key) => member(key, writeJson(value[key] as Json, style, indent + style.unit), style))
    return enclosed('{', members, '}', style, indent)
  }
  // Python writes numbers that JSON does not have by these names, and reads them again.
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  return leaf(JSON.stringify(value), style)
}

/** `"key": value`, for a value that is already written. */
export function member(key: string, written: string, style: JsonStyle): string {
  return leaf(JSON.stringify(key), style) + style.colon + written
}

function enclosed(
  open: string,
  parts: readonly string[],
  close: string,
  style: JsonStyle,
  indent: string
): string {
  if (parts.length === 0) return open + close
  if (!style.isMultiline) return open + parts.join(style.comma) + close
  const lead = style.lineBreak + indent
  return open + lead + style.unit + parts.join(`,${lead}${style.unit}`) + lead + close
}

function leaf(json: string, style: JsonStyle): string {
  if (!style.isAscii) return json
  return json.replace(/[\x7f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function lineBreakIn(space: string): string | undefined {
  return /\r\n|\n|\r/.exec(space)?.[0]
}

/** As the first source that is not empty shows. */
function hasLineLists(tree: JsonTree): boolean {
  for (const cell of memberOf(tree.root, 'cells')?.value.items ?? []) {
    const source = memberOf(cell, 'source')?.value
    if (!source || source.end - source.start <= 2) continue
    return expand(tree, source).items !== undefined
  }
  return true
}
