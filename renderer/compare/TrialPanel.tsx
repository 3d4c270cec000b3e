/** A cell's trial on several Pythons: how far it is, and what came of it. */
import { useMemo } from 'react'
import type { CellId } from '../../common/brands'
import { runFiguresOf } from '../../common/trace/verdict/compare'
import { useText, type Text } from '../i18n/text'
import { useCell, useIntents } from '../state/app'
import type { Trial, TrialRow } from '../state/comparisons'
import { CompareFindings } from './CompareFindings'
import { CompareTable } from './CompareTable'
import { pythonName } from './pythonName'

export interface TrialPanelProps {
  readonly cell: CellId
  /** The cell's place, counted from 1. */
  readonly number: number
  readonly trial: Trial
}

export function TrialPanel({ cell, number, trial }: TrialPanelProps) {
  const words = useText()
  const { compare } = words
  const intents = useIntents()
  const { source } = useCell(cell)
  const rows = useMemo(
    () =>
      trial.rows.map((row) => {
        const trace = row.result?.trace ?? null
        return {
          ...{ row, trace, key: row.python.path, name: pythonName(row.python, words) },
          figures: trace === null ? null : runFiguresOf(trace)
        }
      }),
    [trial.rows, words]
  )
  const found = useMemo(
    () =>
      rows.flatMap(({ key, name, trace, figures }) =>
        trace === null || figures === null ? [] : [{ key, name, title: name, trace, figures }]
      ),
    [rows]
  )
  return (
    <section className="comparison" aria-label={compare.trialLabel(number)} aria-busy={trial.isRunning}>
      <div className="comparison-tools">
        <strong>{compare.onPythons(trial.rows.length)}</strong>
        {source !== trial.source && <span className="quiet">{compare.outdated}</span>}
        <button
          type="button"
          className="timeline-tool"
          onClick={() => (trial.isRunning ? void intents.cancelTrial() : intents.putTrialAway(cell))}
        >
          {trial.isRunning ? compare.cancel : compare.putAway}
        </button>
      </div>
      <CompareTable
        rows={rows.map(({ row, key, name, figures }) => ({
          ...{ key, name, hint: row.python.path, figures },
          note: <Note {...{ row, words }} above={trial.above} />
        }))}
      />
      {found.length > 0 && <CompareFindings runs={found} />}
    </section>
  )
}

interface NoteProps {
  readonly row: TrialRow
  readonly words: Text
  /** How many cells above run first. */
  readonly above: number
}

/** How far a Python is, or what its cell printed and why it failed. */
function Note({ row, above, words: { compare } }: NoteProps) {
  const { status, result, failure } = row
  switch (status) {
    case 'waiting':
    case 'starting':
    case 'running':
    case 'cancelled':
      return <span className={status === 'running' ? undefined : 'quiet'}>{compare.states[status]}</span>
    case 'above':
      return <span>{compare.states.above(row.done, above)}</span>
    case 'failed':
      return failure && <span className="failed">{compare.failure(failure)}</span>
    case 'done':
      if (result === null) return null
      return (
        <>
          {result.trace === null && <span className="quiet">{compare.unwatched} </span>}
          {result.status === 'timeout' && <span className="failed">{compare.timeout} </span>}
          {result.error !== '' && <span className="failed">{result.error} </span>}
          {result.head === '' ? (
            <span className="quiet">{compare.silent}</span>
          ) : (
            <pre className="printed" aria-label={compare.printed}>
              {result.head}
            </pre>
          )}
        </>
      )
  }
}
