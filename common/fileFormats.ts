/**
 * Every format that a notebook's file may have, behind one door: `.ipynb`, and the text formats of `documentFile.ts`, which
 * are loaded with the first text: the app starts without them.
 */
import { newCellId } from './cellId'
import { notHeldOf, saidCells } from './documentFile/layout'
import { kindToWrite, type TextKind } from './documentFile/textKinds'
import type { Cell, Notebook } from './notebook'
import { writeNotebook } from './notebookFile'
import { matchCells } from './notebookFile/matchCells'

export type FileKind = 'ipynb' | TextKind

/** What reads and writes texts. */
export const textFormats = () => import('./documentFile')

/** What a file held when it was last read or written. */
export interface FileText {
  readonly kind: FileKind
  readonly text: string
}

/** Which format a notebook gets under this name; null for a name that says none. */
export function kindFor(name: string, notebook: Notebook, was: FileText | null): FileKind | null {
  if (/\.ipynb$/i.test(name)) return 'ipynb'
  return kindToWrite(name, notebook, was?.kind === 'ipynb' || was === null ? null : was.kind)
}

/** The text of the notebook's file. What is the same as in `was`, if that is of the same format, stays as it is there. */
export async function writeFileText(
  notebook: Notebook,
  kind: FileKind,
  was: FileText | null
): Promise<string> {
  const original = was?.kind === kind ? was.text : null
  if (kind === 'ipynb') return writeNotebook(notebook, original)
  const { writeDocument } = await textFormats()
  return writeDocument(notebook, kind, original)
}

/** Whether the file does not hold all that the notebook has: text has no place for outputs, pictures in cells, pinned runs. */
export function losesSomething(notebook: Notebook, kind: FileKind): boolean {
  return kind !== 'ipynb' && notHeldOf(notebook.cells).length > 0
}

/**
 * What a text says now, with the ids that its cells had `before`: text holds none, and what was edited here would else be
 * another cell.
 */
export async function readAgain(
  text: string,
  kind: TextKind,
  before: readonly Cell[]
): Promise<readonly Cell[]> {
  const { readDocument } = await textFormats()
  const known = saidCells(before)
  const now = readDocument(text, kind).cells
  const matches = matchCells(
    known.map((cell) => ({ cell, hasOwnId: false })),
    now
  )
  return now.map((cell, i) => ({ ...cell, id: known[matches[i] ?? -1]?.id ?? newCellId() }))
}
