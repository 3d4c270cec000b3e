/**
 * Puts together what two sides did to one notebook: the user in the page (mine), another program in the file (theirs), both
 * from what the file was before (base). Cell by cell: whoever changed a cell wins; where both did, both texts stay, mine
 * first, so that nothing is lost. Pure.
 */
import type { CellId } from './brands'
import { newCellId } from './cellId'
import type { Cell, JsonObject } from './notebook'
import { withAuthors } from './outputAuthors'

export interface Merged {
  readonly cells: readonly Cell[]
  /** Cells that now are as the file has them. */
  readonly taken: readonly CellId[]
  /** Cells of mine that the other side changed too: its text follows in a cell of its own. */
  readonly doubled: readonly CellId[]
}

export function mergeCells(base: readonly Cell[], mine: readonly Cell[], theirs: readonly Cell[]): Merged {
  const [before, ours, others] = [byId(base), byId(mine), byId(theirs)]
  const taken: CellId[] = []
  const doubled: CellId[] = []

  /** What becomes of a cell: itself, both texts, or nothing. */
  function outcome(id: CellId): readonly Cell[] {
    const [old, my, their] = [before.get(id), ours.get(id), others.get(id)]
    if (my === undefined) {
      // I deleted it, or they added it. What they changed meanwhile they still want.
      if (their === undefined || (old !== undefined && isSame(old, their))) return []
      taken.push(id)
      return [their]
    }
    if (their === undefined) return old !== undefined && isSame(old, my) ? [] : [my]
    if (isSame(my, their)) return [my]
    if (old !== undefined && isSame(old, their)) return [my]
    if (old !== undefined && isSame(old, my)) {
      taken.push(id)
      return [their]
    }
    doubled.push(id)
    return [my, { ...their, id: newCellId() }]
  }

  return { cells: orderOf(mine, theirs).flatMap(outcome), taken, doubled }
}

/** All cells of both: in their order, and each of mine that they do not have after the one it followed. */
function orderOf(mine: readonly Cell[], theirs: readonly Cell[]): readonly CellId[] {
  const order = theirs.map(({ id }) => id)
  const known = new Set(order)
  let before: CellId | null = null
  for (const { id } of mine) {
    if (!known.has(id)) order.splice(before === null ? 0 : order.indexOf(before) + 1, 0, id)
    before = id
  }
  return order
}

/** Whether a person would say that they are the same; what running them brought does not count. */
function isSame(a: Cell, b: Cell): boolean {
  return a.source === b.source && a.cell_type === b.cell_type && sameJson(byHand(a), byHand(b))
}

/** Metadata without what a run brought: who wrote which line. */
function byHand({ metadata }: Cell): JsonObject {
  return withAuthors(metadata, undefined)
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function byId(cells: readonly Cell[]): ReadonlyMap<CellId, Cell> {
  return new Map(cells.map((cell) => [cell.id, cell]))
}
