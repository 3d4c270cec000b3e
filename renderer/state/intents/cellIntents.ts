/** Editing the notebook: what keys and buttons do to the chosen cells, or to a named one. */
import type { CellId } from '../../../common/brands'
import { newCellId } from '../../../common/cellId'
import type { CellType, JsonObject } from '../../../common/notebook'
import { withNotes, type Note } from '../../../common/notes'
import { cellWithAnchor } from '../../markdown/anchors'
import { slug } from '../../../common/markdown/slug'
import { attach, freeName, type Picture } from '../attachments'
import * as edits from '../cellEdits'
import * as choice from '../choice'
import type { World } from './intents'
import type { KernelIntents } from './kernelIntents'
import * as notebook from '../notebook'
import type { NotebookState } from '../notebook'
import { edited } from '../open'
import * as sections from '../sections'
import { isInReach } from '../teach'

export type CellIntents = ReturnType<typeof cellIntents>

export function cellIntents({ store }: World, kernel: KernelIntents) {
  function change(next: (state: NotebookState) => NotebookState): void {
    store.setState(({ open }) => (open === null ? {} : { open: edited(open, next(open.notebook)) }))
  }

  /** Does something with the selected cell, if there is one. */
  function changeSelected(next: (state: NotebookState, id: CellId) => NotebookState): void {
    change((state) => (state.selected === null ? state : next(state, state.selected)))
  }

  /** Does something with all chosen cells, if there are any. */
  function changeChosen(next: (state: NotebookState, ids: readonly CellId[]) => NotebookState): void {
    change((state) => {
      const ids = choice.chosenCells(state)
      return ids.length === 0 ? state : next(state, ids)
    })
  }

  function current(): NotebookState | null {
    return store.getState().open?.notebook ?? null
  }

  function insertAt(place: number, type: CellType, mode: NotebookState['mode'] = 'edit'): void {
    change((state) => ({ ...edits.insert(state, [notebook.emptyCell(newCellId(), type)], place), mode }))
  }

  /** The place beside the chosen cells: before the first, or after the last and all that it hides. */
  function placeBeside(state: NotebookState, side: 0 | 1): number {
    const chosen = choice.chosenCells(state)
    const at = side === 0 ? chosen[0] : chosen.at(-1)
    return at === undefined ? state.order.length : state.order.indexOf(at) + side
  }

  /** Puts a new cell beside the chosen ones (after them: 1, before them: 0), or at the end. */
  function insertBeside(side: 0 | 1, type: CellType = 'code', mode?: NotebookState['mode']): void {
    const state = current()
    if (state !== null) insertAt(placeBeside(state, side), type, mode)
  }

  function selectNeighbour(by: -1 | 1): void {
    changeSelected((state, id) => {
      const next = choice.neighbour(state, id, by) ?? id
      return isInReach(state, store.getState().teaching, next) ? choice.select(state, next, 'command') : state
    })
  }

  /** Runs the chosen cells in their order; one that is edited is left. */
  async function runSelected(): Promise<void> {
    const state = current()
    if (state === null) return
    change((now) => (now.mode === 'edit' ? choice.select(now, now.selected, 'command') : now))
    await kernel.run(choice.chosenCells(state))
  }

  function copyChosen(): void {
    const state = current()
    if (state === null) return
    store.setState({ clipboard: choice.chosenCells(state).map((id) => notebook.mustHave(state, id)) })
  }

  function toggleHalf(half: edits.Half): void {
    changeChosen((state, ids) => {
      const isShown = ids.some((id) => !edits.isHidden(notebook.mustHave(state, id), half))
      return edits.hide(state, ids, half, isShown)
    })
  }

  function revealLine(cell: CellId, line: number): void {
    change((state) => choice.select(state, cell, 'edit'))
    store.setState({ reveal: { cell, line } })
  }

  return {
    insertAt,
    insertBefore(id: CellId, type: CellType): void {
      const state = current()
      if (state !== null) insertAt(state.order.indexOf(id), type)
    },

    insertBeside,

    /** Puts a cell with this code below a cell, or below the selected one; one step to undo. */
    insertCode(source: string, below: CellId | null): void {
      change((state) => {
        const place = below === null ? -1 : state.order.indexOf(below)
        const selected = state.selected === null ? -1 : state.order.indexOf(state.selected)
        const after = place >= 0 ? place : selected >= 0 ? selected : state.order.length - 1
        const cell = { ...notebook.emptyCell(newCellId(), 'code'), source }
        return { ...edits.insert(state, [cell], after + 1), mode: 'command' }
      })
    },

    selectNeighbour,
    runSelected,

    /** Shift+Enter: at the end of the notebook there is always a next cell. */
    async runAndSelectNext(): Promise<void> {
      const state = current()
      const last = state === null ? undefined : choice.chosenCells(state).at(-1)
      if (state === null || last === undefined) return
      const running = runSelected()
      const next = state.order[state.order.indexOf(last) + 1]
      if (next === undefined) insertBeside(1)
      // Whoever teaches goes on to the next section on purpose, having shown what came of this one.
      else if (isInReach(state, store.getState().teaching, next))
        change((now) => choice.select(now, next, 'command'))
      await running
    },

    async runAndInsert(): Promise<void> {
      const running = runSelected()
      insertBeside(1)
      await running
    },

    /** Runs all cells above the first chosen one (-1), or that one and all below it (1). */
    async runFromHere(side: -1 | 1): Promise<void> {
      const state = current()
      if (state === null) return
      const place = placeBeside(state, 0)
      await kernel.run(side === -1 ? state.order.slice(0, place) : state.order.slice(place))
    },

    select(id: CellId, mode: NotebookState['mode']): void {
      change((state) => choice.select(state, id, mode))
    },
    extendTo: (id: CellId): void => change((state) => choice.extendTo(state, id)),
    extendBy: (by: -1 | 1): void =>
      changeSelected((state, id) => choice.extendTo(state, choice.neighbour(state, id, by) ?? id)),
    chooseAll: (): void => change(choice.chooseAll),

    /** To a line (from 1) of the cell that ran as this execution count, as a traceback names it. */
    goToLine(executionCount: number, line: number): void {
      const { open } = store.getState()
      // A restart begins to count anew, so that more than one cell may have the number: the last to run it is meant.
      const run = [...(open?.runs.values() ?? [])]
        .filter(({ count }) => count === executionCount)
        .sort((a, b) => (a.startedAt ?? -1) - (b.startedAt ?? -1))
        .at(-1)
      if (run === undefined) return
      revealLine(run.cell, line)
    },
    /** To a cell as a whole. */
    goToCell(id: CellId): void {
      change((state) => choice.select(state, id, 'command'))
      store.setState({ reveal: { cell: id, whole: true } })
    },
    /** To the cell with the heading, or the place named in HTML, that a link names. */
    goToAnchor(name: string): void {
      const state = current()
      if (state === null) return
      const found = cellWithAnchor(
        state.order.map((id) => notebook.mustHave(state, id)),
        name
      )
      if (found === null) return
      change((now) => choice.select(now, found, 'command'))
      store.setState({ reveal: { cell: found, anchor: name } })
    },
    /** To a heading of that cell, by its text. */
    goToHeading(id: CellId, title: string): void {
      change((state) => choice.select(state, id, 'command'))
      store.setState({ reveal: { cell: id, anchor: slug(title) } })
    },
    /** To a line (from 1) of a cell as it is. */
    revealLine,
    edit: (): void => changeSelected((state, id) => choice.select(state, id, 'edit')),
    /** Ends editing, if it is this cell that is edited. */
    leaveCell: (id: CellId): void =>
      change((state) => (state.selected === id ? choice.select(state, id, 'command') : state)),
    leave: (): void => changeSelected((state, id) => choice.select(state, id, 'command')),
    setSource: (id: CellId, source: string): void => change((state) => notebook.setSource(state, id, source)),
    setMetadata: (id: CellId, metadata: JsonObject): void =>
      change((state) => edits.setMetadata(state, id, metadata)),
    /** Puts these notes about a cell's runs in place of those it had. */
    changeNotes: (id: CellId, notes: readonly Note[]): void =>
      change((state) =>
        edits.setMetadata(state, id, withNotes(notebook.mustHave(state, id).metadata, notes))
      ),

    /** Adds a picture (base64) to a Markdown or raw cell; the answer is its name there, null where the cell is gone. */
    attachPicture(id: CellId, picture: Picture): string | null {
      const cell = current()?.cells.get(id)
      if (cell === undefined) return null
      const name = freeName(cell.attachments, picture.name)
      change((now) => attach(now, id, { ...picture, name }))
      return name
    },

    /** Puts a text below what a cell says. */
    appendText: (id: CellId, text: string): void =>
      change((state) => {
        const { source } = notebook.mustHave(state, id)
        const between = source.trim() === '' ? '' : source.endsWith('\n') ? '\n' : '\n\n'
        return edits.setSources(state, [{ id, source: `${source}${between}${text}` }])
      }),

    remove: (id: CellId): void => change((state) => edits.remove(state, [id])),
    removeSelected: (): void => changeChosen(edits.remove),
    move: (id: CellId, by: -1 | 1): void => change((state) => edits.move(state, withHidden(state, id), by)),
    moveSelected: (by: -1 | 1): void => changeChosen((state, ids) => edits.move(state, ids, by)),
    /** Cells were dropped before this one; `null`: at the end. Those of another window's notebook stay there. */
    moveBefore: (dropped: readonly CellId[], before: CellId | null): void =>
      change((state) => {
        const ids = dropped.filter((id) => state.order.includes(id))
        const moved = new Set(ids)
        const rest = state.order.filter((id) => !moved.has(id))
        // Dropped on one of themselves they stay where they are.
        if (before !== null && moved.has(before)) return state
        return edits.moveTo(state, ids, before === null ? rest.length : rest.indexOf(before))
      }),
    setType: (id: CellId, type: CellType): void => change((state) => edits.changeType(state, [id], type)),
    setSelectedType: (type: CellType): void =>
      changeChosen((state, ids) => edits.changeType(state, ids, type)),
    makeHeadings: (level: number): void =>
      changeChosen((state, ids) => edits.makeHeadings(state, ids, level)),
    splitSelected: (places: readonly number[]): void =>
      changeSelected((state, id) => edits.split(state, id, places, newCellId)),
    /** Makes one cell of the chosen ones; of one alone and the cell below it. */
    mergeChosen: (): void =>
      changeChosen((state, ids) => {
        const below = choice.neighbour(state, ids[0] as CellId, 1)
        return edits.merge(state, ids.length === 1 && below !== null ? [...ids, below] : ids)
      }),

    copySelected: copyChosen,
    cutSelected: (): void => {
      copyChosen()
      changeChosen(edits.remove)
    },
    paste: (side: 0 | 1): void => {
      const { clipboard } = store.getState()
      change((state) => {
        const cells = clipboard.map((cell) => ({ ...cell, id: newCellId() }))
        return edits.insert(state, cells, placeBeside(state, side))
      })
    },

    toggleInput: (): void => toggleHalf('source_hidden'),
    toggleOutputs: (): void => toggleHalf('outputs_hidden'),
    /** Long outputs in their full length, or each in a box that scrolls. */
    toggleScrolling: (): void =>
      changeChosen((state, ids) => {
        const isAnyBoxed = ids.some((id) => !edits.isWhole(notebook.mustHave(state, id)))
        return edits.showWhole(state, ids, isAnyBoxed)
      }),
    showHalf: (id: CellId, half: edits.Half): void => change((state) => edits.hide(state, [id], half, false)),

    /** Folds the section that the selected cell heads or is in (true), or unfolds it. */
    foldSection: (folded: boolean): void =>
      changeSelected((state, id) => {
        const isHeading = sections.headingLevel(notebook.mustHave(state, id)) !== null
        const heading = isHeading && sections.isFolded(notebook.mustHave(state, id)) !== folded ? id : null
        const target = heading ?? (folded ? sections.headingAbove(state, id) : null)
        if (target === null) return state
        return { ...edits.fold(state, [target], folded), ...notebook.only(target) }
      }),
    toggleSection: (id: CellId): void =>
      change((state) => {
        const next = edits.fold(state, [id], !sections.isFolded(notebook.mustHave(state, id)))
        const isLost = next.selected !== null && sections.hiddenCells(next).has(next.selected)
        return isLost ? { ...next, ...notebook.only(id), mode: 'command' } : next
      }),

    setChildrenSeeCells: (isOn: boolean): void => change((state) => notebook.setSeesCells(state, isOn)),

    undo: (): void => change(notebook.undo),
    redo: (): void => change(notebook.redo)
  }
}

/** A cell, and all that it hides. */
function withHidden(state: NotebookState, id: CellId): readonly CellId[] {
  return sections.isFolded(notebook.mustHave(state, id)) ? sections.sectionOf(state, id) : [id]
}
