/** What opens below a cell's line: the legend, the picture over time, and the same figures as a table. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CellId } from '../../common/brands'
import { notesOf } from '../../common/notes'
import { laneMoved, pinToggled, type Arrangement } from '../../common/trace/draw/arrangement'
import { pictureOf } from '../../common/trace/draw/drawTrace'
import type { Range } from '../../common/trace/verdict/figures'
import type { Trace } from '../../common/trace/trace'
import { useText, type Text } from '../i18n/text'
import { useTimelineLines } from '../lines/useTimelineLines'
import { ResizeEdge } from '../shell/ResizeEdge'
import { useCell, useIntents, useOpen } from '../state/app'
import { timelineOf } from '../state/timelines'
import { FiguresTable } from './FiguresTable'
import { LargeHead } from './LargeHead'
import { Legend } from './Legend'
import { NoteForm } from './NoteForm'
import { TaskTable } from './TaskTable'
import { fullHeight, TimelineFrame } from './TimelineFrame'
import type { TimelineListener, TimelineView, Tip } from './TimelineView'
import { UnfoldTasks } from './UnfoldTasks'

/** What a timeline takes when the user has not chosen a height, in CSS px. */
const MOST_UNASKED = 420
/** With less, nothing can be seen of it. */
const LEAST_HEIGHT = 110
/** How many times as large everything is in the large view, to be read from the back of a room. */
const LARGE = 1.5

export interface TimelinePanelProps {
  readonly id: string
  readonly cell: CellId
  /** The cell's place, counted from 1. */
  readonly number: number
  readonly trace: Trace
  /** It stands beside a section that is taught, and is as large as in the large view. */
  readonly isTaught?: boolean
}

/** For one run: the next one gets a panel of its own, with nothing selected. */
export function TimelinePanel({ id, cell, number, trace, isTaught = false }: TimelinePanelProps) {
  const words = useText()
  const intents = useIntents()
  const { hidden, height, areFiguresOpen, areTasksOpen, arrangement } = useOpen((open) =>
    timelineOf(open.timelines, cell)
  )
  const { metadata } = useCell(cell)
  const [range, setRange] = useState<Range | null>(null)
  const [visible, setVisible] = useState<Range | null>(null)
  const [tip, setTip] = useState<Tip | null>(null)
  const [isLarge, setLarge] = useState(false)
  const [isNoting, setNoting] = useState(false)
  const dialog = useRef<HTMLDialogElement>(null)
  const view = useRef<TimelineView>(null)
  const picture = useMemo(() => {
    const notes = notesOf(metadata).filter(({ run }) => run === trace.run)
    return pictureOf(trace, words.scope.tracks, { hidden, areTasksOpen, arrangement, notes })
  }, [trace, words, hidden, areTasksOpen, arrangement, metadata])
  const factor = isLarge || isTaught ? LARGE : 1
  const full = fullHeight(picture) * factor
  const shown = height ?? Math.min(full, MOST_UNASKED)
  const arrange = (next: Arrangement): void => intents.changeTimeline(cell, { arrangement: next })
  const lines = useTimelineLines(trace, view)
  const hears: TimelineListener = {
    tip: (next) => {
      setTip(next)
      lines.point(next?.hit.line)
    },
    line: lines.goTo,
    range: (next) => {
      setRange(next)
      if (next === null) setNoting(false)
    },
    visible: setVisible,
    pin: (lane) => arrange(pinToggled(arrangement, lane)),
    move: (lane, by) => arrange(laneMoved(picture.tracks, arrangement, lane, by)),
    note: () => setNoting(range !== null),
    large: () => (dialog.current?.open ? dialog.current.close() : enlarge()),
    lane: () => words.scope.timeline.lane
  }

  useEffect(() => view.current?.magnify(factor), [factor])

  function enlarge(): void {
    dialog.current?.showModal()
    view.current?.scroller.focus()
    setTip(null)
    setLarge(true)
  }

  function keepNote(text: string): void {
    if (range !== null) intents.changeNotes(cell, [...notesOf(metadata), { ...range, text, run: trace.run }])
    setNoting(false)
    view.current?.scroller.focus()
  }

  const areFigures = areFiguresOpen || range !== null
  const rangeInWords = range && words.scope.notes.when(...timesOf(range, words))
  return (
    <dialog
      ref={dialog}
      className={isLarge ? 'timeline large' : 'timeline'}
      id={id}
      role={isLarge ? 'dialog' : 'group'}
      aria-label={words.scope.timeline.label(number)}
      onClose={() => setLarge(false)}
    >
      {isLarge && <LargeHead {...{ cell, number, trace }} onClose={() => dialog.current?.close()} />}
      <div className="timeline-body">
        <div className="timeline-tools">
          <Legend
            {...{ trace, visible, hidden }}
            onChange={(next) => intents.changeTimeline(cell, { hidden: next })}
          />
          <UnfoldTasks
            {...{ trace, areTasksOpen }}
            onChange={(next) => intents.changeTimeline(cell, { areTasksOpen: next })}
          />
          {range !== null && !isNoting && (
            <button
              type="button"
              className="timeline-tool"
              title={words.scope.notes.hint}
              onClick={() => setNoting(true)}
            >
              {words.scope.notes.add}
            </button>
          )}
          <button
            type="button"
            className="timeline-tool"
            title={words.scope.timeline.fitHint}
            onClick={() => view.current?.fit()}
          >
            {words.scope.timeline.fit}
          </button>
          {!isLarge && (
            <button
              type="button"
              className="timeline-tool"
              title={words.scope.timeline.largeHint}
              onClick={enlarge}
            >
              {words.scope.timeline.large}
            </button>
          )}
        </div>
        {isNoting && rangeInWords !== null && (
          <NoteForm
            label={words.scope.notes.write(rangeInWords)}
            onKeep={keepNote}
            onGiveUp={() => {
              setNoting(false)
              view.current?.scroller.focus()
            }}
          />
        )}
        <TimelineFrame
          {...{ picture, hears, tip, full }}
          viewRef={view}
          label={words.scope.timeline.label(number)}
          keys={words.scope.timeline.keys}
          height={isLarge ? undefined : shown}
        />
        {!isLarge && (
          <ResizeEdge
            {...{ name: words.scope.timeline.resize, className: 'timeline-edge', side: 'bottom' }}
            {...{ size: shown, least: LEAST_HEIGHT, most: () => full }}
            onChange={(height) => intents.changeTimeline(cell, { height })}
          />
        )}
        <details
          className="timeline-figures"
          open={areFigures}
          onToggle={({ currentTarget: { open } }) => {
            // A range opens them for as long as it lasts: that is no choice of the user's.
            if (open !== areFigures) intents.changeTimeline(cell, { areFiguresOpen: open })
          }}
        >
          <summary>
            {range === null
              ? words.scope.figures.title
              : words.scope.figures.ofRange(...timesOf(range, words))}
          </summary>
          {areFigures && <FiguresTable trace={trace} range={range} />}
          {areFigures && <TaskTable trace={trace} range={range} />}
        </details>
      </div>
    </dialog>
  )
}

function timesOf({ from, to }: Range, { scope }: Text): [from: string, to: string] {
  return [scope.tracks.duration(from), scope.tracks.duration(to)]
}
