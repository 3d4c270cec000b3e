/**
 * A question that a learner answers before a cell is run, in the metadata of the Markdown cell that asks it:
 * `"gilscope": {"prediction": {"cell": "<id of the code cell>", "figure": "cores"}}`, or with answers to choose from
 * `{"cell": …, "choices": ["…", "…"], "right": 1}`. The cell bears the tag `prediction`. What the learner answers is never
 * written to the notebook.
 */
import type { CellId } from '../brands'
import { isObject } from '../json'
import type { Cell, Json } from '../notebook'
import { ownValue } from '../ownMetadata'
import { remembered } from '../remembered'
import { isTagged } from './tags'

/**
 * What can be measured: cores in use on average, threads and processes that took part, how long the run took, the shares
 * (0 to 1) of the time that the GIL was held and that threads waited for it, and how often it changed hands a second.
 */
export const FIGURES = [
  ...(['cores', 'threads', 'processes', 'seconds'] as const),
  ...(['gilHeld', 'gilWaited', 'handoffsPerSecond'] as const)
] as const
export type Figure = (typeof FIGURES)[number]

/** The answer is a number, which a run's monitor has too. */
export interface FigurePrediction {
  /** The code cell that it is about. */
  readonly cell: CellId
  readonly figure: Figure
}

/** The answer is one of several, of which the author says the right one. */
export interface ChoicePrediction {
  readonly cell: CellId
  readonly choices: readonly string[]
  /** Its place among them, from 0. */
  readonly right: number
}

export type Prediction = FigurePrediction | ChoicePrediction

/** The question that a cell asks; null where it asks none, or one that cannot be understood. */
export const predictionOf = remembered((cell: Pick<Cell, 'cell_type' | 'metadata'>): Prediction | null => {
  const json = isTagged(cell, 'prediction') ? ownValue(cell.metadata, 'prediction') : undefined
  if (!isObject(json) || typeof json['cell'] !== 'string') return null
  const about = json['cell'] as CellId
  const { figure, choices, right } = json
  if (isFigure(figure)) return { cell: about, figure }
  return areChoices(choices) && isPlaceIn(choices, right) ? { cell: about, choices, right } : null
})

function isFigure(json: Json | undefined): json is Figure {
  return (FIGURES as readonly unknown[]).includes(json)
}

function areChoices(json: Json | undefined): json is readonly string[] {
  return (
    Array.isArray(json) && json.length > 1 && json.every((each) => typeof each === 'string' && each !== '')
  )
}

function isPlaceIn(choices: readonly string[], json: Json | undefined): json is number {
  return typeof json === 'number' && Number.isInteger(json) && json >= 0 && json < choices.length
}
