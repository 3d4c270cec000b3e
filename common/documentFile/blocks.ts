/** The blocks of a Markdown text: where its fences, headings and breaks are. Inline markup is left alone. */
import type { MarkdownIt as Parser, Token } from 'markdown-it'
import MarkdownIt from 'markdown-it'
import type { Piece } from './layout'

/** White space, also what Markdown takes for text: no-break and wide spaces, and those without width. */
const FENCE = /^[\s\u200b\u2060]*(?:`{3}|~{3})/
const ODD_SPACES_AT_ENDS = /^[\s\u200b\u2060]+|[\s\u200b\u2060]+$/g

const plain = onlyBlocks()
const withBreaks = onlyBlocks()
/** MyST's border between cells: a line of three or more plus signs, with JSON after them or nothing. */
withBreaks.block.ruler.before(
  'hr',
  'block_break',
  (state, line, _end, isAsking) => {
    if ((state.sCount[line] ?? 0) - state.blkIndent >= 4) return false
    const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)
    const match = BREAK.exec(state.src.slice(start, state.eMarks[line]))
    if (match === null) return false
    if (isAsking) return true
    state.line = line + 1
    const token = state.push('block_break', '', 0)
    token.map = [line, line + 1]
    token.content = match[1] ?? ''
    return true
  },
  { alt: ['paragraph', 'reference', 'blockquote', 'list'] }
)
const BREAK = /^(?:\+[ \t]*){3,}([^+].*)?$/

/** The blocks in order. */
export function blocksOf(lines: readonly string[], mayBreak = false): Token[] {
  return (mayBreak ? withBreaks : plain).parse(lines.map(plainFence).join('\n'), {})
}

/** Where a block is: its first line, and the line after its last. */
export function placeOf(token: Token): [number, number] {
  return token.map ?? [0, 0]
}

/** Whether a fence has no end of its own, and goes on to the end of the text. */
export function isUnclosed(fence: Token, lines: readonly string[]): boolean {
  const [from, to] = placeOf(fence)
  const last = (lines[to - 1] ?? '').replace(/^[\s>\u200b\u2060]+|[\s\u200b\u2060]+$/g, '')
  const isMark = last.length >= fence.markup.length && [...last].every((char) => char === fence.markup[0])
  return to >= lines.length && (to - from < 2 || !isMark)
}

/** What a Markdown text needs at its end, so that another may follow it: an end for a fence, comment or other block of HTML. */
export function endingFor(source: string): readonly string[] {
  if (!/^[\s>]*(?:`{3}|~{3}|<)/m.test(source)) return []
  const lines = source.split('\n')
  const last = blocksOf(lines).at(-1)
  if (last?.type === 'fence' && last.level === 0) return isUnclosed(last, lines) ? [last.markup] : []
  if (last?.type !== 'html_block') return []
  const html = last.content
  const open = HTML_ENDS.find(([start]) => start.test(html))
  return open === undefined || html.toLowerCase().includes(open[1]) ? [] : [open[1]]
}

/** The cells of a Markdown text, the last one marked where it is prose that its author left open. */
export function withOpenEnd(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.at(-1)
  if (last?.cell_type !== 'markdown' || endingFor(last.source).length === 0) return pieces
  return [...pieces.slice(0, -1), { ...last, isOpen: true }]
}

/** Blocks of HTML that blank lines do not end (CommonMark 0.31, 4.6, kinds 1 to 5). */
const HTML_ENDS: readonly (readonly [RegExp, string])[] = [
  [/^ {0,3}<script(?:\s|>|$)/i, '</script>'],
  [/^ {0,3}<pre(?:\s|>|$)/i, '</pre>'],
  [/^ {0,3}<style(?:\s|>|$)/i, '</style>'],
  [/^ {0,3}<textarea(?:\s|>|$)/i, '</textarea>'],
  [/^ {0,3}<!--/, '-->'],
  [/^ {0,3}<\?/, '?>'],
  [/^ {0,3}<!\[CDATA\[/, ']]>'],
  [/^ {0,3}<![A-Z]/i, '>']
]

/** A fence longer than any at the beginning of a line within. */
export function fenceAround(source: string): string {
  const longest = Math.max(
    2,
    ...[...source.matchAll(/^[ \t]*(`{3,})/gm)].map(([, ticks = '']) => ticks.length)
  )
  return '`'.repeat(longest + 1)
}

function onlyBlocks(): Parser {
  const parser = new MarkdownIt('commonmark')
  parser.core.ruler.enableOnly(['normalize', 'block'])
  return parser
}

/** A fence is one to its author also between spaces that Markdown does not count as such. */
function plainFence(line: string): string {
  return FENCE.test(line) ? line.replace(ODD_SPACES_AT_ENDS, (spaces) => spaces.replace(/[^\t ]/g, '')) : line
}
