/** A code cell: its editor, what running it brought, and how its kernel died if it did. */
import { useCallback } from 'react'
import { useText } from '../i18n/text'
import { OutputsView } from '../outputs/OutputsView'
import { MonitorStrip } from '../scope/MonitorStrip'
import { useIntents, useOpen } from '../state/app'
import type { WrittenCell } from '../state/notebook'
import { isEmpty } from '../state/outputs'
import { Editor } from './Editor'
import { DeathNotice } from './DeathNotice'

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
  const run = useOpen((open) => open.runs.get(cell.id))
  const outputs = useOpen((open) => open.outputs.get(cell.id))
  const answerInput = useCallback(
    (request: number, value: string | null) => void intents.answerInput(cell.id, request, value),
    [intents, cell.id]
  )
  return (
    <>
      <div className="cell-input">
        <Editor
          {...{ id: cell.id, type: 'code', source: cell.source, isEditing }}
          label={words.cell.source.code(number)}
        />
      </div>
      <MonitorStrip cell={cell.id} number={number} />
      {outputs !== undefined && !isEmpty(outputs) && (
        <div className="cell-outputs" role="group" aria-label={words.cell.outputs(number)}>
          <OutputsView {...{ outputs, answerInput }} running={run?.status === 'running'} />
        </div>
      )}
      {run?.death && <DeathNotice death={run.death} />}
    </>
  )
}
