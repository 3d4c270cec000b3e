/**
 * What the user wrote: cells, their order, which one is selected, and the undoing of what was done to cells as a whole.
 * Pure: every function answers the next state, or the same one when nothing changed. What running a cell produced is
 * not here but in `runs.ts` and `outputs.ts`; undoing a deletion therefore brings the outputs back with it.
 */
import type { CellId } from '../../common/brands'
import type { Cell, CellType, JsonObject, Notebook } from '../../common/notebook'
import { mustFind } from '../../common/result'

/** A cell as its author knows it: without outputs and execution count. */
export interface WrittenCell {
  readonly id: CellId
  readonly cell_type: CellType
  readonly source: string
  readonly metadata: JsonObject
  readonly attachments?: JsonObject
}

/** What one step back restores: the order, and of some cells those fields that the step had changed. */
interface Step {
  readonly order: readonly CellId[]
  readonly selected: CellId | null
  readonly cells: readonly (Pick<WrittenCell, 'id'> & Partial<WrittenCell>)[]
}

export interface NotebookState {
  readonly nbformat_minor: number
  readonly metadata: JsonObject
  readonly order: readonly CellId[]
  /** Also holds deleted cells, for as long as the notebook is open: they may come back. */
  readonly cells: ReadonlyMap<CellId, WrittenCell>
  /** `null` only when there are no cells. */
  readonly selected: CellId | null
  /** In edit mode keys go to the selected cell's text, in command mode they act on the cell, as in Jupyter. */
  readonly mode: 'command' | 'edit'
  readonly clipboard: readonly WrittenCell[]
  readonly past: readonly Step[]
  readonly future: readonly Step[]
}

export function notebookState(notebook: Notebook): NotebookState {
  return {
    nbformat_minor: notebook.nbformat_minor,
    metadata: notebook.metadata,
    order: notebook.cells.map((cell) => cell.id),
    cells: new Map(notebook.cells.map((cell) => [cell.id, written(cell)])),
    selected: notebook.cells[0]?.id ?? null,
    mode: 'command',
    clipboard: [],
    past: [],
    future: []
  }
}

function written(cell: Cell): WrittenCell {
  const { id, cell_type, source, metadata } = cell
  if (cell.cell_type === 'code' || cell.attachments === undefined) return { id, cell_type, source, metadata }
  return { id, cell_type, source, metadata, attachments: cell.attachments }
}

export function emptyCell(id: CellId, cell_type: CellType): WrittenCell {
  return { id, cell_type, source: '', metadata: {} }
}

export function mustHave(state: NotebookState, id: CellId): WrittenCell {
  return mustFind(state.cells.get(id), `cell ${id}`)
}

/** The cell so many places after this one (before it when negative), if there is one. */
export function neighbour(state: NotebookState, id: CellId, by: number): CellId | null {
  const place = state.order.indexOf(id)
  return place < 0 ? null : (state.order[place + by] ?? null)
}

export function select(state: NotebookState, id: CellId | null, mode: NotebookState['mode']): NotebookState {
  if (state.selected === id && state.mode === mode) return state
  return { ...state, selected: id, mode }
}

/** Typing in a cell. Each editor undoes its own typing, so this is no step of ours. */
export function setSource(state: NotebookState, id: CellId, source: string): NotebookState {
  const cell = mustHave(state, id)
  if (cell.source === source) return state
  return { ...state, cells: new Map(state.cells).set(id, { ...cell, source }) }
}

/** Puts a cell at a place counted from 0 and selects it. */
export function insert(state: NotebookState, cell: WrittenCell, place: number): NotebookState {
  return {
    ...stepped(state),
    order: state.order.toSpliced(place, 0, cell.id),
    cells: new Map(state.cells).set(cell.id, cell),
    selected: cell.id
  }
}

/** Takes a cell out and selects the one that takes its place. */
export function remove(state: NotebookState, id: CellId): NotebookState {
  const place = state.order.indexOf(id)
  if (place < 0) return state
  const order = state.order.toSpliced(place, 1)
  return { ...stepped(state), order, selected: order[place] ?? order.at(-1) ?? null, mode: 'command' }
}

/** Moves a cell up (-1) or down (1). */
export function move(state: NotebookState, id: CellId, by: -1 | 1): NotebookState {
  const place = state.order.indexOf(id)
  const target = place + by
  if (place < 0 || target < 0 || target >= state.order.length) return state
  return {
    ...stepped(state),
    order: state.order.toSpliced(place, 1).toSpliced(target, 0, id),
    selected: id
  }
}

export function changeType(state: NotebookState, id: CellId, cell_type: CellType): NotebookState {
  const cell = mustHave(state, id)
  if (cell.cell_type === cell_type) return state
  const before = stepped(state, { id, cell_type: cell.cell_type })
  return { ...before, cells: new Map(state.cells).set(id, { ...cell, cell_type }) }
}

/** Cuts a cell in two at a place in its text; the second half is a new cell and gets selected. */
export function split(state: NotebookState, id: CellId, at: number, newId: CellId): NotebookState {
  const cell = mustHave(state, id)
  const first = { ...cell, source: cell.source.slice(0, at).replace(/\n$/, '') }
  const second = { ...cell, id: newId, source: cell.source.slice(at).replace(/^\n/, '') }
  return {
    ...stepped(state, { id, source: cell.source }),
    order: state.order.toSpliced(state.order.indexOf(id) + 1, 0, newId),
    cells: new Map(state.cells).set(id, first).set(newId, second),
    selected: newId
  }
}

export function copy(state: NotebookState, id: CellId): NotebookState {
  return { ...state, clipboard: [mustHave(state, id)] }
}

/** Undoes the last adding, deleting, moving, splitting or change of type; typing since then stays. */
export function undo(state: NotebookState): NotebookState {
  const step = state.past.at(-1)
  if (step === undefined) return state
  const next = restored(state, step)
  return { ...next, past: state.past.slice(0, -1), future: [...state.future, reverse(state, step)] }
}

export function redo(state: NotebookState): NotebookState {
  const step = state.future.at(-1)
  if (step === undefined) return state
  const next = restored(state, step)
  return { ...next, past: [...state.past, reverse(state, step)], future: state.future.slice(0, -1) }
}

/** The state with one more step to go back by. Steps are small (an order shares its strings), so all are kept. */
function stepped(state: NotebookState, ...cells: Step['cells']): NotebookState {
  return {
    ...state,
    past: [...state.past, { order: state.order, selected: state.selected, cells }],
    future: []
  }
}

function restored(state: NotebookState, step: Step): NotebookState {
  const cells = new Map(state.cells)
  for (const fields of step.cells) cells.set(fields.id, { ...mustHave(state, fields.id), ...fields })
  return { ...state, order: step.order, selected: step.selected, cells, mode: 'command' }
}

/** The step that takes this step back: the same fields as they are now. */
function reverse(state: NotebookState, step: Step): Step {
  const cells = step.cells.map((fields) => {
    const now = mustHave(state, fields.id)
    return Object.fromEntries(Object.keys(fields).map((key) => [key, now[key as keyof WrittenCell]]))
  })
  return { order: state.order, selected: state.selected, cells: cells as unknown as Step['cells'] }
}
