/** Lines of terminal text as nodes of the page. Colours are set as properties: nothing here is parsed as HTML. */
import { type Span as TextSpan } from './ansiLines'
import { looksOf } from './ansiLooks'
import { PLAIN, sameStyle } from './ansiStyle'

/**
 * Characters of a line that are drawn until the user asks for the rest. A browser lays out a line as a whole: a megabyte
 * without a line break takes it seconds, each time that anything around it changes.
 */
const LONGEST_LINE = 10_000

/** What the button says that shows the rest of a line with so many characters. */
export type LongLine = (characters: number) => string

/** The nodes of some lines, each ended by a newline; neighbouring plain text is one node, however many lines it is. */
export function nodesOf(lines: readonly (readonly TextSpan[])[], longLine: LongLine): DocumentFragment {
  const fragment = document.createDocumentFragment()
  let plain = ''
  const flush = (): void => {
    if (plain !== '') fragment.append(plain)
    plain = ''
  }
  for (const line of lines) {
    const [shown, rest] = cutAt(line, LONGEST_LINE)
    for (const span of shown) {
      if (isPlain(span)) plain += span.text
      else {
        flush()
        fragment.append(elementOf(span))
      }
    }
    if (rest.length > 0) {
      flush()
      fragment.append(restButton(rest, longLine(lengthOf(line))))
    }
    plain += '\n'
  }
  flush()
  return fragment
}

function isPlain({ stderr, style }: TextSpan): boolean {
  return !stderr && sameStyle(style, PLAIN)
}

function lengthOf(line: readonly TextSpan[]): number {
  return line.reduce((sum, { text }) => sum + text.length, 0)
}

/** The spans before about that column, and those behind it; a character that needs two units stays whole. */
function cutAt(line: readonly TextSpan[], column: number): [readonly TextSpan[], readonly TextSpan[]] {
  let before = 0
  for (const [i, span] of line.entries()) {
    const at = column - before
    before += span.text.length
    if (before <= column) continue
    const isInside = /[\ud800-\udbff]/.test(span.text[at - 1] ?? '')
    const place = isInside ? at - 1 : at
    const part = (text: string): TextSpan[] => (text === '' ? [] : [{ ...span, text }])
    return [
      [...line.slice(0, i), ...part(span.text.slice(0, place))],
      [...part(span.text.slice(place)), ...line.slice(i + 1)]
    ]
  }
  return [line, []]
}

/** Gives its place to what it stands for. */
function restButton(rest: readonly TextSpan[], words: string): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'line-rest'
  // Drawn by the style sheet, so that no selection copies it.
  button.dataset.words = words
  button.ariaLabel = words
  button.onclick = () =>
    button.replaceWith(...rest.map((span) => (isPlain(span) ? span.text : elementOf(span))))
  return button
}

function elementOf({ text, style, stderr }: TextSpan): HTMLElement {
  const element = document.createElement('span')
  element.textContent = text
  const { classes, colour, background } = looksOf(style)
  element.className = [...classes, ...(stderr ? ['stderr'] : [])].join(' ')
  if (colour !== null) element.style.color = colour
  if (background !== null) element.style.backgroundColor = background
  return element
}
