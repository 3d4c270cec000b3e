/** A notebook file's text → the notebook, and where its parts are in the text. */
import type { CellId } from '../brands'
import { MadeCellIds } from '../cellId'
import type { Cell, Json, JsonObject, Notebook } from '../notebook'
import type { Result } from '../result'
import { failed, ok } from '../result'
import { isObject } from '../json'
import type { JsonNode, JsonTree } from './jsonTree'
import { isFault, memberOf, parseJson, placeOf, valueOf } from './jsonTree'
import { givenCellId, isShapeFault, readCell } from './readCells'
import { cellsOf3, upgradeCell, upgradeMetadata } from './upgrade3'

export interface ReadFile {
  readonly notebook: Notebook
  /** Whether the file is version 3: then the notebook is what it becomes, and has no places in the text. */
  readonly upgraded: boolean
  readonly tree: JsonTree
  /** The place of each cell of `notebook.cells`, in the same order; empty for version 3. */
  readonly cellNodes: readonly JsonNode[]
}

/** Root, list of cells, cell: as deep as messages have to point. */
const LEVELS = 3
const NAMED = new Set(['cells', 'metadata', 'nbformat', 'nbformat_minor'])

export function readFile(text: string): Result<ReadFile> {
  const tree = parseJson(text, LEVELS)
  if (isFault(tree)) {
    if (text.trim() === '') return notANotebook('the file is empty')
    return notANotebook(`${tree.reason} (${placeOf(text, tree.offset)})`)
  }
  const root = tree.root
  if (!root.members) return notANotebook('its JSON is not an object')

  const major = fieldOf(tree, 'nbformat')
  const minor = fieldOf(tree, 'nbformat_minor') ?? 0
  if (typeof major !== 'number') return notANotebook('it does not say its version (nbformat)')
  if (typeof minor !== 'number') return notANotebook('its nbformat_minor is not a number')
  if (major !== 3 && major !== 4) return unsupported(major)
  const metadata = fieldOf(tree, 'metadata') ?? {}
  if (!isObject(metadata))
    return notANotebook(`its metadata is not an object${placeOfField(tree, 'metadata')}`)
  return major === 3 ? read3(tree, metadata) : read4(tree, metadata, minor)
}

function read4(tree: JsonTree, metadata: JsonObject, minor: number): Result<ReadFile> {
  const list = memberOf(tree.root, 'cells')?.value
  if (!list) return notANotebook('it has no list of cells')
  if (!list.items) return notANotebook(`its cells are not a list (${placeOf(tree.text, list.start)})`)
  const values = list.items.map((node) => valueOf(tree, node))
  const ids = idsOf(values, (i) => sliceOf(tree, list.items?.[i]))
  const cells: Cell[] = []
  for (const [i, node] of list.items.entries()) {
    const cell = readCell(values[i] as Json, ids[i] as CellId)
    if (isShapeFault(cell)) {
      const faulty = (cell.key !== undefined && memberOf(node, cell.key)?.value) || node
      return notANotebook(`${cell.reason}: cell ${i + 1}, ${placeOf(tree.text, faulty.start)}`)
    }
    cells.push(cell)
  }
  const extra = (tree.root.members ?? []).filter(({ key }) => !NAMED.has(key))
  const notebook: Notebook = {
    nbformat: 4,
    nbformat_minor: minor,
    metadata,
    cells,
    ...(extra.length > 0 && {
      extra: Object.fromEntries(extra.map(({ key, value }) => [key, valueOf(tree, value)]))
    })
  }
  return ok({ notebook, upgraded: false, tree, cellNodes: list.items })
}

function read3(tree: JsonTree, metadata: JsonObject): Result<ReadFile> {
  const old = cellsOf3(valueOf(tree, tree.root) as JsonObject)
  if (!old) return notANotebook(`it has no worksheets with cells${placeOfField(tree, 'worksheets')}`)
  const values = old.map(upgradeCell)
  const ids = idsOf(values, (i) => JSON.stringify(old[i]))
  const cells: Cell[] = []
  for (const [i, value] of values.entries()) {
    const cell = readCell(value, ids[i] as CellId)
    if (isShapeFault(cell)) return notANotebook(`${cell.reason}: cell ${i + 1}`)
    cells.push(cell)
  }
  const notebook: Notebook = { nbformat: 4, nbformat_minor: 5, metadata: upgradeMetadata(metadata), cells }
  return ok({ notebook, upgraded: true, tree, cellNodes: [] })
}

/** Good ids of the file are taken first, so that a made one never pushes a given one aside. */
function idsOf(cells: readonly Json[], textOf: (i: number) => string): CellId[] {
  const taken = new Set<string>()
  const given = cells.map((cell) => givenCellId(cell, taken))
  const made = new MadeCellIds(taken)
  return given.map((id, i) => id ?? made.idFor(textOf(i)))
}

function sliceOf(tree: JsonTree, node: JsonNode | undefined): string {
  return node ? tree.text.slice(node.start, node.end) : ''
}

function fieldOf(tree: JsonTree, key: string): Json | undefined {
  const member = memberOf(tree.root, key)
  return member && valueOf(tree, member.value)
}

function placeOfField(tree: JsonTree, key: string): string {
  const member = memberOf(tree.root, key)
  return member ? ` (${placeOf(tree.text, member.value.start)})` : ''
}

function notANotebook(reason: string): Result<never> {
  return failed('not-a-notebook', `This file is not a notebook: ${reason}.`, reason)
}

function unsupported(major: number): Result<never> {
  const advice = major < 3 ? 'convert it with an older Jupyter first' : 'it was made by a newer program'
  const detail = `nbformat ${major}`
  return failed(
    'unsupported-version',
    `This notebook has version ${major} (nbformat); versions 3 and 4 can be read: ${advice}.`,
    detail
  )
}
