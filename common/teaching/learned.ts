/**
 * What a learner has done with one notebook: the answers to its questions, and the checks that have passed. It is kept in the
 * app's own folder, by cell; cells of a chapter have the same ids in every language. Pure.
 */
import type { CellId } from '../brands'
import { isObject } from '../json'
import type { Json } from '../notebook'
import { FIGURES, type Figure, type Prediction } from './prediction'

/** What was asked: a figure, or a choice. An answer to something else is none any more. */
type Asked = Figure | 'choice'

export interface Answer {
  readonly asked: Asked
  /** In the figure's own unit (shares 0 to 1), or the place among the choices, from 0. */
  readonly value: number
}

export interface Learned {
  readonly answers: ReadonlyMap<CellId, Answer>
  readonly passed: ReadonlySet<CellId>
}

export const NOTHING_LEARNED: Learned = { answers: new Map(), passed: new Set() }

/** What was answered to a cell's question as it is now; null: nothing yet. */
export function answerTo(learned: Learned, cell: CellId, prediction: Prediction): number | null {
  const answer = learned.answers.get(cell)
  if (answer?.asked !== askedBy(prediction)) return null
  return 'figure' in prediction || answer.value < prediction.choices.length ? answer.value : null
}

export function withAnswer(learned: Learned, cell: CellId, prediction: Prediction, value: number): Learned {
  return { ...learned, answers: new Map(learned.answers).set(cell, { asked: askedBy(prediction), value }) }
}

/** A check that has passed once stays so: what was learned does not go when one goes on trying. */
export function withPassed(learned: Learned, cell: CellId): Learned {
  return learned.passed.has(cell) ? learned : { ...learned, passed: new Set([...learned.passed, cell]) }
}

function askedBy(prediction: Prediction): Asked {
  return 'figure' in prediction ? prediction.figure : 'choice'
}

/** As a file holds it: `{"answers": {CELL: {"asked": …, "value": …}}, "passed": [CELL]}`. */
export function jsonOfLearned({ answers, passed }: Learned): Json {
  return {
    answers: Object.fromEntries([...answers].map(([cell, { asked, value }]) => [cell, { asked, value }])),
    passed: [...passed]
  }
}

/** What of it can be understood; the rest is passed over. */
export function learnedIn(json: unknown): Learned {
  const { answers, passed } = isObject(json) ? json : {}
  return {
    answers: new Map(
      Object.entries(isObject(answers) ? answers : {}).flatMap(([cell, answer]) => {
        const known = answerIn(answer)
        return known === null ? [] : [[cell as CellId, known] as const]
      })
    ),
    passed: new Set(
      (Array.isArray(passed) ? (passed as Json[]) : []).filter((cell) => typeof cell === 'string') as CellId[]
    )
  }
}

function answerIn(json: unknown): Answer | null {
  if (!isObject(json)) return null
  const { asked, value } = json
  const isKnown = asked === 'choice' || (FIGURES as readonly unknown[]).includes(asked)
  const isPossible = typeof value === 'number' && Number.isFinite(value) && value >= 0
  return isKnown && isPossible ? { asked: asked as Asked, value } : null
}
