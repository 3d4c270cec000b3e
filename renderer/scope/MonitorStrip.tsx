/** The line under a cell that says what running it did: cores, threads, the GIL, and what that means. */
import type { CellId } from '../../common/brands'
import { notesOf } from '../../common/notes'
import { pinsOf } from '../../common/pins'
import { useText } from '../i18n/text'
import { lateView } from '../late/LateView'
import { stripLine } from '../late/parts'
import { useOpen } from '../state/app'
import { latestTrace } from '../state/traces'
import { NotesList } from './NotesList'
import './scope.css'
import './timeline.css'

const StripLine = lateView(stripLine)

export interface MonitorStripProps {
  readonly cell: CellId
  /** The cell's place, counted from 1. */
  readonly number: number
}

/**
 * Of the cell's latest run, or before there is one the last that the notebook keeps. Nothing where no run of the cell was
 * watched and nobody has written a note.
 */
export function MonitorStrip({ cell, number }: MonitorStripProps) {
  const words = useText()
  const latest = useOpen((open) => latestTrace(open.traces, cell))
  const kept = useOpen((open) => pinsOf(open.notebook.cells.get(cell)?.metadata ?? {}).at(-1))
  const isOutdated = useOpen((open) =>
    latest === undefined
      ? kept !== undefined && kept.source !== open.notebook.cells.get(cell)?.source
      : open.runs.get(cell)?.id !== latest.trace.run
  )
  const hasNotes = useOpen((open) => notesOf(open.notebook.cells.get(cell)?.metadata ?? {}).length > 0)
  const shown = latest?.trace ?? kept?.trace
  if (shown === undefined && !hasNotes) return null
  const hasEnded = latest?.hasEnded ?? true
  return (
    <div
      className={`monitor-strip${hasEnded ? '' : ' live'}${isOutdated ? ' outdated' : ''}`}
      role="group"
      aria-label={words.scope.strip.label(number)}
    >
      {shown && <StripLine {...{ cell, number, hasEnded }} trace={shown} />}
      <NotesList cell={cell} run={shown?.run ?? null} />
    </div>
  )
}
