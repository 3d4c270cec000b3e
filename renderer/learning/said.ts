/** What is said of a prediction: what the learner expects, what was measured, and how near the one is to the other. Pure. */
import { measured, nearnessOf, type Nearness } from '../../common/teaching/measured'
import type { Prediction } from '../../common/teaching/prediction'
import type { LearningText } from '../i18n/learning.en'
import type { ComparedRun } from '../state/learning'

export interface Said {
  readonly sentences: readonly string[]
  /** Null where nothing was compared. */
  readonly nearness: Nearness | null
  /** The run that it is about has more to show. */
  readonly hasTimeline: boolean
}

export interface Predicted {
  readonly prediction: Prediction
  /** The place of the cell that it is about, counted from 1. */
  readonly number: number
  readonly answer: number | null
  readonly run: ComparedRun | null
  readonly isRunning: boolean
}

const NOTHING: Said = { sentences: [], nearness: null, hasTimeline: false }

export function saidOf(
  { prediction, number, answer, run, isRunning }: Predicted,
  words: LearningText['prediction']
): Said {
  const said = answer === null ? null : saidBy(prediction, answer, words)
  const alone = said === null ? [] : [words.alone(said)]
  // A kept run answers only whoever has answered.
  if (run === null || (run.isKept && answer === null)) {
    if (isRunning) return { ...NOTHING, sentences: [...alone, words.running(number)] }
    return { ...NOTHING, sentences: said === null ? [] : [...alone, words.runToSee(number)] }
  }
  const runHere = run.isKept ? [words.runHere(number)] : []
  const value =
    run.trace === null ? 'notSeen' : measured('figure' in prediction ? prediction.figure : 'cores', run.trace)
  const hasTimeline = typeof value === 'number' || value === 'noGil' || value === 'notRead'
  if ('choices' in prediction) {
    // What is right is told to whoever has answered.
    if (answer === null) return NOTHING
    const isRight = answer === prediction.right
    const verdict = isRight ? words.verdicts.right : words.right(prediction.choices[prediction.right] ?? '')
    return { sentences: [...alone, verdict, ...runHere], nearness: isRight ? 'right' : 'far', hasTimeline }
  }
  const { figure } = prediction
  if (typeof value === 'string')
    return { sentences: [...alone, words.unmeasured[value], ...runHere], nearness: null, hasTimeline }
  if (said === null || answer === null)
    return { sentences: [words.measured[figure](value)], nearness: null, hasTimeline }
  const nearness = nearnessOf(figure, answer, value)
  const both = words.compared(said, words.was(figure, value, run.isKept))
  return { sentences: [both, words.verdicts[nearness], ...runHere], nearness, hasTimeline }
}

function saidBy(prediction: Prediction, answer: number, words: LearningText['prediction']): string {
  return 'figure' in prediction
    ? words.said[prediction.figure](answer)
    : words.chose(prediction.choices[answer] ?? '')
}
