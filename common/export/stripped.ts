/**
 * A notebook without some of what it holds. A handout is one without outputs and solutions; what an exercise asks and the
 * checks stay. The cells stay too, with their ids and tags, so that a handout can be laid beside the notebook that it is made
 * from. Pure: the same notebook always gives the same.
 */
import type { Cell, JsonObject, Notebook } from '../notebook'
import { withAuthors } from '../outputAuthors'
import { ownList, withOwnList, withoutOwn } from '../ownMetadata'
import { isTagged } from '../teaching/tags'
import { monitorsAmong, withoutMonitors } from './monitorOutputs'

/**
 * What can be taken out: pictures of runs among the outputs; all outputs, with when and as what number they ran; what is in
 * cells tagged `solution`; and kept runs, with the notes on them.
 */
export type Part = 'monitors' | 'outputs' | 'solutions' | 'runs'

export function handoutParts(withoutRuns: boolean): readonly Part[] {
  return withoutRuns ? ['outputs', 'solutions', 'runs'] : ['outputs', 'solutions']
}

export function stripped(notebook: Notebook, parts: readonly Part[]): Notebook {
  const start = parts.includes('monitors') ? withoutMonitors(notebook) : notebook
  const strips: readonly [Part, (cell: Cell) => Cell][] = [
    ['outputs', withoutOutputs],
    ['solutions', withoutSolution],
    ['runs', withoutRuns]
  ]
  const chosen = strips.filter(([part]) => parts.includes(part)).map(([, strip]) => strip)
  return { ...start, cells: start.cells.map((cell) => chosen.reduce((now, strip) => strip(now), cell)) }
}

/** How many of each a notebook has: pictures, cells with outputs, solutions that say something, and kept runs. */
export function countParts(notebook: Notebook): Record<Part, number> {
  const { cells } = notebook
  return {
    monitors: monitorsAmong(notebook),
    outputs: cells.filter((cell) => cell.cell_type === 'code' && cell.outputs.length > 0).length,
    solutions: cells.filter((cell) => isTagged(cell, 'solution') && cell.source.trim() !== '').length,
    runs: cells.reduce((count, { metadata }) => count + ownList(metadata, 'pins').length, 0)
  }
}

/** Metadata of a cell that tell when it ran, or how its outputs are shown; Jupyter and its extensions write them. */
const OF_OUTPUTS = new Set(['execution', 'ExecuteTime', 'collapsed', 'scrolled'])

function withoutOutputs(cell: Cell): Cell {
  if (cell.cell_type !== 'code') return cell
  const metadata = without(withAuthors(cell.metadata, undefined), OF_OUTPUTS)
  return { ...cell, outputs: [], execution_count: null, metadata }
}

function withoutSolution(cell: Cell): Cell {
  if (!isTagged(cell, 'solution')) return cell
  const metadata = withoutOwn(cell.metadata)
  if (cell.cell_type === 'code') return { ...cell, source: '', metadata, outputs: [], execution_count: null }
  return {
    id: cell.id,
    cell_type: cell.cell_type,
    source: '',
    metadata,
    ...(cell.extra && { extra: cell.extra })
  }
}

function withoutRuns(cell: Cell): Cell {
  return { ...cell, metadata: withOwnList(withOwnList(cell.metadata, 'pins', []), 'notes', []) }
}

function without(metadata: JsonObject, names: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => !names.has(name)))
}
