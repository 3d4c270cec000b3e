/** Marks all that was found in an editor. */
import { Compartment, type Extension } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'
import type { CellId } from '../../common/brands'
import { patternOf, type Finding, type Query } from '../state/find'

/** Holds the marks while something is looked for. */
export const findPlace = new Compartment()

/** More marks than this in one cell help nobody, and cost time. */
const MOST_MARKS = 1_000

const mark = Decoration.mark({ class: 'cm-found' })

/** What is looked for in this cell, if anything. */
export function soughtIn(finding: Finding | null, cell: CellId): Query | null {
  if (finding === null) return null
  const { within } = finding.query
  return within === null || within.includes(cell) ? finding.query : null
}

export function findMarks(query: Query | null): Extension {
  const pattern = query === null ? null : patternOf(query)
  if (pattern === null) return []
  return EditorView.decorations.compute(['doc'], (state): DecorationSet => {
    const marks = []
    for (const match of state.doc.toString().matchAll(pattern)) {
      if (match[0] !== '') marks.push(mark.range(match.index, match.index + match[0].length))
      if (marks.length === MOST_MARKS) break
    }
    return Decoration.set(marks)
  })
}
