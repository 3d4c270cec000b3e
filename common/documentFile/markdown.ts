/**
 * Markdown and plain text: prose is Markdown cells, Python code cells, front matter a raw cell. Prose is cut before headings,
 * so that each section is a cell of its own, with a title that has no text yet staying with the next one. Fences in other
 * languages stay in the prose, but for those right after code that show what it prints.
 */
import type { Token } from 'markdown-it'
import { isEqual } from '../notebookFile/equal'
import type { JsonObject } from '../notebook'
import { blocksOf, endingFor, fenceAround, isUnclosed, placeOf, withOpenEnd } from './blocks'
import { readOptions, writeOptions } from './cellOptions'
import { frontMatterEnd } from './frontMatter'
import type { Layout, Piece, Said, TextFormat } from './layout'
import { expectedOutputs, withExpected } from './expected'
import { codeOf, isPython, isPythonText, isSession } from './python'
import { isBlank, withoutBlankEnds } from './textLines'

/** What fences are called that hold no language but what a program printed. A fence without a name may hold anything. */
const OUTPUT = /^\{?\.?(?:text|txt|plain|plaintext|output|out|stdout|pytb)\}?(?:\s|$)/i
/** MyST's name for what is neither code nor prose; other readers show it as it is. */
const RAW = '{raw-cell}'
const INDENTED = 'indented'

export const markdown: TextFormat = {
  lay,
  head: () => [],
  lead: (before) => (before === null ? [] : ['']),
  body(cell, was) {
    if (cell.cell_type === 'code') return codeLines(cell, was)
    const isHead = cell.cell_type === 'raw' && frontMatterEnd(cell.source.split('\n')) > 0
    if (cell.cell_type === 'raw' && !isHead) return fenced(cell.source, RAW)
    return prefixed([...cell.source.split('\n'), ...endingFor(cell.source)], was?.prefix)
  }
}

function lay(lines: readonly string[]): Layout {
  const pieces: Piece[] = []
  const start = frontMatterEnd(lines)
  if (start > 0)
    pieces.push({
      cell_type: 'raw',
      source: lines.slice(0, start).join('\n'),
      metadata: {},
      from: 0,
      to: start
    })

  const tokens = blocksOf(lines.map((line, i) => (i < start ? '' : line)))
  const headings = new Set(
    tokens
      .filter(({ type, level }) => type === 'heading_open' && level === 0)
      .map((token) => placeOf(token)[0])
  )
  /** White space that prose after a fence in a list begins with, as long as it belongs to the same list item. */
  let indent = ''
  let at = start
  for (const piece of codeIn(tokens, lines)) {
    pieces.push(...proseOf(lines, at, piece.from, headings, indent), piece)
    indent =
      piece.prefix !== undefined && piece.style !== INDENTED ? (/^\s*/.exec(piece.prefix)?.[0] ?? '') : ''
    at = piece.to
  }
  return {
    head: 0,
    metadata: {},
    pieces: withOpenEnd([...pieces, ...proseOf(lines, at, lines.length, headings, indent)])
  }
}

/** The fences that are cells, or, in a text without any, indented code that is Python. */
function codeIn(tokens: readonly Token[], lines: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = []
  const leaves = tokens.filter(({ nesting, map }) => nesting === 0 && map !== null)
  for (const [i, token] of leaves.entries()) {
    if (token.type !== 'fence') continue
    if (isPython(token.info)) pieces.push(codePiece(token, outputsAfter(leaves, i, lines), lines))
    else if (token.info.trim() === RAW && token.level === 0) pieces.push(rawPiece(token, lines))
  }
  return pieces.some(({ cell_type }) => cell_type === 'code')
    ? pieces
    : [...pieces, ...indentedCode(leaves)].sort((a, b) => a.from - b.from)
}

function codePiece(fence: Token, outputs: readonly Token[], lines: readonly string[]): Piece {
  const [from, to] = placeOf(fence)
  const last = outputs.at(-1) ?? fence
  return {
    cell_type: 'code',
    source: codeOf(fence.content),
    metadata: withExpected(
      optionsOf(fence.info),
      outputs.map(({ content }) => content.replace(/\n$/, ''))
    ),
    ...{ from, to: outputs.length > 0 ? placeOf(last)[1] : to, isOpen: isUnclosed(last, lines) },
    ...(fence.level > 0 && { prefix: /^[\s>]*/.exec(lines[from] ?? '')?.[0] ?? '' }),
    // A session that was edited is code, not a session.
    ...(!isSession(fence.content) && { style: fence.info.trim() })
  }
}

