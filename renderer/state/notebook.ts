/**
 * What the user wrote: cells, their order, which are chosen, and the undoing of what was done to cells as a whole. Pure:
 * every function answers the next state, or the same one when nothing changed. What is done to cells is in `cellEdits.ts`,
 * how they are chosen in `choice.ts`. What running a cell produced is not here but in `runs.ts` and `outputs.ts`; undoing a
 * deletion therefore brings the outputs back with it.
 */
import type { CellId } from '../../common/brands'
import type { Cell, CellType, JsonObject, Notebook } from '../../common/notebook'
import { withAuthors } from '../../common/outputAuthors'
import { mustFind } from '../../common/result'
import type { Interpreter } from '../../common/session'
import { objectIn, without } from './metadata'

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
  /** The one that keys go to; `null` only when there are no cells. */
  readonly selected: CellId | null
  /** The cells from this one to the selected one are chosen; the selected one itself unless several are. */
  readonly anchor: CellId | null
  /** In edit mode keys go to the selected cell's text, in command mode they act on the chosen cells, as in Jupyter. */
  readonly mode: 'command' | 'edit'
  readonly past: readonly Step[]
  readonly future: readonly Step[]
}

export function notebookState(notebook: Notebook): NotebookState {
  return {
    nbformat_minor: notebook.nbformat_minor,
    metadata: notebook.metadata,
    order: notebook.cells.map((cell) => cell.id),
    cells: new Map(notebook.cells.map((cell) => [cell.id, written(cell)])),
    ...only(notebook.cells[0]?.id ?? null),
    mode: 'command',
    past: [],
    future: []
  }
}

function written(cell: Cell): WrittenCell {
  const { id, cell_type, source } = cell
  // Who wrote its output is not what the user wrote.
  const metadata = withAuthors(cell.metadata, undefined)
  if (cell.cell_type === 'code' || cell.attachments === undefined) return { id, cell_type, source, metadata }
  return { id, cell_type, source, metadata, attachments: cell.attachments }
}

export function emptyCell(id: CellId, cell_type: CellType): WrittenCell {
  return { id, cell_type, source: '', metadata: {} }
}

export function mustHave(state: NotebookState, id: CellId): WrittenCell {
  return mustFind(state.cells.get(id), `cell ${id}`)
}

/** A code cell and what is written in it. */
export type CellCode = Pick<WrittenCell, 'id' | 'source'>

/** The code cells from the top, and no more of them than that: it also goes to a worker. */
export function codeCells(state: Pick<NotebookState, 'cells' | 'order'>): readonly CellCode[] {
  return state.order.flatMap((id) => {
    const cell = state.cells.get(id)
    return cell?.cell_type === 'code' ? [{ id, source: cell.source }] : []
  })
}

/** No other cell is chosen beside this one. */
export function only(id: CellId | null): Pick<NotebookState, 'selected' | 'anchor'> {
  return { selected: id, anchor: id }
}

/** Typing in a cell. Each editor undoes its own typing, so this is no step of ours. */
export function setSource(state: NotebookState, id: CellId, source: string): NotebookState {
  const cell = mustHave(state, id)
  if (cell.source === source) return state
  return { ...state, cells: new Map(state.cells).set(id, { ...cell, source }) }
}

/** Where a notebook's own settings are in its metadata, and the one for children: only what differs from usual is kept. */
const [OURS, CHILDREN] = ['gilscope', 'children_see_cells']

/** Whether spawned children find what cells define; see `RunRequest.childrenSeeCells`. */
export function seesCells(state: Pick<NotebookState, 'metadata'>): boolean {
  return objectIn(state.metadata, OURS)[CHILDREN] !== false
}

/** Kept in the notebook, and no trace of it when it is as usual. */
export function setSeesCells(state: NotebookState, isOn: boolean): NotebookState {
  if (seesCells(state) === isOn) return state
  const others = without(objectIn(state.metadata, OURS), CHILDREN)
  const own = isOn ? others : { ...others, [CHILDREN]: false }
  const isUsual = Object.keys(own).length === 0
  return { ...state, metadata: isUsual ? without(state.metadata, OURS) : { ...state.metadata, [OURS]: own } }
}

