/**
 * A notebook as Markdown to be read: behind each code cell what it printed and showed, and the monitors of its kept runs, as
 * pictures in files beside the text; so are the pictures that its prose shows. Pure.
 */
import type { Language } from '../ipc'
import { isObject } from '../json'
import type { CodeCell, MarkdownCell, Notebook, Output, RawCell } from '../notebook'
import { plainText } from '../plainText'
import { traceWords } from '../trace/words'
import { decoded, encoded } from '../markdown/names'
import { withoutMonitors } from './monitorOutputs'
import { monitorsOf } from './monitors'
import type { PictureAddresses } from './namedPictures'

/** A file beside the text. */
export interface FileBeside {
  readonly name: string
  readonly data: string
  readonly encoding: 'utf8' | 'base64'
}

export interface MarkdownText {
  readonly text: string
  readonly files: readonly FileBeside[]
}

const ENDINGS: Readonly<Record<string, string>> = {
  'image/svg+xml': 'svg',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp'
}

/**
 * @param folder the name of the files' folder, beside the text
 * @param pictures those that prose names by where they are; others stay named as they are
 */
export function markdownText(
  notebook: Notebook,
  folder: string,
  language: Language,
  pictures: PictureAddresses = new Map()
): MarkdownText {
  const files: FileBeside[] = []
  const blocks = withoutMonitors(notebook).cells.flatMap((cell, i): string[] => {
    const number = i + 1
    if (cell.cell_type === 'code')
      return [...fence(cell.source, 'python'), ...partsOf(cell, number, folder, language, files)]
    // What stands first may be front matter; elsewhere nobody knows what raw text is.
    if (cell.cell_type === 'raw' && i > 0) return fence(cell.source, 'text')
    return [withPictures(proseOf(cell, number, folder, files), pictures, number, folder, files)]
  })
  const said = blocks.map((block) => block.replace(/^\n+|\s+$/g, '')).filter((block) => block !== '')
  return { text: `${said.join('\n\n')}\n`, files }
}

/** Pictures that the cell brings along become files. */
function proseOf(
  { source, attachments = {} }: MarkdownCell | RawCell,
  number: number,
  folder: string,
  files: FileBeside[]
): string {
  let text = source
  // The longest names first: one may begin like another.
  const byLength = Object.entries(attachments).sort(([a], [b]) => b.length - a.length)
  for (const [name, bundle] of byLength) {
    const [type = '', data] = Object.entries(isObject(bundle) ? bundle : {})[0] ?? []
    const ending = ENDINGS[type]
    if (ending === undefined || typeof data !== 'string') continue
    const link = kept(files, number, folder, ending, data)
    for (const said of new Set([encoded(name), encodeURIComponent(name), encodeURI(name), name]))
      text = text.replaceAll(`attachment:${said}`, link)
  }
  return text
}

/** Pictures that lie beside the notebook become files beside the text, which may be elsewhere. */
function withPictures(
  source: string,
  pictures: PictureAddresses,
  number: number,
  folder: string,
  files: FileBeside[]
): string {
  let text = source
  for (const [name, address] of pictures) {
    const [, type = '', data] = /^data:([^;]+);base64,(.*)$/s.exec(address) ?? []
    const ending = ENDINGS[type]
    const places = placesOf(name, text)
    if (ending === undefined || data === undefined || places === null) continue
    const link = kept(files, number, folder, ending, data, 'base64')
    text = text.replace(places, (_all, before: string) => before + link)
  }
  return text
}

/** Where a text names a picture: in `![…](name)`, `[…]: name` or `<img src="name">`; null where it does not. */
function placesOf(name: string, text: string): RegExp | null {
  // A parser gives names in percent-encoding, whoever wrote them without.
  const names = [...new Set([name, decoded(name)])].map((each) => each.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const places = new RegExp(
    `(\\]\\(\\s*<?|^ {0,3}\\[[^\\]\\n]+\\]:\\s*<?|\\bsrc\\s*=\\s*["']?)(?:${names.join('|')})(?=[\\s)>"']|$)`,
    'gm'
  )
  return places.test(text) ? places : null
}

function partsOf(
  cell: CodeCell,
  number: number,
  folder: string,
  language: Language,
  files: FileBeside[]
): string[] {
  const picture: Picture = (ending, data, alternative) => {
    const words = alternative.replace(/\s+/g, ' ').replace(/[\\[\]]/g, '\\$&')
    return `![${words}](${kept(files, number, folder, ending, data)})`
  }
  const outputs = cell.outputs.flatMap((output) => partOf(output, picture))
  const { title } = traceWords[language].picture
  const monitors = monitorsOf(cell, language).map(({ svg, text }) => picture('svg', svg, `${title}: ${text}`))
  return [...outputs, ...monitors]
}
type Picture = (ending: string, data: string, alternative: string) => string

/** Keeps a file of a cell; answers its address as Markdown has it. */
function kept(
  files: FileBeside[],
  cell: number,
  folder: string,
  ending: string,
  data: string,
  encoding: FileBeside['encoding'] = ending === 'svg' ? 'utf8' : 'base64'
): string {
  const name = `cell-${String(cell)}-${String(files.length + 1)}.${ending}`
  files.push({ name, data, encoding })
  return `${encoded(folder)}/${name}`
}

function partOf(output: Output, picture: Picture): string[] {
  switch (output.output_type) {
    case 'stream':
      return fence(plainText(output.text), 'text')
    case 'error':
      return fence(plainText(output.traceback.join('\n')) || `${output.ename}: ${output.evalue}`, 'text')
    case 'unknown':
      return []
    default: {
      const text = (type: string): string | undefined => {
        const value = output.data[type]
        return typeof value === 'string' ? value : undefined
      }
      const markdown = text('text/markdown') ?? text('text/latex')
      if (markdown !== undefined) return [markdown.trim()]
      for (const [type, ending] of Object.entries(ENDINGS)) {
        const data = text(type)
        if (data !== undefined) return [picture(ending, data, text('text/plain') ?? '')]
      }
      return fence(plainText(text('text/plain') ?? ''), 'text')
    }
  }
}

/** A fence longer than any that the text itself holds; none where there is nothing. */
function fence(text: string, info: string): string[] {
  const shown = text.replace(/\n+$/, '')
  if (shown.trim() === '') return []
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map((match) => match[0].length))
  const marks = '`'.repeat(longest + 1)
  return [`${marks}${info}\n${shown}\n${marks}`]
}
