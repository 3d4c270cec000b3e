/** Left of a cell: how often code was run before (`[3]`), whether it runs now, how long it took, how it went. */
import { useEffect, useState } from 'react'
import type { Ms } from '../../common/brands'
import { useText } from '../i18n/text'
import { useWhen } from '../i18n/useWhen'
import { CellMark } from '../running/CellMark'
import { useIntents, useOpen } from '../state/app'
import { isFoldedSolution } from '../state/learning'
import type { WrittenCell } from '../state/notebook'
import { isActive, type Run } from '../state/runs'
import { useCellDrag } from './cellDrag'
import { duration } from './duration'
import { FoldButton } from './SectionFold'
import { IconButton } from '../shell/IconButton'

interface GutterProps {
  readonly cell: WrittenCell
  /** Buttons come when the cell is ready. */
  readonly isReady: boolean
}

export function Gutter({ cell, isReady }: GutterProps) {
  const run = useOpen((open) => open.runs.get(cell.id))
  const isFolded = useOpen((open) => isFoldedSolution(open, cell))
  const onDragStart = useCellDrag(cell.id)
  const hint = useText().editing.drag
  if (cell.cell_type !== 'code')
    return (
      <div className="gutter" draggable title={hint} onDragStart={onDragStart}>
        {isReady && <FoldButton cell={cell} />}
      </div>
    )
  return (
    <div className="gutter" draggable title={hint} onDragStart={onDragStart}>
      {isReady && <CellMark id={cell.id} />}
      {isReady &&
        !isFolded &&
        (run?.status === 'asked' ? <TakeOutButton id={cell.id} /> : <RunButton id={cell.id} />)}
      <span className="count">{isActive(run) ? '[*]' : `[${run?.count ?? ' '}]`}</span>
      {run !== undefined && <RunState run={run} />}
      {run !== undefined && run.endedAt !== null && <FinishedAt at={run.endedAt} />}
    </div>
  )
}

/** In the count's place while the cell is pointed at. */
function RunButton({ id }: { readonly id: WrittenCell['id'] }) {
  const words = useText()
  const intents = useIntents()
  return (
    <IconButton
      {...{ icon: 'run', name: words.cell.run, className: 'gutter-run' }}
      onClick={() => {
        intents.select(id, 'command')
        void intents.runSelected()
      }}
    />
  )
}

/** In the same place while it waits. */
function TakeOutButton({ id }: { readonly id: WrittenCell['id'] }) {
  const words = useText().running.queue
  const intents = useIntents()
  return (
    <IconButton
      {...{ icon: 'close', name: words.takeOut, className: 'gutter-run' }}
      onClick={() => intents.unqueue(({ cell }) => cell === id)}
    />
  )
}

function RunState({ run }: { readonly run: Run }) {
  const words = useText()
  const said = words.cell.status[run.status]
  switch (run.status) {
    case 'saved':
      return null
    case 'running':
      return (
        <span className="run-state running">
          <span className="running-mark" aria-label={said} role="img" />
          {run.startedAt !== null && <LiveDuration since={run.startedAt} />}
        </span>
      )
    case 'done':
      return <Took run={run} said={said} />
    case 'asked':
      return <span className="run-state">{said}</span>
    case 'aborted':
      return (
        <span className="run-state" title={words.cell.abortedHint}>
          {said}
        </span>
      )
    default:
      return (
        <>
          <span className="run-state bad">{said}</span>
          <Took run={run} said={said} />
        </>
      )
  }
}

function Took({ run, said }: { readonly run: Run; readonly said: string }) {
  const words = useText()
  if (run.took === null) return null
  return (
    <span className="run-state" title={`${words.cell.took}, ${said}`}>
      {duration(run.took)}
    </span>
  )
}

/** Seen while the cell is selected: one rarely needs it. */
function FinishedAt({ at }: { readonly at: Ms }) {
  const words = useText().running
  const when = useWhen()
  const date = new Date(performance.timeOrigin + at)
  return (
    <time className="run-state run-end" dateTime={date.toISOString()} title={words.finished(when.full(date))}>
      {when.short(date)}
    </time>
  )
}

/** How often a running time is shown anew (ms): smooth enough for tenths of a second. */
const TICK = 100

function LiveDuration({ since }: { readonly since: Ms }) {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), TICK)
    return () => clearInterval(timer)
  }, [])
  return <span>{duration(Math.max(0, now - since) as Ms, 1)}</span>
}
