/** A cell's code laid out anew, its shorthand left as it was written. */
import { parser } from '@lezer/python'
import type { Ruff } from './ruff'
import { masked, withInstead } from '../../common/python/shorthand'

export type Laid =
  | { readonly kind: 'laid'; readonly source: string }
  /** It is no Python: the reason, in the formatter's English. */
  | { readonly kind: 'syntax'; readonly reason: string }
  /** It is a script of another program. */
  | { readonly kind: 'other' }

/** Nobody names a variable so. */
const nameOf = (number: number): string => `__gilscope_shorthand_${number}__`

export function laidOut(source: string, ruff: Ruff): Laid {
  const { shorthand, isPython } = masked(source)
  if (!isPython) return { kind: 'other' }
  if (source.trim() === '') return { kind: 'laid', source }
  try {
    const laid = ruff.format(withInstead(source, shorthand, (_, number) => nameOf(number))).trimEnd()
    const whole = shorthand.reduce(
      (text, { from, to }, number) => text.replace(nameOf(number), () => source.slice(from, to)),
      laid
    )
    return { kind: 'laid', source: hidesValue(source) ? withSemicolon(whole) : whole }
  } catch (problem) {
    return { kind: 'syntax', reason: problem instanceof Error ? problem.message : String(problem) }
  }
}

/** A semicolon behind the last statement hides the cell's value; to the formatter it says nothing. */
function hidesValue(source: string): boolean {
  const end = /;[ \t]*(?:#[^\n]*)?\s*$/.exec(source)
  return end !== null && parser.parse(source).resolve(end.index, 1).name === ';'
}

function withSemicolon(laid: string): string {
  const end = parser.parse(laid).topNode.lastChild
  if (end?.name !== 'Comment') return `${laid};`
  return `${laid.slice(0, end.from).trimEnd()};  ${laid.slice(end.from)}`
}
