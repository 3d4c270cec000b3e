/** The cells and outputs of an nbformat 4 file, from parsed JSON. */
import type { CellId } from '../brands'
import { isCellId } from '../cellId'
import type { Cell, Json, JsonObject, Output } from '../notebook'
import { isObject } from '../json'
import { joined, joinedBundle } from './lines'

/** A part of a file that is not what the format says. */
export interface ShapeFault {
  /** The key of the cell that is wrong; absent when the cell as a whole is. */
  readonly key?: string
  readonly reason: string
}

const NAMED = new Set(['cell_type', 'id', 'source', 'metadata'])

/**
 * One cell. Missing fields get the format's defaults, as some programs leave them out; fields of a wrong type are
 * faults, as nothing can be shown in their place. A cell of a type that the format does not know becomes a raw cell.
 */
export function readCell(json: Json, id: CellId): Cell | ShapeFault {
  if (!isObject(json)) return { reason: 'a cell is not an object' }
  const { cell_type, metadata = {}, attachments, outputs = [] } = json
  if (typeof cell_type !== 'string')
    return { reason: 'a cell has no type', ...('cell_type' in json && at('cell_type')) }
  const source = joined(json['source'] ?? '')
  if (source === undefined)
    return { ...at('source'), reason: 'the source of a cell is neither text nor lines of text' }
  if (!isObject(metadata)) return { ...at('metadata'), reason: 'the metadata of a cell is not an object' }

  if (cell_type === 'code') {
    if (!Array.isArray(outputs)) return { ...at('outputs'), reason: 'the outputs of a cell are not a list' }
    if (!outputs.every(isObject)) return { ...at('outputs'), reason: 'an output of a cell is not an object' }
    const count = json['execution_count']
    return {
      id,
      cell_type,
      source,
      metadata,
      ...extraOf(json, 'execution_count', 'outputs'),
      execution_count: typeof count === 'number' ? count : null,
      outputs: outputs.map(readOutput)
    }
  }
  if (attachments !== undefined && !isObject(attachments))
    return { ...at('attachments'), reason: 'the attachments of a cell are not an object' }
  return {
    id,
    cell_type: cell_type === 'markdown' ? 'markdown' : 'raw',
    source,
    metadata,
    ...extraOf(json, 'attachments'),
    ...(attachments && { attachments: attachmentsOf(attachments) })
  }
}

export function isShapeFault(read: Cell | ShapeFault): read is ShapeFault {
  return 'reason' in read
}

/** The id that the file gives a cell, when it is good and not yet taken. */
export function givenCellId(json: Json, taken: Set<string>): CellId | undefined {
  const given = isObject(json) ? json['id'] : undefined
  if (!isCellId(given) || taken.has(given)) return undefined
  taken.add(given)
  return given
}

/** An output; one that is not as the format says is kept whole, as `unknown`. */
function readOutput(json: JsonObject): Output {
  const { output_type, metadata = {}, data = {} } = json
  const unknown: Output = { output_type: 'unknown', json }
  switch (output_type) {
    case 'stream': {
      const text = joined(json['text'])
      return text === undefined
        ? unknown
        : { output_type, name: json['name'] === 'stderr' ? 'stderr' : 'stdout', text }
    }
    case 'display_data':
      if (!isObject(data) || !isObject(metadata)) return unknown
      return { output_type, data: joinedBundle(data), metadata }
    case 'execute_result': {
      if (!isObject(data) || !isObject(metadata)) return unknown
      const count = json['execution_count']
      const execution_count = typeof count === 'number' ? count : null
      return { output_type, execution_count, data: joinedBundle(data), metadata }
    }
    case 'error': {
      const { ename = '', evalue = '', traceback = [] } = json
      if (typeof ename !== 'string' || typeof evalue !== 'string') return unknown
      if (!Array.isArray(traceback) || !traceback.every((line) => typeof line === 'string')) return unknown
      return { output_type, ename, evalue, traceback }
    }
    default:
      return unknown
  }
}

function attachmentsOf(attachments: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(attachments).map(([name, bundle]) => [
      name,
      isObject(bundle) ? joinedBundle(bundle) : bundle
    ])
  )
}

function extraOf(json: JsonObject, ...named: string[]): { extra?: JsonObject } {
  const rest = Object.entries(json).filter(([key]) => !NAMED.has(key) && !named.includes(key))
  return rest.length > 0 ? { extra: Object.fromEntries(rest) } : {}
}

const at = (key: string): { key: string } => ({ key })
