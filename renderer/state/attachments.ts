/** Pictures that a Markdown cell carries with it: nbformat's attachments, name → MIME type → base64. Pure. */
import type { CellId } from '../../common/brands'
import type { JsonObject } from '../../common/notebook'
import { mustHave, withCells, type NotebookState } from './notebook'

export interface Picture {
  readonly name: string
  /** A MIME type. */
  readonly type: string
  /** Base64. */
  readonly data: string
}

/** The name, or, where it is taken, one like it that is not: `plot.png`, `plot-2.png`. */
export function freeName(attachments: JsonObject | undefined, name: string): string {
  const isTaken = (each: string): boolean => attachments !== undefined && Object.hasOwn(attachments, each)
  const [, stem = name, ending = ''] = /^(.+?)(\.[^.]*)?$/s.exec(name) ?? []
  let free = name
  for (let number = 2; isTaken(free); number += 1) free = `${stem}-${number}${ending}`
  return free
}

/** The cell with one attachment more, as one step to undo. */
export function attach(state: NotebookState, id: CellId, { name, type, data }: Picture): NotebookState {
  const { attachments } = mustHave(state, id)
  return withCells(state, [{ id, attachments: { ...attachments, [name]: { [type]: data } } }])
}
