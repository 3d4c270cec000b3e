/** The notebook's variables as a list shows them: filtered and sorted. Pure. */
import type { Variable } from '../../common/protocol'

export interface VariableOrder {
  readonly by: 'name' | 'type'
  readonly isDescending: boolean
}

/** By name as Python sorts names, capitals first; within one type by name too. */
const byName = (a: Variable, b: Variable): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
const byType = (a: Variable, b: Variable): number => a.type.localeCompare(b.type) || byName(a, b)

/** Those whose name or type has the text in it, whatever its case, in this order. */
export function shownVariables(
  variables: readonly Variable[],
  filter: string,
  { by, isDescending }: VariableOrder
): readonly Variable[] {
  const wanted = filter.trim().toLowerCase()
  const found =
    wanted === ''
      ? variables
      : variables.filter(({ name, type }) => `${name}\n${type}`.toLowerCase().includes(wanted))
  const sorted = found.toSorted(by === 'name' ? byName : byType)
  return isDescending ? sorted.reverse() : sorted
}

/** The order after a click on a column's head: that column, or the other way round when it was that already. */
export function orderedBy(order: VariableOrder, by: VariableOrder['by']): VariableOrder {
  return { by, isDescending: order.by === by && !order.isDescending }
}
