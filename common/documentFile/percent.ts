/**
 * Python scripts whose cells begin with `# %%`, as Spyder, VS Code and PyCharm know them, with Jupytext's words for what
 * kind of cell it is and for its metadata: `# %% Title [markdown] key="value"` (jupytext.readthedocs.io, "Notebooks as
 * code"). Prose is comments or one string in three quotes. A script without a mark is one cell.
 */
import { isObject } from '../json'
import type { CellType, JsonObject } from '../notebook'
import { isEqual } from '../notebookFile/equal'
import { readOptions, writeOptions } from './cellOptions'
import { frontMatterEnd, readYaml, yamlLines } from './frontMatter'
import type { Layout, Piece, Said, TextFormat } from './layout'
import { headOf } from './layout'
import { areInString, withMagicsHidden, withMagicsShown } from './pythonLines'
import { isBlank, withoutBlankEnds } from './textLines'

const MARK = /^\s*#\s*%%(%*)(?:\s(.*))?$/
/** What Spyder and `nbconvert --to script` wrote before. */
const OLD_MARK = /^\s*#\s*(?:<codecell>|In ?\[[\d ]*\]:?)\s*$/
const TYPE = /\[(markdown|md|raw)\]/

export const percent: TextFormat = {
  lay,
  head,
  lead: (before, _cell, hasHead) => (before === null && !hasHead ? [] : ['']),
  body(cell, was) {
    const isAsItWas = was?.cell_type === cell.cell_type && isEqual(was.metadata, cell.metadata)
    const opening = isAsItWas ? was.opening : undefined
    return [...(opening ?? [markLine(cell)]), ...content(cell, was)]
  }
}

function lay(lines: readonly string[]): Layout {
  const { end, metadata } = readHead(lines)
  const inside = areInString(lines)
  const marks: number[] = []
  for (let i = end; i < lines.length; i++)
    if (!inside[i] && (MARK.test(lines[i] ?? '') || OLD_MARK.test(lines[i] ?? ''))) marks.push(i)
  const isNotebook = marks.length > 0 || end > 0
  const pieces: Piece[] = []
  const [first, last] = withoutBlankEnds(lines, end, marks[0] ?? lines.length)
  if (first < last) {
    const source = (isNotebook ? withMagicsShown(lines.slice(first, last)) : lines.slice(first, last)).join(
      '\n'
    )
    pieces.push({ cell_type: 'code', source, metadata: {}, from: first, to: last, opening: [] })
  }
  for (const [i, at] of marks.entries()) pieces.push(cellAt(lines, at, marks[i + 1] ?? lines.length))
  return { head: end, metadata, pieces }
}

function cellAt(lines: readonly string[], at: number, next: number): Piece {
  const { cell_type, metadata } = readMark(lines[at] ?? '')
  const [first, last] = withoutBlankEnds(lines, at + 1, next)
  const place = { from: at, to: Math.max(last, at + 1), opening: lines.slice(at, at + 1) }
  const body = lines.slice(first, last)
  if (cell_type === 'code') return { cell_type, source: withMagicsShown(body).join('\n'), metadata, ...place }
  const quoted = unquoted(body)
  if (quoted !== null) return { cell_type, source: quoted.source, metadata, ...place, style: quoted.quotes }
  return { cell_type, source: body.map(uncommented).join('\n'), metadata, ...place }
}

/** What stands after `# %%`: a title, the type of the cell, options; Spyder's deeper cells have more percent signs. */
function readMark(line: string): { cell_type: CellType; metadata: JsonObject } {
  const [, deeper = '', rest = ''] = MARK.exec(line) ?? []
  const at = optionsStart(rest)
  const words = rest.slice(0, at)
  const [type = '', name = ''] = TYPE.exec(words) ?? []
  const title = words.replace(type, ' ').replace(/\s+/g, ' ').trim()
  const metadata: JsonObject = {
    ...(title !== '' && { title }),
    ...(deeper !== '' && { cell_depth: deeper.length }),
    ...(name === 'md' && { region_name: name }),
    ...readOptions(rest.slice(at))
  }
  return { cell_type: name === '' ? 'code' : name === 'raw' ? 'raw' : 'markdown', metadata }
}

/** Where the options begin: with the first key before an equals sign, or the first brace. */
function optionsStart(rest: string): number {
  const key = /(?:^|\s)[\w.-]+=/.exec(rest)?.index ?? rest.length
  const brace = rest.indexOf('{')
  return brace >= 0 && brace < key ? brace : key
}

