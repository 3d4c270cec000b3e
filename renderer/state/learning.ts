/**
 * What a learner does in an open notebook: answers to its questions, what is kept from sight until then, and how a prediction
 * compares with what was measured. Pure. What was learned is the app's to keep (`watchLearning.ts`), never the notebook's.
 */
import type { CellId } from '../../common/brands'
import { pinsOf } from '../../common/pins'
import { remembered } from '../../common/remembered'
import type { Chapter } from '../../common/teaching/chapter'
import { answerTo } from '../../common/teaching/learned'
import { predictionOf, type Prediction } from '../../common/teaching/prediction'
import { isTagged } from '../../common/teaching/tags'
import type { Trace } from '../../common/trace/trace'
import { mustHave, type NotebookState, type WrittenCell } from './notebook'
import type { OpenNotebook } from './open'
import type { RunStatus } from './runs'
import { latestTrace } from './traces'

/** A chapter in which nothing is left to do. */
export function isDone({ isBegun, questions, checks }: Chapter): boolean {
  return isBegun && questions.done === questions.of && checks.done === checks.of
}

/** Where to go on: the first chapter that is not done; null when all are. */
export function nextChapter(chapters: readonly Chapter[]): Chapter | null {
  return chapters.find((chapter) => !isDone(chapter)) ?? null
}

interface Question {
  /** The cell that asks. */
  readonly asker: CellId
  readonly prediction: Prediction
}

const questionsOf = remembered((notebook: NotebookState): readonly Question[] =>
  notebook.order.flatMap((asker) => {
    const prediction = predictionOf(mustHave(notebook, asker))
    return prediction === null ? [] : [{ asker, prediction }]
  })
)

/**
 * Whether the runs that the notebook keeps of a cell are not shown yet: they would give away what is asked about it. An
 * answer uncovers them, and so does running the cell, or asking for them.
 */
export function areRunsCovered(open: OpenNotebook, cell: CellId): boolean {
  const { notebook, traces, comparisons, uncovered, learned } = open
  if (uncovered.has(cell) || latestTrace(traces, cell) !== undefined || comparisons.trials.has(cell))
    return false
  if (pinsOf(notebook.cells.get(cell)?.metadata ?? {}).length === 0) return false
  return questionsOf(notebook).some(
    ({ asker, prediction }) => prediction.cell === cell && answerTo(learned, asker, prediction) === null
  )
}

/** Whether a solution is folded: it is neither shown nor run until the learner unfolds it. */
export function isFoldedSolution({ uncovered }: Pick<OpenNotebook, 'uncovered'>, cell: WrittenCell): boolean {
  return isTagged(cell, 'solution') && !uncovered.has(cell.id)
}

/** A solution is unfolded, or covered runs are shown; or no longer. */
export function withUncovered(open: OpenNotebook, cell: CellId, isUncovered: boolean): OpenNotebook {
  const uncovered = new Set(open.uncovered)
  if (isUncovered) uncovered.add(cell)
  else uncovered.delete(cell)
  return { ...open, uncovered }
}

/** What the learner has written as an answer until now; null: nothing, or it was given or given up. */
export function withDraft(open: OpenNotebook, cell: CellId, draft: string | null): OpenNotebook {
  const drafts = new Map(open.drafts)
  if (draft === null) drafts.delete(cell)
  else drafts.set(cell, draft)
  return { ...open, drafts }
}

/** The run that a prediction is compared with. */
export interface ComparedRun {
  /** Null where it was not watched. */
  readonly trace: Trace | null
  /** It is not the learner's own, but one that the notebook keeps. */
  readonly isKept: boolean
}

const ENDED: ReadonlySet<RunStatus> = new Set(['done', 'failed', 'interrupted', 'died'])

/** The cell's last run once it is over, else the last that the notebook keeps; null while there is none. */
export function comparedRun(
  { traces, runs, notebook }: Pick<OpenNotebook, 'traces' | 'runs' | 'notebook'>,
  cell: CellId
): ComparedRun | null {
  const latest = latestTrace(traces, cell)
  if (latest !== undefined) return latest.hasEnded ? { trace: latest.trace, isKept: false } : null
  if (ENDED.has(runs.get(cell)?.status ?? 'saved')) return { trace: null, isKept: false }
  const kept = pinsOf(notebook.cells.get(cell)?.metadata ?? {}).at(-1)
  return kept === undefined ? null : { trace: kept.trace, isKept: true }
}

/** Checks that have passed now and are not known to. */
export function newlyPassed({
  notebook,
  runs,
  learned
}: Pick<OpenNotebook, 'notebook' | 'runs' | 'learned'>): readonly CellId[] {
  return notebook.order.filter(
    (id) =>
      runs.get(id)?.status === 'done' && !learned.passed.has(id) && isTagged(mustHave(notebook, id), 'check')
  )
}
