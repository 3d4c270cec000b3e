/**
 * Leaves `$formula$` and `$$formula$$` as they were typed: without this, underscores and backslashes in them would be
 * taken for Markdown. Dollars before a space, or before a digit at the end, are money ("costs $5 and $6").
 */
import type { MarkdownIt } from 'markdown-it'

const FORMULA = /\$\$[^$]+\$\$|\$(?!\s)[^$\n]*[^$\s\\]\$(?!\d)/y

export function mathAsIs(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('escape', 'math', (state, silent) => {
    if (state.src[state.pos] !== '$') return false
    FORMULA.lastIndex = state.pos
    const formula = FORMULA.exec(state.src)?.[0]
    if (formula === undefined || state.pos + formula.length > state.posMax) return false
    if (!silent) state.push('text', '', 0).content = formula
    state.pos += formula.length
    return true
  })
}
