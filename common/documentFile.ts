/**
 * A Markdown or text document → a notebook: prose becomes Markdown cells, fenced Python becomes code cells, front matter
 * a raw cell. Fences in other languages stay in the prose. Prose is cut before headings, so that each section is a cell
 * of its own, with a title that has no text yet staying with the next one.
 */
import type { Token } from 'markdown-it'
import MarkdownIt from 'markdown-it'
import { MadeCellIds } from './cellId'
import { codeOf, isPython } from './documentFile/python'
import type { Cell, Notebook } from './notebook'
import { newNotebook } from './notebookFile'

/** Only blocks are looked for, and inline markup is left alone. */
const blocks = new MarkdownIt('commonmark')
blocks.core.ruler.enableOnly(['normalize', 'block'])

/** White space, also what Markdown takes for text: no-break and wide spaces, and those without width. */
const FENCE = /^[\s\u200b\u2060]*(?:`{3}|~{3})/
const ODD_SPACES_AT_ENDS = /^[\s\u200b\u2060]+|[\s\u200b\u2060]+$/g

/** Text of a document that becomes one cell. */
interface Part {
  readonly type: Cell['cell_type']
  readonly source: string
}

/** Reads a document. Any text is one; an empty one gives a new notebook. Lines are joined by `\n`. */
export function readDocument(text: string): Notebook {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/)
  const ids = new MadeCellIds(new Set())
  const cells = partsOf(lines).map((part) => cellOf(part, ids))
  const empty = newNotebook()
  return cells.length > 0 ? { ...empty, cells } : empty
}

function partsOf(lines: readonly string[]): Part[] {
  const parts: Part[] = []
  let at = frontMatterEnd(lines)
  if (at > 0) parts.push({ type: 'raw', source: lines.slice(0, at).join('\n') })

  const body = lines.map((line, i) => (i < at ? '' : plainFence(line))).join('\n')
  const tokens = blocks.parse(body, {})
  const headings = new Set(
    tokens.filter((token) => token.type === 'heading_open' && token.level === 0).map(startOf)
  )
  /** White space that prose after a fence in a list begins with, as long as it belongs to the same list item. */
  let indent = ''
  for (const fence of tokens) {
    if (fence.type !== 'fence' || !fence.map || !isPython(fence.info)) continue
    const [from, to] = fence.map
    parts.push(...proseOf(lines, at, from, headings, indent), { type: 'code', source: codeOf(fence.content) })
    indent = fence.level > 0 ? (/^\s*/.exec(lines[from] ?? '')?.[0] ?? '') : ''
    at = to
  }
  return [...parts, ...proseOf(lines, at, lines.length, headings, indent)]
}

/** The lines `from` to `to` (exclusive), cut before headings that follow other text. */
function proseOf(
  lines: readonly string[],
  from: number,
  to: number,
  headings: ReadonlySet<number>,
  indent: string
): Part[] {
  const sections: string[][] = [[]]
  let hasText = false
  let strip = indent
  for (let i = from; i < to; i++) {
    const line = lines[i] ?? ''
    const isHeading = headings.has(i)
    if (isHeading && hasText) {
      sections.push([])
      hasText = false
    }
    if (!isHeading && !isBlank(line)) hasText = true
    if (!isBlank(line) && !line.startsWith(strip)) strip = ''
    sections.at(-1)?.push(line.startsWith(strip) ? line.slice(strip.length) : line)
  }
  return sections.flatMap((section): Part[] => {
    const first = section.findIndex((line) => !isBlank(line))
    if (first < 0) return []
    const last = section.findLastIndex((line) => !isBlank(line))
    return [{ type: 'markdown', source: section.slice(first, last + 1).join('\n') }]
  })
}

/** YAML between two lines of dashes at the very beginning, as static site generators have it; 0 if there is none. */
function frontMatterEnd(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== '---') return 0
  const end = lines.findIndex((line, i) => i > 0 && /^(?:---|\.\.\.)\s*$/.test(line))
  if (end < 0 || !lines.slice(1, end).some((line) => /^[\w"'-]+\s*:(?:\s|$)/.test(line))) return 0
  return end + 1
}

/** A fence is one to its author also between spaces that Markdown does not count as such. */
function plainFence(line: string): string {
  return FENCE.test(line) ? line.replace(ODD_SPACES_AT_ENDS, (spaces) => spaces.replace(/[^\t ]/g, '')) : line
}

function cellOf({ type, source }: Part, ids: MadeCellIds): Cell {
  const id = ids.idFor(source)
  if (type === 'code')
    return { id, cell_type: type, source, metadata: {}, execution_count: null, outputs: [] }
  return { id, cell_type: type, source, metadata: {} }
}

function isBlank(line: string): boolean {
  return line.trim() === ''
}

function startOf(token: Token): number {
  return token.map?.[0] ?? -1
}
