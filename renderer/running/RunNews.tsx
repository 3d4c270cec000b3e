/** Says to screen readers what came of the cell that ended last, and what a running cell asks for. Nothing is seen. */
import { useEffect, useState } from 'react'
import { useText, type Text } from '../i18n/text'
import { duration } from '../notebook/duration'
import { useOpen, useWorld } from '../state/app'
import type { OpenNotebook } from '../state/open'
import { lastEnded, textOfOutputs } from './news'

/** Of many cells that end one after the other only the last is said (ms). */
const REST = 400

export function RunNews() {
  const words = useText()
  const { store } = useWorld()
  const ended = useOpen((open) => open.endedRuns)
  const asks = useOpen((open) => questionIn(open, words))
  // What ended before this notebook came to the front is no news.
  const [before] = useState(ended)
  const [said, setSaid] = useState('')

  useEffect(() => {
    if (ended === before) return
    const timer = setTimeout(() => {
      const { open } = store.getState()
      if (open !== null) setSaid(newsIn(open, words))
    }, REST)
    return () => clearTimeout(timer)
  }, [ended, before, store, words])

  return (
    <div className="unseen" role="status" aria-label={words.running.news.label}>
      {asks ?? said}
    </div>
  )
}

function newsIn(open: OpenNotebook, words: Text): string {
  const { news } = words.running
  const run = lastEnded(open.runs)
  const number = run === null ? 0 : open.notebook.order.indexOf(run.cell) + 1
  if (run === null || number === 0) return ''
  const outputs = open.outputs.get(run.cell)
  const { text, error } = textOfOutputs(outputs)
  if (run.status === 'failed') return news.failed(number, error)
  if (run.status === 'interrupted') return news.interrupted(number)
  if (run.status === 'died') return news.died(number)
  const done = run.took === null ? '' : news.done(number, duration(run.took))
  return text === '' ? done : `${done} ${news.output(text)}`
}

function questionIn({ outputs, notebook }: OpenNotebook, words: Text): string | null {
  for (const [cell, { inputs }] of outputs) {
    const [open] = inputs
    if (open !== undefined) return words.running.news.asks(notebook.order.indexOf(cell) + 1, open.prompt)
  }
  return null
}
