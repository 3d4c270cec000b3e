/** Lines of terminal text as nodes of the page. Colours are set as properties: nothing here is parsed as HTML. */
import { type Span as TextSpan } from './ansiLines'
import { looksOf } from './ansiLooks'
import { PLAIN, sameStyle } from './ansiStyle'

/** The nodes of some lines, each ended by a newline; neighbouring plain text is one node, however many lines it is. */
export function nodesOf(lines: readonly (readonly TextSpan[])[]): DocumentFragment {
  const fragment = document.createDocumentFragment()
  let plain = ''
  const flush = (): void => {
    if (plain !== '') fragment.append(plain)
    plain = ''
  }
  for (const line of lines) {
    for (const span of line) {
      if (!span.stderr && sameStyle(span.style, PLAIN)) plain += span.text
      else {
        flush()
        fragment.append(elementOf(span))
      }
    }
    plain += '\n'
  }
  flush()
  return fragment
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
