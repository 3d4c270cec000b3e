/**
 * Sections: a Markdown cell that begins with a heading, and all cells below it up to the next heading of its level or a
 * higher one. A section can be folded to its heading; the file then says so in JupyterLab's way. Pure.
 */
import type { CellId } from '../../common/brands'
import { remembered } from '../../common/remembered'
import type { NotebookState, WrittenCell } from './notebook'
import { mustHave } from './notebook'

/** JupyterLab's name for it in a heading's metadata. */
export const FOLDED = 'jp-MarkdownHeadingCollapsed'

/** The level (1 to 6) of the heading that a cell begins with; `null` for other cells. */
export function headingLevel(cell: WrittenCell): number | null {
  if (cell.cell_type !== 'markdown') return null
  const marks = /^\s{0,3}(#{1,6})(?:[ \t]|$)/m.exec(firstLine(cell.source))
  return marks?.[1]?.length ?? null
}

function firstLine(source: string): string {
  return /^\s*([^\n]*)/.exec(source)?.[1] ?? ''
}

export function isFolded(cell: WrittenCell): boolean {
  return cell.metadata[FOLDED] === true && headingLevel(cell) !== null
}

/** The section that begins with this cell: the cell alone unless it is a heading. */
export function sectionOf(state: NotebookState, id: CellId): readonly CellId[] {
  const level = headingLevel(mustHave(state, id))
  const from = state.order.indexOf(id)
  if (level === null || from < 0) return [id]
  const rest = state.order.slice(from + 1)
  const end = rest.findIndex((each) => (headingLevel(mustHave(state, each)) ?? 7) <= level)
  return [id, ...(end < 0 ? rest : rest.slice(0, end))]
}

const NONE: ReadonlySet<CellId> = new Set()

/** The cells that folded headings hide. */
export const hiddenCells = remembered((state: NotebookState): ReadonlySet<CellId> => {
  const folded = state.order.filter((id) => isFolded(mustHave(state, id)))
  return folded.length === 0 ? NONE : new Set(folded.flatMap((id) => sectionOf(state, id).slice(1)))
})

/** All cells but those. */
export function visibleCells(state: NotebookState): readonly CellId[] {
  const hidden = hiddenCells(state)
  return hidden.size === 0 ? state.order : state.order.filter((id) => !hidden.has(id))
}

/** The folded headings that hide this cell, from the top. */
export function headingsOver(state: NotebookState, id: CellId): readonly CellId[] {
  return state.order.filter(
    (each) => each !== id && isFolded(mustHave(state, each)) && sectionOf(state, each).includes(id)
  )
}

/** The nearest heading above a cell that its section belongs to; `null` above the first. */
export function headingAbove(state: NotebookState, id: CellId): CellId | null {
  const place = state.order.indexOf(id)
  const own = headingLevel(mustHave(state, id)) ?? 7
  const above = state.order.slice(0, Math.max(0, place)).reverse()
  return above.find((each) => (headingLevel(mustHave(state, each)) ?? 7) < own) ?? null
}
