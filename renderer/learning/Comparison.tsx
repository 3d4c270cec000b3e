/** What was predicted beside what was measured, in words, with the way to see it. */
import { useEffect, useRef } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { Prediction } from '../../common/teaching/prediction'
import { useText } from '../i18n/text'
import { Icon } from '../shell/icons'
import { useIntents, useOpen } from '../state/app'
import { comparedRun } from '../state/learning'
import { isActive } from '../state/runs'
import { saidOf } from './said'

interface ComparisonProps {
  readonly prediction: Prediction
  /** Of the cell that it is about, counted from 1. */
  readonly number: number
  /** Null until there is one, and while it is changed. */
  readonly answer: number | null
  readonly onChange: () => void
}

export function Comparison({ prediction, number, answer, onChange }: ComparisonProps) {
  const words = useText().learning.prediction
  const intents = useIntents()
  const run = useOpen(useShallow((open) => comparedRun(open, prediction.cell)))
  const isRunning = useOpen((open) => isActive(open.runs.get(prediction.cell)))
  const change = useRef<HTMLButtonElement>(null)
  const wasAsking = useRef(false)
  const { sentences, nearness, hasTimeline } = saidOf({ prediction, number, answer, run, isRunning }, words)

  // The field that had the focus has gone.
  useEffect(() => {
    if (answer !== null && wasAsking.current) change.current?.focus()
    wasAsking.current = answer === null
  }, [answer])

  return (
    <div className="comparison-said">
      <p role="status">
        {nearness === 'right' && <Icon name="check" />}
        {sentences.map((sentence) => (
          <span key={sentence}>
            {sentence}
            {words.between}
          </span>
        ))}
      </p>
      <div className="answer-buttons">
        {hasTimeline && (
          <button type="button" className="pill" onClick={() => intents.showTimeline(prediction.cell)}>
            {words.timeline}
          </button>
        )}
        {answer !== null && (
          <button type="button" className="pill" ref={change} onClick={onChange}>
            {words.change}
          </button>
        )}
      </div>
    </div>
  )
}
