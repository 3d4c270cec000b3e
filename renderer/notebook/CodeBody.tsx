/** A code cell: its editor, what running it brought, and how its kernel died if it did. */
import { type CSSProperties, useCallback, useMemo } from 'react'
import type { CellId } from '../../common/brands'
import { expectedOutputs } from '../../common/documentFile/expected'
import { isTagged } from '../../common/teaching/tags'
import { useText } from '../i18n/text'
import { inksOf } from '../outputs/authorInks'
import { ExpectedOutput } from '../outputs/ExpectedOutput'
import { OutputsView } from '../outputs/OutputsView'
import type { Whole } from '../outputs/WholeOutputRow'
import { MonitorStrip } from '../scope/MonitorStrip'
import { PrintedCode } from '../print/PrintedCode'
import { useApp, useIntents, useOpen } from '../state/app'
import { isHidden, isWhole } from '../state/cellEdits'
import { areRunsCovered } from '../state/learning'
import type { WrittenCell } from '../state/notebook'
import { isEmpty } from '../state/outputs'
import { latestTrace } from '../state/traces'
import { CellComparisons } from '../compare/CellComparisons'
import { CheckNote } from '../learning/CheckNote'
import { CoveredRuns } from '../learning/CoveredRuns'
import { DeathNotice } from './DeathNotice'
import { CellHelp } from '../help/CellHelp'
import { RunNotices } from './RunNotices'
import { Editor } from './Editor'
import { HiddenHalf } from './HiddenHalf'

/** What each kind of cell's body gets. */
export interface BodyProps {
  readonly cell: WrittenCell
  /** The cell's place, counted from 1. */
  readonly number: number
  readonly isEditing: boolean
}

export function CodeBody({ cell, number, isEditing }: BodyProps) {
  const words = useText()
  const intents = useIntents()
  const isPrinting = useApp((state) => state.isPrinting)
  const run = useOpen((open) => open.runs.get(cell.id))
  const outputs = useOpen((open) => open.outputs.get(cell.id))
  const authorInks = useAuthorInks(cell.id)
  const answerInput = useCallback(
    (request: number, value: string | null) => void intents.answerInput(cell.id, request, value),
    [intents, cell.id]
  )
  const runId = run?.id ?? null
  const kept = outputs?.whole ?? null
  const whole = useMemo<Whole | null>(() => {
    if (runId === null || kept === null) return null
    return {
      state: kept,
      open: () => void intents.openWholeOutput(runId),
      save: () => void intents.saveWholeOutput(runId)
    }
  }, [runId, kept, intents])
  const hasOutputs = outputs !== undefined && !isEmpty(outputs)
  // Whoever must answer a question has to see it, and whoever edits code too.
  const areOutputsHidden = isHidden(cell, 'outputs_hidden') && outputs?.inputs.length === 0
  const expected = useMemo(() => expectedOutputs(cell.metadata), [cell.metadata])
  // A solution has a fold of its own.
  const isInputHidden = isHidden(cell, 'source_hidden') && !isEditing && !isTagged(cell, 'solution')
  const areCovered = useOpen((open) => areRunsCovered(open, cell.id)) && !isPrinting
  return (
    <>
      {isInputHidden ? (
        <HiddenHalf
          {...{ cell: cell.id, half: 'source_hidden', code: firstLine(cell.source) }}
          label={words.editing.inputHidden}
        />
      ) : (
        <div className="cell-input">
          {isPrinting ? (
            <PrintedCode source={cell.source} />
          ) : (
            <Editor
              {...{ id: cell.id, type: 'code', source: cell.source, isEditing }}
              label={words.cell.source.code(number)}
            />
          )}
        </div>
      )}
      <CheckNote cell={cell} />
      {areCovered ? (
        <CoveredRuns cell={cell.id} />
      ) : (
        <>
          <MonitorStrip cell={cell.id} number={number} />
          <CellComparisons cell={cell.id} number={number} />
        </>
      )}
      {hasOutputs && areOutputsHidden && (
        <HiddenHalf {...{ cell: cell.id, half: 'outputs_hidden' }} label={words.editing.outputsHidden} />
      )}
      {hasOutputs && !areOutputsHidden && (
        <div
          className={`cell-outputs${isWhole(cell) ? ' is-whole' : ''}`}
          role="group"
          aria-label={words.cell.outputs(number)}
          style={authorInks}
        >
          <OutputsView {...{ outputs, whole, answerInput }} running={run?.status === 'running'} />
        </div>
      )}
      {expected.length > 0 && <ExpectedOutput texts={expected} />}
      {run !== undefined && <RunNotices run={run} />}
      {run !== undefined && <CellHelp cell={cell.id} />}
      {run?.death && <DeathNotice death={run.death} />}
    </>
  )
}

/** What hidden code begins with, so that it can be told from other hidden code. */
function firstLine(source: string): string {
  return source.trim().split('\n', 1)[0] ?? ''
}

/** `--author-N` for each author of the cell's output: drawn text names its colour by the author's number. */
function useAuthorInks(id: CellId): CSSProperties | undefined {
  // As one string, so that a trace that grows does not draw the cell anew.
  const inks = useOpen(({ outputs, traces }) => {
    const authors = outputs.get(id)?.authors
    return authors === undefined || authors.list.length < 2
      ? ''
      : inksOf(authors, latestTrace(traces, id)?.trace).join(' ')
  })
  return useMemo(() => {
    if (inks === '') return undefined
    return Object.fromEntries(
      inks.split(' ').map((ink, number) => [`--author-${number}`, `var(--ink-${ink})`])
    )
  }, [inks])
}
