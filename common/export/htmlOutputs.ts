/** A cell's outputs as HTML for a page without scripts: the richest form of each that needs none. */
import { plainText } from '../plainText'
import type { MimeBundle, Output } from '../notebook'
import { escapedHtml } from '../markdown/escapedHtml'

/** Characters of one output: more is in the notebook. */
const MOST_TEXT = 100_000
const PICTURES = ['image/svg+xml', 'image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const

export interface OutputWords {
  readonly cut: (left: number) => string
  readonly html: string
  readonly cannotShow: (types: string) => string
}

/** @param markdown draws Markdown */
export function htmlOfOutput(
  output: Output,
  words: OutputWords,
  markdown: (source: string) => string
): string {
  switch (output.output_type) {
    case 'stream':
      return textBlock(output.text, `output ${output.name}`, words)
    case 'error': {
      const { traceback, ename, evalue } = output
      const text = traceback.length > 0 ? traceback.join('\n') : `${ename}: ${evalue}`
      return textBlock(text, 'output error', words)
    }
    case 'unknown':
      return `<p class="output quiet">${escapedHtml(words.cannotShow(String(output.json['output_type'])))}</p>\n`
    default:
      return htmlOfBundle(output.data, words, markdown)
  }
}

function htmlOfBundle(data: MimeBundle, words: OutputWords, markdown: (source: string) => string): string {
  const text = (type: string): string | undefined => {
    const value = data[type]
    return typeof value === 'string' ? value : undefined
  }
  const alternative = escapedHtml(text('text/plain') ?? '')
  const html = text('text/html')
  if (html !== undefined)
    return `<iframe class="output" sandbox title="${escapedHtml(words.html)}" style="height:${String(roomOf(html))}px" srcdoc="${escapedHtml(`${FRAME_STYLE}${html}`)}"></iframe>\n`
  const source = text('text/markdown')
  if (source !== undefined) return `<section class="output">${markdown(source)}</section>\n`
  for (const type of PICTURES) {
    const picture = text(type)
    if (picture !== undefined)
      return `<p class="output"><img src="${pictureAddress(type, picture)}" alt="${alternative}"></p>\n`
  }
  const formula = text('text/latex')
  if (formula !== undefined) return `<section class="output">${markdown(formula)}</section>\n`
  const plain = text('text/plain')
  if (plain !== undefined) return textBlock(plain, 'output', words)
  const json = data['application/json']
  if (json !== undefined) return textBlock(JSON.stringify(json, null, 2), 'output', words)
  return `<p class="output quiet">${escapedHtml(words.cannotShow(Object.keys(data).join(', ')))}</p>\n`
}

/** What the frame of an HTML output begins with: it does not know the page's style. */
const FRAME_STYLE =
  '<style>:root{color-scheme:light dark}body{margin:1px;font:13px/1.5 system-ui,sans-serif}table{border-collapse:collapse}th,td{padding:4px 12px;text-align:right}</style>'

/** px that HTML may need: nothing can ask its frame. */
function roomOf(html: string): number {
  const lines = html.match(/<(?:tr|p|br|li|h[1-6]|div|pre)\b|\n(?=[^<]*$)/gi)?.length ?? 0
  return Math.min(480, 48 + 30 * lines)
}

export function pictureAddress(type: string, data: string): string {
  if (type === 'image/svg+xml') return `data:image/svg+xml,${encodeURIComponent(data)}`
  return `data:${type};base64,${data.replace(/[^\w+/=]/g, '')}`
}

function textBlock(text: string, classes: string, words: OutputWords): string {
  const plain = plainText(text)
  const shown = plain.length > MOST_TEXT ? plain.slice(0, MOST_TEXT) : plain
  const rest = plain.length - shown.length
  const note = rest > 0 ? `<p class="output quiet">${escapedHtml(words.cut(rest))}</p>\n` : ''
  return `<pre class="${classes}">${escapedHtml(shown.replace(/\n+$/, ''))}</pre>\n${note}`
}
