/**
 * MyST Markdown notebooks: YAML about the notebook at the head, `{code-cell}` and `{raw-cell}` directives, and between
 * Markdown cells a line of plus signs, with the metadata of the cell after it (myst-nb.readthedocs.io, "Text-based
 * Notebooks"; jupytext.readthedocs.io, "Notebooks as Markdown"). Other fences are prose, also those in Python.
 */
import type { Token } from 'markdown-it'
import { isObject } from '../json'
import type { JsonObject } from '../notebook'
import { isEqual } from '../notebookFile/equal'
import { blocksOf, endingFor, fenceAround, isUnclosed, placeOf, withOpenEnd } from './blocks'
import { jsonLine } from './cellOptions'
import { frontMatterEnd, readYaml, yamlLines, yamlMembers } from './frontMatter'
import type { Layout, Piece, Said, TextFormat } from './layout'
import { headOf } from './layout'
import { isPython } from './python'
import { saysMyst } from './textKinds'
import { isBlank, withoutBlankEnds } from './textLines'

const DIRECTIVE = /^\{(code|raw)-cell\}\s*(.*)$/

export const myst: TextFormat = { lay, head, lead, body }

/** Whether a Markdown text is a MyST notebook: its head says so, or it has a cell of one. */
export function isMyst(lines: readonly string[]): boolean {
  const end = frontMatterEnd(lines)
  if (end > 0 && saysMyst(readYaml(lines.slice(1, end - 1).join('\n')) ?? {})) return true
  // Before the whole is read, as few texts have one.
  return (
    lines.some((line) => /^ {0,3}(?:`{3,}|~{3,})\s*\{(?:code|raw)-cell\}/.test(line)) &&
    blocksOf(lines).some((token) => token.level === 0 && isCell(token) && token.info.startsWith('{code'))
  )
}

function isCell(token: Token): boolean {
  if (token.type !== 'fence' || token.level > 0) return false
  const [, kind, language = ''] = DIRECTIVE.exec(token.info.trim()) ?? []
  return kind === 'raw' || (kind === 'code' && (language === '' || isPython(language)))
}

function lay(lines: readonly string[]): Layout {
  const pieces: Piece[] = []
  let start = frontMatterEnd(lines)
  const metadata = start > 0 ? readYaml(lines.slice(1, start - 1).join('\n')) : {}
  if (metadata === null) {
    const source = lines.slice(0, start).join('\n')
    pieces.push({ cell_type: 'raw', source, metadata: {}, from: 0, to: start })
  }
  let ofNext: JsonObject = {}
  function prose(from: number, to: number): void {
    const [first, last] = withoutBlankEnds(lines, from, to)
    const source = lines.slice(first, last).join('\n')
    if (first < last) pieces.push({ cell_type: 'markdown', source, metadata: ofNext, from: first, to: last })
    ofNext = {}
  }
  const head = metadata === null ? 0 : start
  for (const token of blocksOf(
    lines.map((line, i) => (i < start ? '' : line)),
    true
  )) {
    const isBreak = token.type === 'block_break' && token.level === 0
    if (!isBreak && !isCell(token)) continue
    const [from, to] = placeOf(token)
    prose(start, from)
    if (isBreak) ofNext = readYaml(token.content) ?? {}
    else pieces.push(cellOf(token, lines))
    start = to
  }
  prose(start, lines.length)
  return { head, metadata: metadata ?? {}, pieces: withOpenEnd(pieces) }
}

function cellOf(fence: Token, lines: readonly string[]): Piece {
  const [, kind, language = ''] = DIRECTIVE.exec(fence.info.trim()) ?? []
  const [from, to] = placeOf(fence)
  const content = fence.content.replace(/\n$/, '').split('\n')
  const end = optionsEnd(content)
  const options = content.slice(0, end).map((line) => line.trimStart().replace(/^:/, ''))
  const metadata = readYaml((content[0]?.startsWith('---') ? content.slice(1, end - 1) : options).join('\n'))
  // What cannot be read is not lost: it stays where it is, above the code.
  const optionLines = metadata === null ? 0 : end
  const hasSpace = content.length > optionLines + 1 && isBlank(content[optionLines] ?? '')
  const start = optionLines + (hasSpace ? 1 : 0)
  const source = content.slice(start).join('\n')
  const place = {
    from,
    to,
    isOpen: isUnclosed(fence, lines),
    style: language,
    opening: content.slice(0, start)
  }
  return { cell_type: kind === 'raw' ? 'raw' : 'code', source, metadata: metadata ?? {}, ...place }
}

/** The line after a directive's options: YAML between dashes, or `:name: value` lines. */
function optionsEnd(content: readonly string[]): number {
  if (content[0]?.startsWith('---')) {
    const end = content.findIndex((line, i) => i > 0 && line.startsWith('---'))
    return end < 0 ? 0 : end + 1
  }
  const end = content.findIndex((line) => !/^\s*:[^:\s]+:(?:\s|$)/.test(line))
  return end < 0 ? content.length : end
}

function head(metadata: JsonObject, cells: readonly Said[]): readonly string[] {
  if (cells[0]?.cell_type === 'raw' && frontMatterEnd(cells[0].source.split('\n')) > 0) return []
  const { jupytext, ...others } = headOf(metadata)
  const about = { extension: '.md', format_name: 'myst', format_version: '0.13' }
  const own = { ...(isObject(jupytext) && jupytext), text_representation: about }
  const isSaid = saysMyst(metadata)
  const first = isSaid ? (jupytext === undefined ? {} : { jupytext }) : { jupytext: own }
  return ['---', ...yamlLines({ ...first, ...others }), '---']
}

function lead(before: Said | null, cell: Said, hasHead: boolean): readonly string[] {
  const space = before === null && !hasHead ? [] : ['']
  if (cell.cell_type !== 'markdown') return space
  const hasMetadata = Object.keys(cell.metadata).length > 0
  if (!hasMetadata && before?.cell_type !== 'markdown') return space
  return [...space, hasMetadata ? `+++ ${jsonLine(cell.metadata)}` : '+++', '']
}

function body(cell: Said, was: Piece | undefined): readonly string[] {
  const { source, metadata } = cell
  const lines = source.split('\n')
  if (cell.cell_type === 'markdown') return [...lines, ...endingFor(source)]
  if (cell.cell_type === 'raw' && frontMatterEnd(lines) > 0) return lines
  const isAsItWas = was?.cell_type === cell.cell_type && isEqual(was.metadata, metadata)
  const kept = isAsItWas && (was.opening?.length ?? 0) > 0 && source !== '' ? was.opening : undefined
  const opening = kept ?? openingOf(cell)
  const fence = fenceAround(source)
  const language = cell.cell_type === 'code' ? (was?.style ?? 'ipython3') : ''
  const info = `{${cell.cell_type}-cell} ${language}`.trimEnd()
  return [fence + info, ...opening, ...(source === '' ? [] : lines), fence]
}

/** A directive's options, and the blank line between them and what could be taken for more of them. */
function openingOf({ source, metadata }: Said): readonly string[] {
  const members = yamlMembers(metadata)
  const areWords = members.every((member) => /^[a-z]/i.test(member))
  const options = areWords ? members.map((member) => `:${member}`) : ['---', ...members, '---']
  const needsSpace = options.length > 0 || /^(?:---|\s*:|\s*\n)/.test(source)
  return needsSpace && source !== '' ? [...options, ''] : options
}