function markLine({ cell_type, metadata }: Said): string {
  const { title, cell_depth: depth, region_name: region, ...others } = metadata
  const isDepth = typeof depth === 'number' && Number.isInteger(depth) && depth > 0 && depth < 10
  const isTitle =
    typeof title === 'string' && /^[^\s={}[\]%][^={}[\]\r\n\t]*$/.test(title) && !/ {2}|\s$/.test(title)
  const isMd = region === 'md' && cell_type === 'markdown'
  const options = {
    ...(!isTitle && title !== undefined && { title }),
    ...(!isDepth && depth !== undefined && { cell_depth: depth }),
    ...(!isMd && region !== undefined && { region_name: region }),
    ...others
  }
  const words = [
    `# %%${isDepth ? '%'.repeat(depth) : ''}`,
    isTitle ? title : '',
    cell_type === 'code' ? '' : isMd ? '[md]' : `[${cell_type}]`,
    writeOptions(options)
  ]
  return words.filter((word) => word !== '').join(' ')
}

function content(cell: Said, was: Piece | undefined): readonly string[] {
  if (cell.source === '') return []
  const lines = cell.source.split('\n')
  if (cell.cell_type === 'code') return withMagicsHidden(lines)
  const quotes = was?.cell_type === cell.cell_type ? was.style : undefined
  const isRaw = quotes?.startsWith('r') === true
  if (
    quotes !== undefined &&
    !cell.source.includes(quotes.slice(-3)) &&
    (isRaw || !cell.source.includes('\\'))
  )
    return [quotes, ...lines, quotes.slice(-3)]
  return lines.map((line) => (line === '' ? '#' : `# ${line}`))
}

/** Prose in a string of three quotes that is all there is. */
function unquoted(body: readonly string[]): { source: string; quotes: string } | null {
  const text = body.join('\n').trimEnd()
  const quotes = /^r?(?:"""|''')/i.exec(text)?.[0]
  if (quotes === undefined || text.length < quotes.length + 3) return null
  const end = quotes.slice(-3)
  const source = text.slice(quotes.length, -3)
  if (!text.endsWith(end) || source.includes(end)) return null
  return { source: source.replace(/^\n|\n$/g, ''), quotes }
}

function uncommented(line: string): string {
  return line.replace(/^\s*# ?/, '')
}

/** Jupytext's head: the script's own first lines, and YAML in comments, where `jupyter` holds the notebook's metadata. */
function readHead(lines: readonly string[]): { end: number; metadata: JsonObject } {
  let start = 0
  const own: Record<string, string> = {}
  if (lines[0]?.startsWith('#!')) own.executable = lines[start++]?.slice(2) ?? ''
  if (/^[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+/.test(lines[start] ?? '')) own.encoding = lines[start++] ?? ''
  const comments = lines.slice(start, lines.findIndex((line, i) => i >= start && !line.startsWith('#')) >>> 0)
  const yaml = comments.map((line) => line.replace(/^# ?/, ''))
  const end = frontMatterEnd(yaml)
  const read = end > 0 ? readYaml(yaml.slice(1, end - 1).join('\n')) : {}
  if (read === null) return { end: 0, metadata: {} }
  const { jupyter, ...others } = read
  const metadata = isObject(jupyter) ? jupyter : {}
  const about = isObject(metadata.jupytext) ? metadata.jupytext : {}
  const rest = { ...(Object.keys(others).length > 0 && { root_level_metadata: others }), ...own }
  const isSaid = Object.keys(rest).length > 0
  return {
    end: end > 0 || isSaid ? start + end : 0,
    metadata: isSaid ? { ...metadata, jupytext: { ...about, ...rest } } : metadata
  }
}

function head(metadata: JsonObject): readonly string[] {
  const { jupytext, ...others } = headOf(metadata)
  const { root_level_metadata: root, executable, encoding, ...about } = isObject(jupytext) ? jupytext : {}
  const representation = { extension: '.py', format_name: 'percent', format_version: '1.3' }
  const jupyter = { jupytext: { ...about, text_representation: representation }, ...others }
  const yaml = ['---', ...yamlLines({ ...(isObject(root) && root), jupyter }), '---']
  const own = [
    typeof executable === 'string' ? `#!${executable}` : '',
    typeof encoding === 'string' ? encoding : ''
  ]
  return [
    ...own.filter((line) => !isBlank(line) && !/[\r\n]/.test(line)),
    ...yaml.map((line) => (line === '' ? '#' : `# ${line}`))
  ]
}
