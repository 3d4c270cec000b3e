/** An open notebook and its file: what that had, what is saved into it, and what another program did to it. Pure. */
import type { CellId } from '../../common/brands'
import { outputsBesideTimelines } from '../../common/export/monitorOutputs'
import type { OutsideChange, SavedNotebook } from '../../common/ipc'
import { mergeCells } from '../../common/mergeNotebook'
import type { Cell, CodeCell, Json, Notebook, Output } from '../../common/notebook'
import { authorsIn, withAuthors } from '../../common/outputAuthors'
import { mustHave, withAll } from './notebook'
import type { OpenNotebook } from './open'
import { authorsForFile, emptyOutputs, fromNotebook, toNotebook, type Outputs } from './outputs'
import { isActive, savedRun } from './runs'

/** What the file had of a cell's outputs, with who wrote them. */
export interface Filed {
  readonly shown: Outputs
  readonly whole: readonly Output[]
  readonly authors: Json | undefined
}

/** @param before what was shown of them until now */
export function filedOf({ outputs, metadata }: CodeCell, before?: Outputs): Filed {
  const authors = authorsIn(metadata)
  const shown = fromNotebook(outputsBesideTimelines(outputs, metadata), authors, before)
  return { shown, whole: outputs, authors }
}

/** Saving began when `edits` was this; what was changed since then is unsaved still. */
export function savedAs(open: OpenNotebook, saved: SavedNotebook, edits: number): OpenNotebook {
  const { path, name, from } = saved
  return {
    ...open,
    path,
    name,
    from,
    writable: true,
    recovered: null,
    outside: null,
    savedAt: edits
  }
}

/** Main has looked at the file, and says `word` of it (null: it is as it was). */
export function outsideIs(open: OpenNotebook, word: string | null): OpenNotebook {
  if (word === (open.outside?.word ?? null)) return open
  return { ...open, outside: word === null ? null : { word, isGone: word === 'gone', isKnown: false } }
}

/** Main has looked whether another Gilscope has the file open. */
export function elsewhereIs(open: OpenNotebook, isElsewhere: boolean): OpenNotebook {
  if (isElsewhere === (open.elsewhere !== 'no')) return open
  return { ...open, elsewhere: isElsewhere ? 'told' : 'no' }
}

/** What another program did to the file comes into the notebook, as one step to undo; with it the outputs of those cells. */
export function withOutside(open: OpenNotebook, change: OutsideChange): OpenNotebook {
  const { cells, taken } = mergeCells(change.before, wholeNotebook(open).cells, change.now)
  const isUnsaved = open.edits !== open.savedAt
  const notebook = withAll(open.notebook, cells)
  const [runs, outputs, filed] = [new Map(open.runs), new Map(open.outputs), new Map(open.filed)]
  // With nothing of one's own the page now shows just what the file holds.
  const theirs = change.now.filter(({ id }) => !isUnsaved || taken.includes(id))
  for (const cell of theirs) {
    if (cell.cell_type !== 'code' || isActive(runs.get(cell.id))) continue
    const { id, execution_count: count } = cell
    const inFile = filedOf(cell, outputs.get(id))
    outputs.set(id, inFile.shown)
    filed.set(id, inFile)
    if (count === null) runs.delete(id)
    else runs.set(id, savedRun(id, count))
  }
  const edits = open.edits + 1
  return {
    ...open,
    notebook,
    runs,
    outputs,
    filed,
    outside: null,
    edits,
    savedAt: isUnsaved ? open.savedAt : edits
  }
}

/** The notebook as a file holds it. */
export function wholeNotebook(open: OpenNotebook): Notebook {
  const { nbformat_minor, metadata, order } = open.notebook
  return { nbformat: 4, nbformat_minor, metadata, cells: order.map((id) => wholeCell(open, id)) }
}

function wholeCell(open: OpenNotebook, id: CellId): Cell {
  const { cell_type, source, metadata, attachments } = mustHave(open.notebook, id)
  if (cell_type !== 'code') {
    return { id, cell_type, source, metadata, ...(attachments === undefined ? {} : { attachments }) }
  }
  const { whole, authors } = wholeOutputs(open, id)
  return {
    ...{ id, cell_type, source, metadata: withAuthors(metadata, authors) },
    execution_count: open.runs.get(id)?.count ?? null,
    outputs: whole
  }
}

function wholeOutputs({ outputs, filed }: OpenNotebook, id: CellId): Pick<Filed, 'whole' | 'authors'> {
  const now = outputs.get(id) ?? emptyOutputs()
  const before = filed.get(id)
  return now === before?.shown ? before : { whole: toNotebook(now), authors: authorsForFile(now) }
}