/** The fences right after a fence of code, in the same list item or quote, that show what it prints. */
function outputsAfter(leaves: readonly Token[], at: number, lines: readonly string[]): Token[] {
  const code = leaves[at] as Token
  const outputs: Token[] = []
  let end = placeOf(code)[1]
  for (let i = at + 1; i < leaves.length; i++) {
    const next = leaves[i] as Token
    const [from, to] = placeOf(next)
    const isOutput = next.type === 'fence' && next.level === code.level && OUTPUT.test(next.info.trim())
    if (!isOutput || !lines.slice(end, from).every((line) => /^[\s>]*$/.test(line))) break
    outputs.push(next)
    end = to
  }
  return outputs
}

function rawPiece(fence: Token, lines: readonly string[]): Piece {
  const [from, to] = placeOf(fence)
  const source = fence.content.replace(/\n$/, '')
  return { cell_type: 'raw', source, metadata: {}, from, to, isOpen: isUnclosed(fence, lines) }
}

/** As before fences, code is indented. Where one block is Python beyond doubt, so are the others that can be. */
function indentedCode(leaves: readonly Token[]): readonly Piece[] {
  const blocks = leaves.flatMap((token) => {
    if (token.type !== 'code_block' || token.level > 0) return []
    const kind = isSession(token.content) ? 'surely' : isPythonText(codeOf(token.content))
    return kind === 'no' ? [] : [{ token, kind }]
  })
  if (!blocks.some(({ kind }) => kind === 'surely')) return []
  return blocks.map(({ token }) => {
    const [from, to] = placeOf(token)
    const source = codeOf(token.content.replace(/\n+$/, ''))
    const style = isSession(token.content) ? {} : { prefix: '    ', style: INDENTED }
    return { cell_type: 'code', source, metadata: {}, from, to, ...style }
  })
}

/** The metadata after a fence's language, where all that stands there is some. */
function optionsOf(info: string): JsonObject {
  const rest = /^\s*[\w+-]+\s+(.*)$/.exec(info)?.[1] ?? ''
  if (!/^[\w.-]+=/.test(rest)) return {}
  const options = readOptions(rest)
  return Object.values(options).includes(null) || Object.hasOwn(options, 'incorrectly_encoded_metadata')
    ? {}
    : options
}

function codeLines(cell: Said, was: Piece | undefined): readonly string[] {
  const expected = expectedOutputs(cell.metadata)
  const options = withExpected(cell.metadata, [])
  if (was?.style === INDENTED && expected.length === 0 && Object.keys(options).length === 0)
    return prefixed(cell.source.split('\n'), was.prefix)
  const isAsItWas =
    was?.style !== undefined && was.style !== INDENTED && isEqual(optionsOf(was.style), options)
  const info = isAsItWas ? was.style : `python ${writeOptions(options)}`.trimEnd()
  const blocks = [fenced(cell.source, info), ...expected.map((text) => fenced(text, 'text'))]
  const lines = blocks.flatMap((block, i) => (i === 0 ? block : ['', ...block]))
  return prefixed(lines, was?.style === INDENTED ? '' : was?.prefix)
}

export function fenced(source: string, info: string): readonly string[] {
  const fence = fenceAround(source)
  return [fence + info, ...(source === '' ? [] : source.split('\n')), fence]
}

function prefixed(lines: readonly string[], prefix = ''): readonly string[] {
  return lines.map((line) => (isBlank(line) ? prefix.trimEnd() + line : prefix + line))
}

/** The lines `from` to `to` (exclusive), cut before headings that follow other text. */
function proseOf(
  lines: readonly string[],
  from: number,
  to: number,
  headings: ReadonlySet<number>,
  indent: string
): Piece[] {
  const starts = [from]
  let hasText = false
  for (let i = from; i < to; i++) {
    const isHeading = headings.has(i)
    if (isHeading && hasText) {
      starts.push(i)
      hasText = false
    }
    if (!isHeading && !isBlank(lines[i] ?? '')) hasText = true
  }
  let strip = indent
  return starts.flatMap((start, n): Piece[] => {
    const [first, last] = withoutBlankEnds(lines, start, starts[n + 1] ?? to)
    if (first === last) return []
    const prefix = strip
    const source = lines.slice(first, last).map((line) => {
      if (!isBlank(line) && !line.startsWith(strip)) strip = ''
      return line.startsWith(strip) ? line.slice(strip.length) : line
    })
    const place = { from: first, to: last, ...(prefix !== '' && strip !== '' && { prefix }) }
    return [{ cell_type: 'markdown', source: source.join('\n'), metadata: {}, ...place }]
  })
}
