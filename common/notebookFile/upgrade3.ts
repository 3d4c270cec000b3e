/**
 * nbformat 3 (IPython 0.13 to 2) → nbformat 4, as nbformat's own upgrade does it: worksheets are joined into one list
 * of cells, headings become Markdown, MIME types get their full names.
 */
import type { Json, JsonObject } from '../notebook'
import { isObject } from '../json'
import { joined, splitLines } from './lines'

const MIME_TYPES: Record<string, string> = {
  text: 'text/plain',
  html: 'text/html',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpeg: 'image/jpeg',
  latex: 'text/latex',
  json: 'application/json',
  javascript: 'application/javascript',
  pdf: 'application/pdf'
}
const OUTPUT_FIELDS = new Set(['output_type', 'prompt_number', 'metadata'])

/** The cells of all worksheets, in order; `undefined` when the file has no worksheets with cells. */
export function cellsOf3(notebook: JsonObject): readonly Json[] | undefined {
  const worksheets = notebook['worksheets']
  if (!Array.isArray(worksheets)) return undefined
  const lists = worksheets.map((sheet: Json) => (isObject(sheet) ? (sheet['cells'] ?? []) : undefined))
  return lists.every((list) => Array.isArray(list)) ? lists.flat() : undefined
}

/** One cell in the shape of nbformat 4. What is not a version 3 cell is handed on as it is, for the reader to refuse. */
export function upgradeCell(cell: Json): Json {
  if (!isObject(cell)) return cell
  switch (cell['cell_type']) {
    case 'code': {
      const { input = '', prompt_number = null, collapsed, metadata = {}, outputs = [], ...rest } = cell
      delete (rest as Record<string, Json>)['language']
      return {
        ...rest,
        source: input,
        execution_count: prompt_number,
        metadata: collapsed === undefined || !isObject(metadata) ? metadata : { ...metadata, collapsed },
        outputs: Array.isArray(outputs) ? outputs.map(upgradeOutput) : outputs
      }
    }
    case 'heading': {
      const { level = 1, ...rest } = cell
      const title = splitLines(joined(cell['source'] ?? '') ?? '')
      const hashes = '#'.repeat(typeof level === 'number' ? level : 1)
      return {
        ...rest,
        cell_type: 'markdown',
        source: `${hashes} ${title.map((line) => line.trimEnd()).join(' ')}`
      }
    }
    case 'html':
      return { ...cell, cell_type: 'markdown' }
    default:
      return cell
  }
}

/** Notebook metadata without what version 4 does not have: the name (now the file's) and the old signature. */
export function upgradeMetadata(metadata: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== 'name' && key !== 'signature'))
}

function upgradeOutput(output: Json): Json {
  if (!isObject(output)) return output
  switch (output['output_type']) {
    case 'pyout':
      return {
        output_type: 'execute_result',
        execution_count: output['prompt_number'] ?? null,
        ...upgradeData(output)
      }
    case 'display_data':
      return { output_type: 'display_data', ...upgradeData(output) }
    case 'pyerr':
      return { ...output, output_type: 'error' }
    case 'stream': {
      const { stream = 'stdout', ...rest } = output
      return { ...rest, name: stream }
    }
    default:
      return output
  }
}

/** Version 3 keeps the data beside the other fields, under short names. */
function upgradeData(output: JsonObject): JsonObject {
  const { metadata = {} } = output
  const data = Object.entries(output)
    .filter(([key]) => !OUTPUT_FIELDS.has(key))
    .map(([key, value]) => [MIME_TYPES[key] ?? key, key === 'json' ? parsed(value) : value] as const)
  return { data: Object.fromEntries(data), metadata: isObject(metadata) ? renamed(metadata) : metadata }
}

function renamed(metadata: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(metadata).map(([key, value]) => [MIME_TYPES[key] ?? key, value]))
}

/** Version 3 keeps JSON data as text. Text that is no JSON stays text. */
function parsed(value: Json): Json {
  const text = joined(value)
  if (text === undefined) return value
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
