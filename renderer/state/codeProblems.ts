/** What is wrong with the code of cells, as far as that can be read without running it. Pure. */
import type { CellId } from '../../common/brands'

export interface CodeProblem {
  /** Where, in UTF-16 units of the cell's text. */
  readonly from: number
  readonly to: number
  readonly kind: 'syntax' | 'undefined' | 'unbound' | 'unusedImport' | 'unusedVariable' | 'other'
  /** The name it is about; '' for none. */
  readonly name: string
  /** In the checker's English. */
  readonly message: string
  /** The checker's rule: `F821`. */
  readonly code: string
}

export type CodeProblems = ReadonlyMap<CellId, readonly CodeProblem[]>

export const NO_PROBLEMS: CodeProblems = new Map()

/** Whether running it will fail, rather than just be odd. */
export function isError({ kind }: CodeProblem): boolean {
  return kind === 'syntax' || kind === 'undefined' || kind === 'unbound'
}

/** The new problems; a cell whose problems did not change keeps its old list, so that nothing is drawn anew for it. */
export function withProblems(before: CodeProblems, now: CodeProblems): CodeProblems {
  return new Map(
    [...now].map(([cell, problems]) => {
      const old = before.get(cell)
      return [cell, old !== undefined && JSON.stringify(old) === JSON.stringify(problems) ? old : problems]
    })
  )
}
