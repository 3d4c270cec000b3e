/**
 * Formulas in Markdown, as Jupyter's users write them: `$…$`, `$$…$$`, `\\(…\\)`, `\\[…\\]` and bare environments such as
 * `\begin{align}…\end{align}`. They are taken out of the text before Markdown sees their underscores and backslashes, and
 * become elements that hold their TeX, for `drawFormulas.ts` to draw. A dollar before a space, or before a digit at the
 * end, is money ("costs $5 and $6").
 */
import type { MarkdownIt } from 'markdown-it'

/** The environments that MathJax takes without dollars, as far as KaTeX knows them. */
const BEGIN = /\\begin\{((?:equation|align|alignat|gather|multline|CD)\*?)\}/y

interface Form {
  readonly pattern: RegExp
  readonly isDisplayed: boolean
}

/** The first group is the TeX. */
const FORMS: readonly Form[] = [
  { pattern: /\$\$((?:[^$\\]|\\[^])+)\$\$/y, isDisplayed: true },
  { pattern: /\$((?!\s)(?:[^$\n\\]|\\.)*(?:[^$\s\\]|\\.))\$(?!\d)/y, isDisplayed: false }
]

/** Whatever stands between. */
const BRACKETS = [
  { open: '\\\\[', close: '\\\\]', isDisplayed: true },
  { open: '\\\\(', close: '\\\\)', isDisplayed: false }
]

export interface Formula {
  readonly tex: string
  readonly isDisplayed: boolean
  /** Where it ends in the text. */
  readonly end: number
}

/** The formula that begins at this place of a text; null when none does. */
export function formulaAt(text: string, from: number): Formula | null {
  BEGIN.lastIndex = from
  const name = BEGIN.exec(text)?.[1]
  if (name !== undefined) {
    const close = `\\end{${name}}`
    const at = placeOf(close, text, BEGIN.lastIndex)
    if (at >= 0)
      return { tex: text.slice(from, at + close.length), isDisplayed: true, end: at + close.length }
  }
  for (const { pattern, isDisplayed } of FORMS) {
    pattern.lastIndex = from
    const tex = pattern.exec(text)?.[1]
    if (tex !== undefined) return { tex: tex.trim(), isDisplayed, end: pattern.lastIndex }
  }
  for (const { open, close, isDisplayed } of BRACKETS) {
    if (!text.startsWith(open, from)) continue
    const begin = from + open.length
    const at = placeOf(close, text, begin + 1)
    if (at >= 0) return { tex: text.slice(begin, at).trim(), isDisplayed, end: at + close.length }
  }
  return null
}

/** The last places of signs in the text that was read last: where thousands are opened and none is closed, one search does. */
let seen = { text: '', last: new Map<string, number>() }

function placeOf(sign: string, text: string, from: number): number {
  if (seen.text !== text) seen = { text, last: new Map() }
  const last = seen.last.get(sign) ?? text.lastIndexOf(sign)
  seen.last.set(sign, last)
  return last < from ? -1 : text.indexOf(sign, from)
}

export function formulas(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('escape', 'formula', (state, silent) => {
    const formula = formulaAt(state.src, state.pos)
    if (formula === null || formula.end > state.posMax) return false
    if (!silent) {
      const token = state.push('formula', 'span', 0)
      token.content = formula.tex
      token.info = formula.isDisplayed ? ' displayed' : ''
    }
    state.pos = formula.end
    return true
  })

  // Displayed ones begin a block of their own: in a paragraph a line that begins with - or = would end them.
  markdown.block.ruler.before(
    'fence',
    'formula_block',
    (state, first, last, silent) => {
      const from = (state.bMarks[first] ?? 0) + (state.tShift[first] ?? 0)
      if ((state.sCount[first] ?? 0) - state.blkIndent >= 4) return false
      const formula = formulaAt(state.src, from)
      if (formula === null || !formula.isDisplayed) return false
      let next = first
      while (next < last && (state.eMarks[next] ?? 0) < formula.end) next += 1
      // Something else on its last line: it is part of a paragraph.
      if (next >= last || state.src.slice(formula.end, state.eMarks[next]).trim() !== '') return false
      if (/\n[ \t]*\n/.test(state.src.slice(from, formula.end))) return false
      if (silent) return true
      const token = state.push('formula', 'div', 0)
      token.content = formula.tex
      token.info = ' displayed'
      token.block = true
      state.line = next + 1
      return true
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] }
  )

  markdown.renderer.rules['formula'] = (tokens, index) => {
    const token = tokens[index]
    if (token === undefined) return ''
    const html = `<${token.tag} class="formula${token.info}">${markdown.utils.escapeHtml(token.content)}</${token.tag}>`
    return token.block ? `${html}\n` : html
  }
}
