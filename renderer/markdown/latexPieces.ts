/** LaTeX as programs show it (SymPy, IPython's `Latex`): what of it is text and what formulas. Pure. */
import { formulaAt } from '../../common/markdown/formulas'

export type LatexPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'formula'; readonly text: string; readonly isDisplayed: boolean }

export function latexPieces(source: string): LatexPiece[] {
  const pieces: LatexPiece[] = []
  let done = 0
  for (let at = 0; at < source.length;) {
    const formula = source[at] === '$' || source[at] === '\\' ? formulaAt(source, at) : null
    if (formula === null) {
      at += 1
      continue
    }
    if (at > done) pieces.push({ kind: 'text', text: source.slice(done, at) })
    pieces.push({ kind: 'formula', text: formula.tex, isDisplayed: formula.isDisplayed })
    at = done = formula.end
  }
  // No marks at all: the whole is a formula.
  if (pieces.length === 0) return [{ kind: 'formula', text: source.trim(), isDisplayed: true }]
  if (source.slice(done).trim() !== '') pieces.push({ kind: 'text', text: source.slice(done) })
  return pieces
}
