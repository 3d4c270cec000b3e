/** Where a learner says what a run will do: a number with its unit, or one of several answers. */
import { useEffect, useId, useRef, useState } from 'react'
import type { Figure, Prediction } from '../../common/teaching/prediction'
import { useText } from '../i18n/text'
import { isShare, numberIn, writtenAs } from './numbers'

interface AnswerFormProps {
  readonly prediction: Prediction
  /** The earlier one, which is changed. */
  readonly answer: number | null
  readonly onAnswer: (value: number) => void
  readonly onCancel: (() => void) | null
}

export function AnswerForm({ prediction, answer, onAnswer, onCancel }: AnswerFormProps) {
  const words = useText().learning.prediction
  const form = useRef<HTMLFormElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const invite = useId()
  const why = useId()

  // Whoever changes an answer goes on in its field.
  useEffect(() => {
    if (answer !== null) form.current?.querySelector<HTMLElement>('input:checked, input')?.focus()
  }, [answer])

  function submit(data: FormData): void {
    const value = 'figure' in prediction ? numberIn(data, prediction.figure) : choiceIn(data)
    if (value !== null) onAnswer(value)
    else {
      setProblem(
        'figure' in prediction ? words[isShare(prediction.figure) ? 'share' : 'number'] : words.choose
      )
      form.current?.querySelector<HTMLElement>('input')?.focus()
    }
  }

  return (
    <form
      ref={form}
      className="answer-form"
      aria-labelledby={invite}
      aria-describedby={problem === null ? undefined : why}
      onSubmit={(event) => {
        event.preventDefault()
        submit(new FormData(event.currentTarget))
      }}
      onChange={() => setProblem(null)}
      onKeyDown={(event) => {
        // The notebook's own keys mean nothing in here, except those with Ctrl or Cmd.
        if (event.ctrlKey || event.metaKey) return
        event.stopPropagation()
        if (event.key === 'Escape') onCancel?.()
      }}
    >
      <p id={invite} className="answer-invite" title={words.private}>
        {words.invite}
      </p>
      {'figure' in prediction ? (
        <Field figure={prediction.figure} {...{ answer }} isWrong={problem !== null} />
      ) : (
        prediction.choices.map((choice, i) => (
          <label key={i} className="answer-choice">
            <input type="radio" name="answer" value={i} defaultChecked={i === answer} />
            <span>{choice}</span>
          </label>
        ))
      )}
      <div className="answer-buttons">
        <button type="submit" className="button">
          {words.answer}
        </button>
        {onCancel && (
          <button type="button" className="button" onClick={onCancel}>
            {words.cancel}
          </button>
        )}
      </div>
      {problem !== null && (
        <p id={why} className="answer-problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  )
}

interface FieldProps {
  readonly figure: Figure
  readonly answer: number | null
  readonly isWrong: boolean
}

function Field({ figure, answer, isWrong }: FieldProps) {
  const words = useText().learning.prediction
  return (
    <label className="answer-field">
      <span>{words.fields[figure]}</span>
      <input
        // Not `type="number"`, which the wheel would change while the page scrolls.
        type="text"
        inputMode="decimal"
        name="answer"
        autoComplete="off"
        aria-invalid={isWrong}
        defaultValue={answer === null ? '' : writtenAs(figure, answer)}
      />
      <span>{words.units[figure]}</span>
    </label>
  )
}

function choiceIn(data: FormData): number | null {
  const choice = data.get('answer')
  return choice === null ? null : Number(choice)
}
