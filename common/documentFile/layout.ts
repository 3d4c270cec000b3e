/**
 * What a text notebook is made of, whatever its format: lines at its head about the whole of it, and after them cells, each
 * with lines of its own, and other lines (blank ones, marks of a border) between them.
 */
import type { Cell, CellType, JsonObject } from '../notebook'
import { isObject } from '../json'
import { ownList } from '../ownMetadata'
import { expectedOutputs, withExpected } from './expected'

/** What text can say of a cell. */
export interface Said {
  readonly cell_type: CellType
  readonly source: string
  readonly metadata: JsonObject
}

/** A cell where it stands in the text. */
export interface Piece extends Said {
  /** Its first line, from 0. */
  readonly from: number
  /** The line after its last. */
  readonly to: number
  /** How it is written there, kept when it is written anew: what each line begins with, and a word of the format's own. */
  readonly prefix?: string
  readonly style?: string
  /** The lines with which it opens, up to its source; they say its metadata. */
  readonly opening?: readonly string[]
  /** It goes on to the end of the text only because nothing ends it: nothing can follow it as it is. */
  readonly isOpen?: boolean
}

export interface Layout {
  /** How many lines the head has. */
  readonly head: number
  /** The notebook's own, as far as the head says something of it. */
  readonly metadata: JsonObject
  readonly pieces: readonly Piece[]
}

/** A text format: how to find the cells, and how to write each part anew. */
export interface TextFormat {
  lay(lines: readonly string[]): Layout
  /** The lines at the head, for metadata that are not what the file has. */
  head(metadata: JsonObject, cells: readonly Said[]): readonly string[]
  /** The lines before a cell: after the one `before` it, or after the head or at the beginning where that is null. */
  lead(before: Said | null, cell: Said, hasHead: boolean): readonly string[]
  body(cell: Said, was: Piece | undefined): readonly string[]
}

/** Metadata of a cell that are about its outputs or the screen; Jupytext leaves the same out of text files. */
const NOT_FOR_TEXT = new Set(['autoscroll', 'collapsed', 'scrolled', 'trusted', 'execution', 'ExecuteTime'])
/** The part of a cell that text can say; pins and notes are about runs, whose outputs text does not hold either. */
export function saidOf({ cell_type, source, metadata }: Cell | Said): Said {
  const others = Object.entries(metadata).filter(([name]) => !NOT_FOR_TEXT.has(name) && name !== 'gilscope')
  return {
    cell_type,
    source: source.replace(/\r\n?/g, '\n'),
    metadata: withExpected(Object.fromEntries(others), expectedOutputs(metadata))
  }
}

/** The cells with nothing that text cannot say. */
export function saidCells(cells: readonly Cell[]): readonly Cell[] {
  return cells.map((cell) => {
    const { source, metadata } = saidOf(cell)
    return cell.cell_type === 'code'
      ? { id: cell.id, cell_type: cell.cell_type, source, metadata, execution_count: null, outputs: [] }
      : { id: cell.id, cell_type: cell.cell_type, source, metadata }
  })
}

/** The metadata of a notebook for the head of its text; what its language is, its kernel says again. */
export function headOf(metadata: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== 'language_info'))
}

/** What of a notebook no text format holds. */
export type NotHeld = 'outputs' | 'attachments' | 'runs'

/** Lists of ours that are about runs: those that are pinned, and notes on them. */
const OF_RUNS = ['pins', 'notes']

export function notHeldOf(cells: readonly Cell[]): readonly NotHeld[] {
  const lost: NotHeld[] = []
  if (cells.some((cell) => cell.cell_type === 'code' && cell.outputs.length > 0)) lost.push('outputs')
  if (cells.some((cell) => cell.cell_type !== 'code' && hasMembers(cell.attachments)))
    lost.push('attachments')
  if (cells.some(({ metadata }) => OF_RUNS.some((name) => ownList(metadata, name).length > 0)))
    lost.push('runs')
  return lost
}

function hasMembers(value: JsonObject | undefined): boolean {
  return isObject(value) && Object.keys(value).length > 0
}
