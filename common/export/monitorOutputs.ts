/**
 * Monitors among outputs: pictures of what a cell's kept runs did, which any program shows that shows notebooks. Each bears
 * `"gilscope": {"monitor": RUN}` in its metadata, by which it is found again: Gilscope shows the live timeline in its place.
 */
import { isObject } from '../json'
import type { CodeCell, JsonObject, Notebook, Output } from '../notebook'
import { pinsOf } from '../pins'

/** What a cell with this metadata shows of its outputs where live timelines can be: monitors only of runs it does not keep. */
export function outputsBesideTimelines(outputs: readonly Output[], metadata: JsonObject): readonly Output[] {
  if (outputs.every((output) => monitorIn(output) === null)) return outputs
  const kept = new Set<string>(pinsOf(metadata).map(({ run }) => run))
  const isShown = (output: Output): boolean => !kept.has(monitorIn(output) ?? '')
  return outputs.filter(isShown)
}

export function withoutMonitors(notebook: Notebook): Notebook {
  return withOutputs(notebook, ({ outputs }) => outputsWithout(outputs))
}

/** How many its outputs have. */
export function monitorsAmong({ cells }: Notebook): number {
  const outputs = cells.flatMap((cell) => (cell.cell_type === 'code' ? cell.outputs : []))
  return outputs.filter((output) => monitorIn(output) !== null).length
}

export function outputsWithout(outputs: readonly Output[]): readonly Output[] {
  return outputs.filter((output) => monitorIn(output) === null)
}

export function withOutputs(notebook: Notebook, outputsOf: (cell: CodeCell) => readonly Output[]): Notebook {
  const cells = notebook.cells.map((cell) =>
    cell.cell_type === 'code' ? { ...cell, outputs: outputsOf(cell) } : cell
  )
  return { ...notebook, cells }
}

/** The run whose monitor it is; null for any other output. */
function monitorIn(output: Output): string | null {
  const own = output.output_type === 'display_data' ? output.metadata['gilscope'] : undefined
  const run = isObject(own) ? own['monitor'] : undefined
  return typeof run === 'string' ? run : null
}
