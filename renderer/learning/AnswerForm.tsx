/** Where a learner says what a run will do: a number with its unit, or one of several answers. */
import { useEffect, useId, useRef, useState } from 'react'
import type { Figure, Prediction } from '../../common/teaching/prediction'
import { useText } from '../i18n/text'
import { isShare, numberIn, writtenAs } from './numbers'

interface AnswerFormProps {
  readonly prediction: Prediction
  /** What is written so far. */
  readonly draft: string
  /** The learner has just asked for it, to change an answer. */
  readonly takesFocus: boolean
  readonly onDraft: (draft: string) => void
  readonly onAnswer: (value: number) => void
  readonly onCancel: (() => void) | null
}

/** An answer as it stands in the form: a number, or the place of what was chosen. */
export function writtenAnswer(prediction: Prediction, answer: number): string {
  return 'figure' in prediction ? writtenAs(prediction.figure, answer) : String(answer)
}

export function AnswerForm({ prediction, draft, takesFocus, onDraft, onAnswer, onCancel }: AnswerFormProps) {
  const words = useText().learning.prediction
  const form = useRef<HTMLFormElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const invite = useId()
  const why = useId()

  useEffect(() => {
    if (takesFocus) form.current?.querySelector<HTMLElement>('input:checked, input')?.focus()
  }, [takesFocus])

  function write(next: string): void {
    setProblem(null)
    onDraft(next)
  }

  function submit(): void {
    const isNumber = 'figure' in prediction
    const value = isNumber ? numberIn(draft, prediction.figure) : draft === '' ? null : Number(draft)
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
        submit()
      }}
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
        <Field figure={prediction.figure} {...{ draft }} isWrong={problem !== null} onWrite={write} />
      ) : (
        prediction.choices.map((choice, i) => (
          <label key={i} className="answer-choice">
            <input
              type="radio"
              name="answer"
              value={i}
              checked={String(i) === draft}
              onChange={() => write(String(i))}
            />
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
  readonly draft: string
  readonly isWrong: boolean
  readonly onWrite: (draft: string) => void
}

function Field({ figure, draft, isWrong, onWrite }: FieldProps) {
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
        value={draft}
        onChange={(event) => onWrite(event.target.value)}
      />
      <span>{words.units[figure]}</span>
    </label>
  )
}
