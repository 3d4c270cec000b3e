/** Where a name in a cell was given its meaning, in whichever cell of the notebook. Pure. */
import type { CellId } from '../../common/brands'
import type { CellCode } from '../state/notebook'
import { type Binding, type Bindings, bindingsIn, type NameAt } from './bindings'
import { masked } from '../../common/python/shorthand'

/** A stretch of a cell's text, in UTF-16 units. */
export interface Definition {
  readonly cell: CellId
  readonly from: number
  readonly to: number
}

/**
 * The definition of the name at a place of a cell's text: the last one before it, else the nearest above, else one below.
 * Null where the notebook has none, or where no name stands.
 */
export function definitionOf(cells: readonly CellCode[], cell: CellId, place: number): Definition | null {
  const at = cells.findIndex(({ id }) => id === cell)
  const own = cells[at]
  if (own === undefined) return null
  const here = bindingsIn(masked(own.source).code)
  const name = here.nameAt(place)
  if (name === null) return null
  const found = name.of === null ? inScopes(here, name.name, place) : null
  if (found !== null) return { cell, from: found.from, to: found.to }

  const matches =
    name.of === null ? (each: Binding) => isAtTop(each, name) : attributeMatcher(here, name, place)
  for (const index of inOrder(cells.length, at)) {
    const each = cells[index]
    if (each === undefined || !each.source.includes(name.name)) continue
    const fitting = (index === at ? here : bindingsIn(masked(each.source).code)).all.filter(matches)
    const before = index === at ? fitting.filter(({ from }) => from <= place) : fitting
    const best = (before.length > 0 ? before : fitting).at(index <= at ? -1 : 0)
    if (best !== undefined) return { cell: each.id, from: best.from, to: best.to }
  }
  return null
}

function isAtTop({ name, scope }: Binding, sought: NameAt): boolean {
  return scope.kind === 'top' && name === sought.name
}

/** In the functions around the place. A class's own names are known in its own lines, not in its methods. */
function inScopes(bindings: Bindings, name: string, place: number): Binding | null {
  for (const [number, scope] of bindings.scopesAt(place).entries()) {
    if (scope.kind === 'top' || (scope.kind === 'class' && number > 0)) continue
    const fitting = bindings.all.filter(
      (each) => each.scope === scope && each.name === name && !each.isAttribute
    )
    const best = fitting.findLast(({ from }) => from <= place) ?? fitting[0]
    if (best !== undefined) return best
  }
  return null
}

/** Methods and what is set on `self`; where the class is known, its own alone. */
function attributeMatcher(
  bindings: Bindings,
  { name, of }: NameAt,
  place: number
): (each: Binding) => boolean {
  const isOwn = of === 'self' || of === 'cls'
  const around = isOwn ? bindings.scopesAt(place).find(({ kind }) => kind === 'class')?.name : undefined
  return (each) =>
    each.scope.kind === 'class' && each.name === name && (around === undefined || each.scope.name === around)
}

/** The own cell, those above from the nearest, those below. */
function inOrder(count: number, at: number): number[] {
  const above = Array.from({ length: at }, (_, i) => at - 1 - i)
  const below = Array.from({ length: count - at - 1 }, (_, i) => at + 1 + i)
  return [at, ...above, ...below]
}
