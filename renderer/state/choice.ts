/** Which cells are chosen: one, or a row of neighbours. Pure. Cells that a folded heading hides go where it goes. */
import type { CellId } from '../../common/brands'
import { remembered } from '../../common/remembered'
import { mustHave, only, withCells, type NotebookState } from './notebook'
import { without } from './metadata'
import { FOLDED, headingsOver, hiddenCells, isFolded, sectionOf, visibleCells } from './sections'

/** Chooses this cell alone; what hides it is unfolded. */
export function select(state: NotebookState, id: CellId | null, mode: NotebookState['mode']): NotebookState {
  if (state.selected === id && state.anchor === id && state.mode === mode) return state
  return { ...shown(state, id), ...only(id), mode }
}

/** Chooses all cells from the anchor to this one. */
export function extendTo(state: NotebookState, id: CellId): NotebookState {
  if (state.selected === id && state.mode === 'command') return state
  return { ...shown(state, id), selected: id, anchor: state.anchor ?? id, mode: 'command' }
}

export function chooseAll(state: NotebookState): NotebookState {
  const [first, last] = [state.order[0], state.order.at(-1)]
  if (first === undefined || last === undefined) return state
  return { ...state, anchor: first, selected: last, mode: 'command' }
}

/** The chosen cells in their order, and with a folded heading all that it hides. */
export function chosenCells(state: NotebookState): readonly CellId[] {
  const { order, selected, anchor } = state
  if (selected === null) return []
  const [at, from] = [order.indexOf(selected), order.indexOf(anchor ?? selected)]
  const row = from < 0 ? [selected] : order.slice(Math.min(at, from), Math.max(at, from) + 1)
  const folded = row.filter((id) => isFolded(mustHave(state, id)))
  if (folded.length === 0) return row
  const all = new Set([...row, ...folded.flatMap((id) => sectionOf(state, id))])
  return order.filter((id) => all.has(id))
}

const chosenSet = remembered((state: NotebookState): ReadonlySet<CellId> => new Set(chosenCells(state)))

/** Whether a cell is among several that are chosen. */
export function isAmongChosen(state: NotebookState, id: CellId): boolean {
  return state.anchor !== state.selected && chosenSet(state).has(id)
}

/** The visible cell so many places after this one (before it when negative), if there is one. */
export function neighbour(state: NotebookState, id: CellId, by: number): CellId | null {
  const visible = visibleCells(state)
  const place = visible.indexOf(id)
  return place < 0 ? null : (visible[place + by] ?? null)
}

/** The state with all folded headings above this cell unfolded: nobody works in a cell that cannot be seen. */
function shown(state: NotebookState, id: CellId | null): NotebookState {
  if (id === null || !hiddenCells(state).has(id)) return state
  const unfolded = headingsOver(state, id).map((heading) => {
    return { id: heading, metadata: without(mustHave(state, heading).metadata, FOLDED) }
  })
  return withCells(state, unfolded)
}
