/** A name's description as nodes of the page. All of it is text: nothing that a program says is parsed as HTML. */
import type { EditorText } from '../i18n/editor.en'
import { type Description, type Parameter, summaryOf } from './description'

export interface HelpLook {
  /** All of the documentation, not just what it begins with. */
  readonly isWhole: boolean
  /** The parameter that is being written: bold. */
  readonly parameter?: Parameter | undefined
  readonly text: EditorText
}

export function helpNodes(
  description: Description,
  { isWhole, parameter, text }: HelpLook
): DocumentFragment {
  const fragment = document.createDocumentFragment()
  if (description.call !== '') fragment.append(callElement(description.call, parameter))
  // What a function's type is called helps nobody who sees how it is called.
  const facts = description.facts.filter(
    ([name]) => (isWhole || name !== 'File') && (description.call === '' || name !== 'Type')
  )
  for (const [name, value] of facts) {
    const line = element('div', 'help-fact')
    const said = name === 'Size' ? text.size(value) : value
    line.append(element('span', 'help-fact-name', text.facts[name]), element('span', 'help-value', said))
    fragment.append(line)
  }
  const words = isWhole ? description.documentation : wordsAtFirst(description)
  if (words !== '') fragment.append(element('div', 'help-words', words))
  return fragment
}

/** A value speaks for itself: what its class says of all its values comes with the whole. */
function wordsAtFirst(description: Description): string {
  return description.facts.some(([name]) => name === 'Value') ? '' : summaryOf(description)
}

/** Whether there is more to see than the short form shows. */
export function hasMore(description: Description): boolean {
  return (
    description.documentation !== wordsAtFirst(description) ||
    description.facts.some(([name]) => name === 'File')
  )
}

function callElement(call: string, parameter: Parameter | undefined): HTMLElement {
  const line = element('div', 'help-call')
  if (parameter === undefined) line.textContent = call
  else {
    line.append(
      call.slice(0, parameter.from),
      element('strong', 'help-parameter', call.slice(parameter.from, parameter.to)),
      call.slice(parameter.to)
    )
  }
  return line
}

export function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag)
  made.className = className
  if (text !== '') made.textContent = text
  return made
}
