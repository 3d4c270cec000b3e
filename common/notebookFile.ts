/**
 * Jupyter notebook files (`.ipynb`) ⇄ the notebook in memory, losing nothing: what the user did not change keeps its
 * exact characters in the file, down to the order of keys, the spelling of numbers and the line structure. So a notebook
 * that is saved without an edit is the same file, and an edit shows in its own lines only.
 *
 * Versions 4.0 and newer keep their version. Version 3 is upgraded to 4.5 on reading.
 */
import { newCellId } from './cellId'
import { isEqual } from './notebookFile/equal'
import type { Entry } from './notebookFile/jsonEdit'
import { placeIn, rewriteArray, rewriteObject, rewriteValue } from './notebookFile/jsonEdit'
import type { JsonStyle } from './notebookFile/jsonStyle'
import { JUPYTER_STYLE, localStyle, styleOf, writeJson } from './notebookFile/jsonStyle'
import { memberOf } from './notebookFile/jsonTree'
import { matchCells } from './notebookFile/matchCells'
import type { ReadFile } from './notebookFile/readFile'
import { readFile } from './notebookFile/readFile'
import { cellToJson, idInFile, rewriteCell } from './notebookFile/writeCells'
import type { Notebook } from './notebook'
import type { Result } from './result'
import { mustFind, ok } from './result'

export interface ReadNotebook {
  readonly notebook: Notebook
  /** Read from version 3: the file on disk is older than what saving would write. */
  readonly upgraded: boolean
}

/** The first minor version whose cells have ids in the file. */
const FIRST_MINOR_WITH_IDS = 5

/**
 * Reads the text of an `.ipynb` file, with or without a byte order mark.
 * @returns `not-a-notebook` or `unsupported-version`, with the reason and the place, for anything that cannot be shown
 */
export function readNotebook(text: string): Result<ReadNotebook> {
  const read = readFile(text)
  if (!read.ok) return read
  return ok({ notebook: read.value.notebook, upgraded: read.value.upgraded })
}

/**
 * The text of the notebook's file.
 * @param original the file's text as it was last read or written; `null` for a notebook that has no file yet
 */
export function writeNotebook(notebook: Notebook, original: string | null): string {
  const read = original === null ? undefined : readFile(original)
  if (!read?.ok) return `${wholeNotebook(notebook, JUPYTER_STYLE)}\n`
  const file = read.value
  const { root, text } = file.tree
  const style = styleOf(file.tree)
  return text.slice(0, root.start) + rewritten(notebook, file, style) + text.slice(root.end)
}

/** A notebook with one empty code cell, for Python. */
export function newNotebook(): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' }
    },
    cells: [
      { id: newCellId(), cell_type: 'code', source: '', metadata: {}, execution_count: null, outputs: [] }
    ]
  }
}

function wholeNotebook(notebook: Notebook, style: JsonStyle): string {
  const { nbformat, nbformat_minor, metadata, extra } = notebook
  const hasIds = nbformat_minor >= FIRST_MINOR_WITH_IDS
  const cells = notebook.cells.map((cell) => cellToJson(cell, hasIds, style.hasLineLists))
  return writeJson({ ...extra, cells, metadata, nbformat, nbformat_minor }, style, '')
}

function rewritten(notebook: Notebook, file: ReadFile, style: JsonStyle): string {
  const { tree, upgraded } = file
  const { root } = tree
  const before = file.notebook
  if (upgraded) {
    const isUntouched = isEqual(before, notebook)
    return isUntouched ? tree.text.slice(root.start, root.end) : wholeNotebook(notebook, style)
  }
  const changes = new Map<string, string | null>()
  const inRoot = localStyle(tree, root, style)
  if (notebook.nbformat_minor !== before.nbformat_minor)
    changes.set('nbformat_minor', String(notebook.nbformat_minor))
  if (!isEqual(before.metadata, notebook.metadata)) {
    const old = memberOf(root, 'metadata')?.value
    const { indent } = placeIn(tree, root, style)
    changes.set(
      'metadata',
      old ? rewriteValue(tree, old, notebook.metadata, inRoot) : writeJson(notebook.metadata, inRoot, indent)
    )
  }
  changes.set('cells', rewriteCells(notebook, file, inRoot))
  return rewriteObject(tree, root, changes, style)
}

function rewriteCells(notebook: Notebook, file: ReadFile, style: JsonStyle): string {
  const { tree, cellNodes } = file
  const before = file.notebook.cells
  const list = mustFind(memberOf(tree.root, 'cells')?.value, 'the list of cells')
  const place = placeIn(tree, list, style)
  const inCells = cellNodes[0] ? localStyle(tree, cellNodes[0], place.style) : place.style
  const hasIds = notebook.nbformat_minor >= FIRST_MINOR_WITH_IDS
  const ids = !hasIds ? 'never' : file.notebook.nbformat_minor < FIRST_MINOR_WITH_IDS ? 'always' : 'ifChanged'
  const inFile = before.map((cell, at) => ({ cell, hasOwnId: idInFile(tree, cellNodes[at]) === cell.id }))
  const matches = matchCells(inFile, notebook.cells)
  const entries = notebook.cells.map((cell, i): Entry => {
    const from = matches[i]
    if (from === undefined)
      return { text: writeJson(cellToJson(cell, hasIds, style.hasLineLists), inCells, place.indent) }
    const node = mustFind(cellNodes[from], 'the place of a cell')
    const old = mustFind(before[from], 'a cell of the file')
    return { from, text: rewriteCell(tree, node, old, cell, ids, place.style) }
  })
  return rewriteArray(tree, list, entries, style)
}
