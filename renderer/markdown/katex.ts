/** KaTeX with its styles: a part of its own, so that pages without formulas do without it. */
import 'katex/dist/katex.min.css'

export { default as katex } from 'katex'
