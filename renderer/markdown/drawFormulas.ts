/** Draws the formulas of rendered Markdown. KaTeX and its fonts come with the app, and are loaded with the first formula. */
import type { KatexOptions } from 'katex'

const FORMULA = '.formula:not(.drawn)'

/** em: what an author may ask for; more would lie over the cells around. */
const LARGEST = 40
/** Of the author's own macros: one that calls itself ends here. */
const MOST_EXPANSIONS = 1000

export async function drawFormulas(parent: Element): Promise<void> {
  if (parent.querySelector(FORMULA) === null) return
  const { katex } = await import('./katex')
  // What one formula of a cell defines, those below it know.
  const options: KatexOptions = {
    macros: {},
    globalGroup: true,
    throwOnError: false,
    errorColor: 'var(--danger)',
    strict: 'ignore',
    trust: false,
    maxSize: LARGEST,
    maxExpand: MOST_EXPANSIONS
  }
  for (const element of parent.querySelectorAll<HTMLElement>(FORMULA)) {
    const displayMode = element.classList.contains('displayed')
    katex.render(element.textContent, element, { ...options, displayMode })
    element.classList.add('drawn')
  }
}
