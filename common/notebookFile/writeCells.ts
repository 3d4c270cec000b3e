/** Cells and outputs in the file's form, new or as changes to what the file has. */
import type { Cell, Json, JsonObject, Output } from '../notebook'
import { isObject } from '../json'
import { isEqual } from './equal'
import { alignedEntries, placeIn, rewriteArray, rewriteObject, rewriteValue } from './jsonEdit'
import type { JsonStyle } from './jsonStyle'
import { writeJson } from './jsonStyle'
import type { JsonNode, JsonTree } from './jsonTree'
import { expand, memberOf, valueOf } from './jsonTree'
import { splitBundle, splitLines } from './lines'
import { rewriteSource, withLineBreaksOf } from './writeSource'

/** A whole cell as the file shall have it. */
export function cellToJson(cell: Cell, hasIds: boolean, hasLineLists: boolean): JsonObject {
  const { id, cell_type, source, metadata, extra } = cell
  const base = {
    ...extra,
    ...(hasIds && { id }),
    cell_type,
    metadata,
    source: hasLineLists ? splitLines(source) : source
  }
  if (cell.cell_type !== 'code')
    return {
      ...base,
      ...(cell.attachments && { attachments: attachmentsToJson(cell.attachments, hasLineLists) })
    }
  return {
    ...base,
    execution_count: cell.execution_count,
    outputs: cell.outputs.map((output) => outputToJson(output, hasLineLists))
  }
}

function outputToJson(output: Output, hasLineLists: boolean): JsonObject {
  switch (output.output_type) {
    case 'unknown':
      return output.json
    case 'stream':
      return { ...output, text: hasLineLists ? splitLines(output.text) : output.text }
    case 'error':
      return { ...output }
    default:
      return { ...output, data: hasLineLists ? splitBundle(output.data) : output.data }
  }
}

/**
 * The text of a cell that the file has as `before` at `node` (with its members) and that is to be `after`. Keys that the
 * notebook in memory does not have stay.
 * @param ids when to give the cell an id in the file that has none, or a bad one, there
 */
export function rewriteCell(
  tree: JsonTree,
  node: JsonNode,
  before: Cell,
  after: Cell,
  ids: 'never' | 'ifChanged' | 'always',
  style: JsonStyle
): string {
  const { indent, style: local } = placeIn(tree, node, style)
  const changes = new Map<string, string | null>()
  const write = (value: Json): string => writeJson(value, local, indent)
  const set = (key: string, value: Json): void => {
    const old = memberOf(node, key)?.value
    changes.set(key, old ? rewriteValue(tree, old, value, local) : write(value))
  }

  if (before.cell_type !== after.cell_type) changes.set('cell_type', write(after.cell_type))
  const source = withLineBreaksOf(before.source, after.source)
  if (source !== before.source) {
    const old = memberOf(node, 'source')?.value
    changes.set(
      'source',
      old ? rewriteSource(tree, old, source, local) : write(local.hasLineLists ? splitLines(source) : source)
    )
  }
  if (!isEqual(before.metadata, after.metadata)) set('metadata', after.metadata)

  const attachments = after.cell_type === 'code' ? undefined : after.attachments
  const oldAttachments = before.cell_type === 'code' ? undefined : before.attachments
  if (attachments === undefined) {
    if (oldAttachments !== undefined) changes.set('attachments', null)
  } else if (!isEqual(oldAttachments, attachments))
    set('attachments', attachmentsToJson(attachments, local.hasLineLists))

  if (after.cell_type === 'code') {
    const old = before.cell_type === 'code' ? before : undefined
    if (old?.execution_count !== after.execution_count) set('execution_count', after.execution_count)
    if (!isEqual(old?.outputs, after.outputs)) {
      const place = memberOf(node, 'outputs')?.value
      changes.set(
        'outputs',
        place && old
          ? rewriteOutputs(tree, place, old.outputs, after.outputs, local)
          : write(after.outputs.map((output) => outputToJson(output, local.hasLineLists)))
      )
    }
  } else if (before.cell_type === 'code') {
    changes.set('execution_count', null)
    changes.set('outputs', null)
  }

  const mayWriteId = ids === 'always' || (ids === 'ifChanged' && changes.size > 0)
  if (mayWriteId && idInFile(tree, node) !== after.id) set('id', after.id)
  return changes.size === 0
    ? tree.text.slice(node.start, node.end)
    : rewriteObject(tree, node, changes, style)
}

/** The id that the file gives the cell at this place, if any. */
export function idInFile(tree: JsonTree, node: JsonNode | undefined): Json | undefined {
  const id = node && memberOf(node, 'id')
  return id && valueOf(tree, id.value)
}

function rewriteOutputs(
  tree: JsonTree,
  node: JsonNode,
  before: readonly Output[],
  after: readonly Output[],
  style: JsonStyle
): string {
  const array = expand(tree, node)
  const { indent, style: local } = placeIn(tree, array, style)
  const write = (output: Output): string => writeJson(outputToJson(output, style.hasLineLists), local, indent)
  return rewriteArray(tree, array, alignedEntries(before, after, isEqual, write), style)
}

function attachmentsToJson(attachments: JsonObject, hasLineLists: boolean): JsonObject {
  if (!hasLineLists) return attachments
  return Object.fromEntries(
    Object.entries(attachments).map(([name, bundle]) => [
      name,
      isObject(bundle) ? splitBundle(bundle) : bundle
    ])
  )
}
