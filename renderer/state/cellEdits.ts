/** What is done to cells as a whole. Pure: each answers the next state, with one step to undo it, or the same state. */
import type { CellId } from '../../common/brands'
import type { CellType, JsonObject } from '../../common/notebook'
import { withNotes } from '../../common/notes'
import { withoutPins } from '../../common/pins'
import { objectIn, without } from './metadata'
import { mustHave, only, stepped, withCells, type NotebookState, type WrittenCell } from './notebook'
import { FOLDED, headingLevel, isFolded, sectionOf } from './sections'

/** Puts cells at a place counted from 0 and chooses them; the last one is selected. */
export function insert(state: NotebookState, cells: readonly WrittenCell[], place: number): NotebookState {
  const [first, last] = [cells[0], cells.at(-1)]
  if (first === undefined || last === undefined) return state
  return {
    ...stepped(state),
    order: state.order.toSpliced(place, 0, ...cells.map(({ id }) => id)),
    cells: new Map([...state.cells, ...cells.map((cell) => [cell.id, cell] as const)]),
    anchor: first.id,
    selected: last.id
  }
}

/** Takes cells out and selects the one that takes their place. */
export function remove(state: NotebookState, ids: readonly CellId[]): NotebookState {
  const gone = new Set(ids)
  const place = state.order.findIndex((id) => gone.has(id))
  if (place < 0) return state
  const order = state.order.filter((id) => !gone.has(id))
  return { ...stepped(state), order, ...only(order[place] ?? order.at(-1) ?? null), mode: 'command' }
}

/** Moves neighbouring cells one place up (-1) or down (1). */
export function move(state: NotebookState, ids: readonly CellId[], by: -1 | 1): NotebookState {
  const place = state.order.indexOf(ids[0] as CellId)
  // Over a folded section as a whole: nothing gets into what cannot be seen.
  const target = by === 1 ? state.order[place + ids.length] : state.order[place - 1]
  if (place < 0 || target === undefined) return state
  const step = by === 1 ? sizeOfFolded(state, place + ids.length) : -sizeOfFoldedBefore(state, place)
  return moveTo(state, ids, place + step)
}

/** Moves neighbouring cells to where the first of them has this place, counted from 0 without them. */
export function moveTo(state: NotebookState, ids: readonly CellId[], place: number): NotebookState {
  const moved = new Set(ids)
  const order = state.order.filter((id) => !moved.has(id)).toSpliced(place, 0, ...ids)
  if (order.every((id, i) => id === state.order[i])) return state
  return { ...stepped(state), order }
}

/** How many cells a folded heading at this place stands for; 1 for any other cell. */
function sizeOfFolded(state: NotebookState, place: number): number {
  const id = state.order[place]
  if (id === undefined || !isFolded(mustHave(state, id))) return 1
  return sectionLength(state, place)
}

function sizeOfFoldedBefore(state: NotebookState, place: number): number {
  for (let from = place - 1; from >= 0; from -= 1) {
    const id = state.order[from]
    if (id !== undefined && isFolded(mustHave(state, id)) && from + sectionLength(state, from) >= place)
      return place - from
  }
  return 1
}

function sectionLength(state: NotebookState, place: number): number {
  const id = state.order[place]
  return id === undefined ? 1 : sectionOf(state, id).length
}

export function changeType(state: NotebookState, ids: readonly CellId[], cell_type: CellType): NotebookState {
  return withCells(
    state,
    ids.map((id) => ({ id, cell_type }))
  )
}

