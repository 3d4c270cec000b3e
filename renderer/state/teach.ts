/** Teach mode shows one section at a time: a heading and all cells up to the next one, of whichever level. Pure. */
import type { CellId } from '../../common/brands'
import { remembered } from '../../common/remembered'
import { mustHave, type NotebookState } from './notebook'
import { headingLevel } from './sections'

export type TeachSection = readonly CellId[]

/** What stands above the first heading is a section too; without any heading each cell is one. */
export const teachSections = remembered((notebook: NotebookState): readonly TeachSection[] => {
  const isHeading = (id: CellId): boolean => headingLevel(mustHave(notebook, id)) !== null
  if (!notebook.order.some(isHeading)) return notebook.order.map((id) => [id])
  const sections: CellId[][] = []
  for (const id of notebook.order) {
    const last = sections.at(-1)
    if (last === undefined || isHeading(id)) sections.push([id])
    else last.push(id)
  }
  return sections
})

/** Which section this cell is in, from 0; the first one's for a cell that is gone. */
export function sectionWith(sections: readonly TeachSection[], cell: CellId | null): number {
  return Math.max(
    0,
    sections.findIndex((section) => cell !== null && section.includes(cell))
  )
}

/** Whether somebody who teaches with this cell's section in front may go to that cell. Without teach mode: yes. */
export function isInReach(notebook: NotebookState, teaching: CellId | null, cell: CellId): boolean {
  if (teaching === null) return true
  const sections = teachSections(notebook)
  return sections[sectionWith(sections, teaching)]?.includes(cell) === true
}
