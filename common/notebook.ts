/**
 * A notebook in memory: what the user wrote and, once saved, what the kernel answered.
 *
 * The names and shapes are nbformat 4's (https://nbformat.readthedocs.io/en/latest/format_description.html), with two
 * simplifications: multi-line strings, which a file may split into lists of lines, are always joined here; and cells of
 * files older than 4.5 get an id on reading. `notebookFile.ts` turns files into this and back.
 */
import type { CellId } from './brands'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

/** A MIME type to its data: text types hold a string, binary ones base64, JSON types any JSON. */
export type MimeBundle = JsonObject

export interface Notebook {
  /** The version the file has and keeps; `nbformat` is always 4 here (3 is upgraded on reading). */
  readonly nbformat: 4
  readonly nbformat_minor: number
  readonly metadata: JsonObject
  readonly cells: readonly Cell[]
  /** Keys of the file that nbformat does not name. */
  readonly extra?: JsonObject
}

export type Cell = CodeCell | MarkdownCell | RawCell
export type CellType = Cell['cell_type']

interface CellBase {
  readonly id: CellId
  readonly source: string
  readonly metadata: JsonObject
  /** Keys of the cell that nbformat does not name: carried along, never looked at. */
  readonly extra?: JsonObject
}
export interface CodeCell extends CellBase {
  readonly cell_type: 'code'
  readonly execution_count: number | null
  readonly outputs: readonly Output[]
}
export interface MarkdownCell extends CellBase {
  readonly cell_type: 'markdown'
  readonly attachments?: JsonObject
}
export interface RawCell extends CellBase {
  readonly cell_type: 'raw'
  readonly attachments?: JsonObject
}

/** nbformat's place for words of its readers' about a cell; whatever else is there is passed over. */
export function tagsOf({ tags }: JsonObject): readonly string[] {
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : []
}

/** Whether a run goes on behind this cell also when it fails: Jupyter's tag for cells that are there to fail. */
export function mayFail({ metadata }: Pick<CellBase, 'metadata'>): boolean {
  return tagsOf(metadata).includes('raises-exception')
}

export type Output = StreamOutput | DisplayDataOutput | ExecuteResultOutput | ErrorOutput | UnknownOutput

export interface StreamOutput {
  readonly output_type: 'stream'
  readonly name: 'stdout' | 'stderr'
  readonly text: string
}
export interface DisplayDataOutput {
  readonly output_type: 'display_data'
  readonly data: MimeBundle
  readonly metadata: JsonObject
}
export interface ExecuteResultOutput {
  readonly output_type: 'execute_result'
  readonly execution_count: number | null
  readonly data: MimeBundle
  readonly metadata: JsonObject
}
export interface ErrorOutput {
  readonly output_type: 'error'
  readonly ename: string
  readonly evalue: string
  /** Lines with ANSI colours. */
  readonly traceback: readonly string[]
}
/** An output of a file that is none of the above: kept as it is, so that saving loses nothing. */
export interface UnknownOutput {
  readonly output_type: 'unknown'
  /** The whole output as the file has it, with its own `output_type`. */
  readonly json: JsonObject
}