/** What every Jupyter for Python calls its own kernel: it means any Python. */
const ANY_PYTHON = { display_name: 'Python 3 (ipykernel)', name: 'python3' }

/**
 * The file says which kernel it is for as Jupyter does: by the kernel's name, never by a path. Where Jupyter has no name for
 * the chosen Python, a name that meant another one gives way to the common one.
 */
export function setKernelspec(state: NotebookState, spec: Interpreter['kernelspec']): NotebookState {
  const { name } = objectIn(state.metadata, 'kernelspec')
  if (spec === undefined && (name === undefined || name === ANY_PYTHON.name)) return state
  if (spec !== undefined && spec.name === name) return state
  const { display_name, name: next } = spec ?? ANY_PYTHON
  const kernelspec = { display_name, language: 'python', name: next }
  return { ...state, metadata: { ...state.metadata, kernelspec } }
}

/** Undoes the last adding, deleting, moving, splitting or other change of cells; typing since then stays. */
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

/**
 * The state with one more step to go back by, which gives these cells the named fields again. Steps are small (an order
 * shares its strings), so all are kept.
 */
export function stepped(state: NotebookState, cells: Step['cells'] = []): NotebookState {
  return {
    ...state,
    past: [...state.past, { order: state.order, selected: state.selected, cells }],
    future: []
  }
}

/** The state with these cells changed, as one step. The same one when none of them is otherwise than before. */
export function withCells(
  state: NotebookState,
  changes: readonly (Pick<WrittenCell, 'id'> & Partial<WrittenCell>)[]
): NotebookState {
  const real = changes.filter((change) => {
    const before = mustHave(state, change.id)
    return fieldsOf(change).some((field) => before[field] !== change[field])
  })
  if (real.length === 0) return state
  const cells = new Map(state.cells)
  for (const change of real) cells.set(change.id, { ...mustHave(state, change.id), ...change })
  return {
    ...stepped(
      state,
      real.map((change) => sameFields(state, change))
    ),
    cells
  }
}

/** These cells instead of those that are there, as one step. */
export function withAll(state: NotebookState, cells: readonly Cell[]): NotebookState {
  const now = new Map(state.cells)
  // Also the fields that only one of the two has: attachments.
  const before = cells.flatMap((cell) => {
    const old = now.get(cell.id)
    return old === undefined ? [] : [sameFields(state, { ...old, ...written(cell) })]
  })
  for (const cell of cells) now.set(cell.id, written(cell))
  const order = cells.map(({ id }) => id)
  const isThere = state.selected !== null && order.includes(state.selected)
  const selected = isThere ? state.selected : (order[0] ?? null)
  return {
    ...stepped(state, before),
    order,
    cells: now,
    ...only(selected),
    mode: isThere ? state.mode : 'command'
  }
}

function restored(state: NotebookState, step: Step): NotebookState {
  const cells = new Map(state.cells)
  for (const fields of step.cells) cells.set(fields.id, { ...mustHave(state, fields.id), ...fields })
  return { ...state, order: step.order, ...only(step.selected), cells, mode: 'command' }
}

/** The step that takes this step back. */
function reverse(state: NotebookState, step: Step): Step {
  return {
    order: state.order,
    selected: state.selected,
    cells: step.cells.map((fields) => sameFields(state, fields))
  }
}

/** The same fields of the same cell as they are now. */
function sameFields(state: NotebookState, fields: Step['cells'][number]): Step['cells'][number] {
  const now = mustHave(state, fields.id)
  const entries = fieldsOf(fields).map((field) => [field, now[field]] as const)
  return { ...Object.fromEntries(entries), id: fields.id }
}

function fieldsOf(fields: Partial<WrittenCell>): (keyof WrittenCell)[] {
  return Object.keys(fields) as (keyof WrittenCell)[]
}
