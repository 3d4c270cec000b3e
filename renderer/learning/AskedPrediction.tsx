/** Below a question: the learner's answer, and once the cell that it is about has run, what was measured. */
import { useState } from 'react'
import { answerTo } from '../../common/teaching/learned'
import type { Prediction } from '../../common/teaching/prediction'
import { useText } from '../i18n/text'
import { useIntents, useOpen } from '../state/app'
import type { WrittenCell } from '../state/notebook'
import { AnswerForm, writtenAnswer } from './AnswerForm'
import { Comparison } from './Comparison'

interface AskedPredictionProps {
  readonly cell: WrittenCell
  readonly prediction: Prediction
}

export function AskedPrediction({ cell, prediction }: AskedPredictionProps) {
  const words = useText().learning.prediction
  const intents = useIntents()
  const answer = useOpen((open) => answerTo(open.learned, cell.id, prediction))
  const number = useOpen(({ notebook }) => notebook.order.indexOf(prediction.cell) + 1)
  const draft = useOpen(({ drafts }) => drafts.get(cell.id) ?? null)
  const [wasClicked, setWasClicked] = useState(false)
  if (number === 0) return <p className="prediction quiet">{words.gone}</p>
  return (
    <div className="prediction" role="group" aria-label={words.label(number)}>
      {(answer === null || draft !== null) && (
        <AnswerForm
          {...{ prediction, draft: draft ?? '' }}
          takesFocus={wasClicked}
          onDraft={(next) => intents.draftAnswer(cell.id, next)}
          onAnswer={(value) => intents.predict(cell.id, value)}
          onCancel={answer === null ? null : () => intents.draftAnswer(cell.id, null)}
        />
      )}
      <Comparison
        {...{ prediction, number }}
        answer={draft === null ? answer : null}
        onChange={() => {
          setWasClicked(true)
          if (answer !== null) intents.draftAnswer(cell.id, writtenAnswer(prediction, answer))
        }}
      />
    </div>
  )
}
