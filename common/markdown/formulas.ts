/**
 * Formulas in Markdown, as Jupyter's users write them: `$…$`, `$$…$$`, `\\(…\\)`, `\\[…\\]` and bare environments such as
 * `\begin{align}…\end{align}`. They are taken out of the text before Markdown sees their underscores and backslashes, and
 * become elements that hold their TeX, for `drawFormulas.ts` to draw. A dollar before a space, or before a digit at the
 * end, is money ("costs $5 and $6").
 */
import type { MarkdownIt } from 'markdown-it'

/** The environments that MathJax takes without dollars, as far as KaTeX knows them. */
const ENVIRONMENT = /\\begin\{((?:equation|align|alignat|gather|multline|CD)\*?)\}[^]*?\\end\{\1\}/y

interface Form {
  readonly pattern: RegExp
  readonly isDisplayed: boolean
}

/** The first group is the TeX; an environment is its own. */
const FORMS: readonly Form[] = [
  { pattern: /\$\$((?:[^$\\]|\\[^])+)\$\$/y, isDisplayed: true },
  { pattern: /\$((?!\s)(?:[^$\n\\]|\\.)*(?:[^$\s\\]|\\.))\$(?!\d)/y, isDisplayed: false },
  { pattern: /\\\\\[([^]+?)\\\\\]/y, isDisplayed: true },
  { pattern: /\\\\\(([^]+?)\\\\\)/y, isDisplayed: false }
]

export interface Formula {
  readonly tex: string
  readonly isDisplayed: boolean
  /** Where it ends in the text. */
  readonly end: number
}

/** The formula that begins at this place of a text; null when none does. */
export function formulaAt(text: string, from: number): Formula | null {
  ENVIRONMENT.lastIndex = from
  const environment = ENVIRONMENT.exec(text)
  if (environment !== null) return { tex: environment[0], isDisplayed: true, end: ENVIRONMENT.lastIndex }
  for (const { pattern, isDisplayed } of FORMS) {
    pattern.lastIndex = from
    const tex = pattern.exec(text)?.[1]
    if (tex !== undefined) return { tex: tex.trim(), isDisplayed, end: pattern.lastIndex }
  }
  return null
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
