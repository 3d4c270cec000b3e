/** Lines of terminal text as nodes of the page. Colours are set as properties: nothing here is parsed as HTML. */
import { type Span as TextSpan } from './ansiLines'
import { cssColour, PLAIN, sameStyle, type Style } from './ansiStyle'

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
  if (stderr) element.classList.add('stderr')
  applyStyle(element, style)
  return element
}

function applyStyle(element: HTMLElement, style: Style): void {
  if (style.bold) element.classList.add('bold')
  if (style.dim) element.classList.add('dim')
  if (style.italic) element.classList.add('italic')
  if (style.underline) element.classList.add('underline')
  if (style.strike) element.classList.add('strike')
  const foreground = cssColour(style.foreground)
  const background = cssColour(style.background)
  if (style.inverse) {
    element.style.color = background ?? 'var(--bg-raised)'
    element.style.backgroundColor = foreground ?? 'var(--text)'
  } else {
    if (foreground !== null) element.style.color = foreground
    if (background !== null) element.style.backgroundColor = background
  }
}
