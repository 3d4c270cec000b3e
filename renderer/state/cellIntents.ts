/** Editing the notebook: what keys and buttons do to the selected cell, or to a named one. */
import type { CellId } from '../../common/brands'
import { newCellId } from '../../common/cellId'
import type { CellType } from '../../common/notebook'
import type { World } from './intents'
import type { KernelIntents } from './kernelIntents'
import * as notebook from './notebook'
import type { NotebookState } from './notebook'
import { edited } from './open'

export function cellIntents({ store }: World, kernel: KernelIntents) {
  function change(next: (state: NotebookState) => NotebookState): void {
    store.setState(({ open }) => (open === null ? {} : { open: edited(open, next(open.notebook)) }))
  }

  /** Does something with the selected cell, if there is one. */
  function changeSelected(next: (state: NotebookState, id: CellId) => NotebookState): void {
    change((state) => (state.selected === null ? state : next(state, state.selected)))
  }

  function insertAt(place: number, type: CellType, mode: NotebookState['mode'] = 'edit'): void {
    change((state) => ({ ...notebook.insert(state, notebook.emptyCell(newCellId(), type), place), mode }))
  }

  /** Puts a new cell beside the selected one (after it: 1, before it: 0), or at the end. */
  function insertBeside(offset: 0 | 1, type: CellType = 'code', mode?: NotebookState['mode']): void {
    const state = store.getState().open?.notebook
    if (state === undefined) return
    const place = state.selected === null ? state.order.length : state.order.indexOf(state.selected) + offset
    insertAt(place, type, mode)
  }

  function selectNeighbour(by: -1 | 1): void {
    changeSelected((state, id) => notebook.select(state, notebook.neighbour(state, id, by) ?? id, 'command'))
  }

  async function runSelected(): Promise<void> {
    const id = store.getState().open?.notebook.selected
    if (id === undefined || id === null) return
    changeSelected((state) => notebook.select(state, id, 'command'))
    await kernel.run([id])
  }

  return {
    insertAt,
    insertBefore(id: CellId, type: CellType): void {
      const { open } = store.getState()
      if (open !== null) insertAt(open.notebook.order.indexOf(id), type)
    },

    insertBeside,

    /** Puts a cell with this code below a cell, or below the selected one; one step to undo. */
    insertCode(source: string, below: CellId | null): void {
      change((state) => {
        const place = below === null ? -1 : state.order.indexOf(below)
        const selected = state.selected === null ? -1 : state.order.indexOf(state.selected)
        const after = place >= 0 ? place : selected >= 0 ? selected : state.order.length - 1
        const cell = { ...notebook.emptyCell(newCellId(), 'code'), source }
        return { ...notebook.insert(state, cell, after + 1), mode: 'command' }
      })
    },

    selectNeighbour,
    runSelected,

    /** Shift+Enter: at the end of the notebook there is always a next cell. */
    async runAndSelectNext(): Promise<void> {
      const state = store.getState().open?.notebook
      if (state?.selected === undefined || state.selected === null) return
      const running = runSelected()
      if (notebook.neighbour(state, state.selected, 1) === null) insertBeside(1)
      else selectNeighbour(1)
      await running
    },

    async runAndInsert(): Promise<void> {
      const running = runSelected()
      insertBeside(1)
      await running
    },

    select(id: CellId, mode: NotebookState['mode']): void {
      change((state) => notebook.select(state, id, mode))
    },
    /** To a line (from 1) of the cell that ran as this execution count, as a traceback names it. */
    goToLine(executionCount: number, line: number): void {
      const { open } = store.getState()
      // A restart begins to count anew, so that more than one cell may have the number: the last to run it is meant.
      const run = [...(open?.runs.values() ?? [])]
        .filter(({ count }) => count === executionCount)
        .sort((a, b) => (a.startedAt ?? -1) - (b.startedAt ?? -1))
        .at(-1)
      if (run === undefined) return
      change((state) => notebook.select(state, run.cell, 'edit'))
      store.setState({ reveal: { cell: run.cell, line } })
    },
    edit: (): void => changeSelected((state, id) => notebook.select(state, id, 'edit')),
    /** Ends editing, if it is this cell that is edited. */
    leaveCell: (id: CellId): void =>
      change((state) => (state.selected === id ? notebook.select(state, id, 'command') : state)),
    leave: (): void => changeSelected((state, id) => notebook.select(state, id, 'command')),
    setSource: (id: CellId, source: string): void => change((state) => notebook.setSource(state, id, source)),

    remove: (id: CellId): void => change((state) => notebook.remove(state, id)),
    removeSelected: (): void => changeSelected(notebook.remove),
    move: (id: CellId, by: -1 | 1): void => change((state) => notebook.move(state, id, by)),
    moveSelected: (by: -1 | 1): void => changeSelected((state, id) => notebook.move(state, id, by)),
    setType: (id: CellId, type: CellType): void => change((state) => notebook.changeType(state, id, type)),
    setSelectedType: (type: CellType): void =>
      changeSelected((state, id) => notebook.changeType(state, id, type)),
    splitSelected: (at: number): void =>
      changeSelected((state, id) => notebook.split(state, id, at, newCellId())),

    copySelected: (): void => changeSelected(notebook.copy),
    cutSelected: (): void => changeSelected((state, id) => notebook.remove(notebook.copy(state, id), id)),
    paste: (): void =>
      changeSelected((state, id) => {
        const place = state.order.indexOf(id) + 1
        return state.clipboard.reduce(
          (next, cell, more) => notebook.insert(next, { ...cell, id: newCellId() }, place + more),
          state
        )
      }),

    undo: (): void => change(notebook.undo),
    redo: (): void => change(notebook.redo)
  }
}
