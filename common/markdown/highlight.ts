/** Code as HTML with the same class names (`tok-keyword` …) that the editor uses. */
import { pythonLanguage } from '@codemirror/lang-python'
import type { Language } from '@codemirror/language'
import { classHighlighter, highlightCode } from '@lezer/highlight'
import { escapedHtml } from './escapedHtml'

const PYTHON = /^(?:i?python[0-9.]*|py[0-9]?|\{code-cell\}.*)$/i

/** Escaped HTML; languages other than Python stay plain until `fences.ts` has theirs. */
export function highlighted(code: string, language: string): string {
  return PYTHON.test(language) ? highlightedAs(pythonLanguage, code) : escapedHtml(code)
}

export function highlightedAs(language: Language, code: string): string {
  let html = ''
  highlightCode(
    code,
    language.parser.parse(code),
    classHighlighter,
    (text, classes) =>
      (html += classes === '' ? escapedHtml(text) : `<span class="${classes}">${escapedHtml(text)}</span>`),
    () => (html += '\n')
  )
  return html
}
