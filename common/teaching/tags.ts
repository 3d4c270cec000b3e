/**
 * What a cell is for in a notebook that teaches, as nbformat's own tags (`metadata.tags`), which every tool keeps:
 *
 * - `aim`: what the chapter is for.
 * - `prediction`: a question that is answered before a cell is run (`prediction.ts`).
 * - `exercise`: what the learner is to write or change; `solution`: one way to do it, folded until it is asked for.
 * - `check`: plain `assert`s on what the learner wrote, which run in any Jupyter.
 */
import { tagsOf, type Cell } from '../notebook'

export const TEACHING_TAGS = ['aim', 'prediction', 'exercise', 'solution', 'check'] as const
export type TeachingTag = (typeof TEACHING_TAGS)[number]

/** The kinds of cells that a tag is for; on others it means nothing. */
const CELL_TYPES: Record<TeachingTag, readonly Cell['cell_type'][]> = {
  aim: ['markdown'],
  prediction: ['markdown'],
  exercise: ['markdown', 'code'],
  solution: ['markdown', 'code'],
  check: ['code']
}

export function isTagged(
  { cell_type, metadata }: Pick<Cell, 'cell_type' | 'metadata'>,
  tag: TeachingTag
): boolean {
  return CELL_TYPES[tag].includes(cell_type) && tagsOf(metadata).includes(tag)
}