/** Makes cells Markdown that begins with a heading of this level (1 to 6), as Jupyter's keys 1 to 6 do. */
export function makeHeadings(state: NotebookState, ids: readonly CellId[], level: number): NotebookState {
  return withCells(
    state,
    ids.map((id) => {
      const source = mustHave(state, id).source.replace(
        /^\s*(?:#{1,6}(?:[ \t]+|$))?/,
        `${'#'.repeat(level)} `
      )
      return { id, cell_type: 'markdown' as const, source }
    })
  )
}

/**
 * Cuts a cell at places in its text (rising, in UTF-16 units); the line break at a cut goes. The first part keeps the cell's
 * name and what running it brought; the last one is selected. `newId` names the others.
 */
export function split(
  state: NotebookState,
  id: CellId,
  places: readonly number[],
  newId: () => CellId
): NotebookState {
  const cell = mustHave(state, id)
  const cuts = [...new Set(places)].sort((a, b) => a - b)
  const parts = [0, ...cuts].map((from, i) => cell.source.slice(from, cuts[i] ?? cell.source.length))
  const trimmed = parts.map((part, i) => {
    const end = i < parts.length - 1 ? part.replace(/\n$/, '') : part
    return i > 0 ? end.replace(/^\n/, '') : end
  })
  // Runs that are kept of it, and what was noted of them, are of the whole.
  const metadata = withNotes(withoutPins(cell.metadata), [])
  const rest = trimmed.slice(1).map((source): WrittenCell => ({ ...cell, id: newId(), source, metadata }))
  const first = withCells(state, [{ id, source: trimmed[0] ?? '' }])
  // One step for both: the text as it was, and the order as it was.
  const before = first === state ? stepped(state) : first
  return {
    ...before,
    order: state.order.toSpliced(state.order.indexOf(id) + 1, 0, ...rest.map((part) => part.id)),
    cells: new Map([...before.cells, ...rest.map((part) => [part.id, part] as const)]),
    ...only(rest.at(-1)?.id ?? id)
  }
}

/** Makes one cell of several, an empty line between their texts; the first keeps its name and its kind. */
export function merge(state: NotebookState, ids: readonly CellId[]): NotebookState {
  const [first, ...rest] = ids.map((id) => mustHave(state, id))
  if (first === undefined || rest.length === 0) return state
  const source = [first, ...rest].map((cell) => cell.source).join('\n\n')
  const attachments: JsonObject = Object.assign(
    {},
    ...rest.map((cell) => cell.attachments),
    first.attachments
  )
  const kept = Object.keys(attachments).length > 0 && first.cell_type !== 'code' ? { attachments } : {}
  const merged = withCells(state, [{ id: first.id, source, ...kept }])
  const before = merged === state ? stepped(state) : merged
  const gone = new Set(rest.map(({ id }) => id))
  return { ...before, order: state.order.filter((id) => !gone.has(id)), ...only(first.id), mode: 'command' }
}

/** Replaces the texts of cells, as one step. */
export function setSources(
  state: NotebookState,
  sources: readonly { readonly id: CellId; readonly source: string }[]
): NotebookState {
  return withCells(state, sources)
}

export function setMetadata(state: NotebookState, id: CellId, metadata: JsonObject): NotebookState {
  return withCells(state, [{ id, metadata }])
}

/** Folds sections to their headings, or unfolds them. */
export function fold(state: NotebookState, ids: readonly CellId[], folded: boolean): NotebookState {
  return withCells(
    state,
    ids
      .map((id) => mustHave(state, id))
      .filter((cell) => headingLevel(cell) !== null)
      .map(({ id, metadata }) => {
        const rest = without(metadata, FOLDED)
        return { id, metadata: folded ? { ...rest, [FOLDED]: true } : rest }
      })
  )
}

/** The two halves of a cell that can be hidden, by the names that JupyterLab gives them in `metadata.jupyter`. */
export type Half = 'source_hidden' | 'outputs_hidden'

export function isHidden({ metadata }: WrittenCell, half: Half): boolean {
  // `collapsed` is what nbformat itself calls hidden outputs.
  return (
    objectIn(metadata, 'jupyter')[half] === true || (half === 'outputs_hidden' && metadata.collapsed === true)
  )
}

/** Hides a half of each cell, or shows it. */
export function hide(
  state: NotebookState,
  ids: readonly CellId[],
  half: Half,
  hidden: boolean
): NotebookState {
  const changing = ids.map((id) => mustHave(state, id)).filter((cell) => isHidden(cell, half) !== hidden)
  return withCells(
    state,
    changing.map(({ id, metadata }) => ({ id, metadata: withHalf(metadata, half, hidden) }))
  )
}

function withHalf(metadata: JsonObject, half: Half, hidden: boolean): JsonObject {
  const others = without(objectIn(metadata, 'jupyter'), half)
  const jupyter = hidden ? { ...others, [half]: true } : others
  const rest = without(half === 'outputs_hidden' ? without(metadata, 'collapsed') : metadata, 'jupyter')
  return Object.keys(jupyter).length > 0 ? { ...rest, jupyter } : rest
}

/** Whether long outputs are shown in their full length: nbformat's `scrolled: false`. */
export function isWhole({ metadata }: WrittenCell): boolean {
  return metadata.scrolled === false
}

export function showWhole(state: NotebookState, ids: readonly CellId[], whole: boolean): NotebookState {
  const changing = ids.map((id) => mustHave(state, id)).filter((cell) => isWhole(cell) !== whole)
  return withCells(
    state,
    changing.map(({ id, metadata }) => {
      const rest = without(metadata, 'scrolled')
      return { id, metadata: whole ? { ...rest, scrolled: false } : rest }
    })
  )
}
