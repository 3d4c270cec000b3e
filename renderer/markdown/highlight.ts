/** Python code as HTML with the same class names (`tok-keyword` …) that the editor uses. */
import { pythonLanguage } from '@codemirror/lang-python'
import { classHighlighter, highlightCode } from '@lezer/highlight'

const PYTHON = /^(?:i?python[0-9.]*|py[0-9]?|\{code-cell\}.*)$/i

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character)
}

/** Escaped HTML; languages other than Python stay plain. */
export function highlighted(code: string, language: string): string {
  if (!PYTHON.test(language)) return escaped(code)
  let html = ''
  highlightCode(
    code,
    pythonLanguage.parser.parse(code),
    classHighlighter,
    (text, classes) =>
      (html += classes === '' ? escaped(text) : `<span class="${classes}">${escaped(text)}</span>`),
    () => (html += '\n')
  )
  return html
}
