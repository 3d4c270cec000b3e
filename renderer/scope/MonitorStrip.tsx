/** The line under a cell that says what running it did: cores, threads, the GIL, and what that means. */
import { useId, useMemo } from 'react'
import type { CellId } from '../../common/brands'
import { notesOf } from '../../common/notes'
import { pinsOf } from '../../common/pins'
import type { Trace } from '../../common/trace/trace'
import { loweredFrom, missedOf, rateOf } from '../../common/trace/trace'
import { chosenLanguage, useText } from '../i18n/text'
import { HeatToggle } from '../lines/HeatToggle'
import { LineTimes } from '../lines/LineTimes'
import { PinButton } from '../compare/PinButton'
import { PatternLink } from '../patterns/PatternLink'
import { Icon } from '../shell/icons'
import { useApp, useIntents, useOpen } from '../state/app'
import { timelineOf } from '../state/timelines'
import { latestTrace, type RunTrace } from '../state/traces'
import { NotesList } from './NotesList'
import { Sparkline } from './Sparkline'
import { stripFigures, stripWords } from '../../common/trace/verdict/stripFigures'
import { TimelinePanel } from './TimelinePanel'
import './scope.css'
import './timeline.css'

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

function StripLine({ cell, number, trace, hasEnded }: MonitorStripProps & Omit<RunTrace, 'cell'>) {
  const words = useText()
  const intents = useIntents()
  const { isOpen } = useOpen((open) => timelineOf(open.timelines, cell))
  const isHeatShown = useOpen((open) => open.isHeatShown)
  const panel = useId()
  const language = useApp((state) => chosenLanguage(state.settings.language, state.hello.locale))
  const figures = useMemo(() => stripFigures(trace), [trace])
  const sentence = figures.verdict.sentence[language]
  if (figures.verdict.pattern === 'too-short')
    return (
      <div className="strip-figures">
        {hasEnded ? (
          <PatternLink {...{ cell }} pattern="too-short" face={words.scope.strip.brief} hint={sentence} />
        ) : (
          <span className="strip-word">{words.scope.strip.watching}</span>
        )}
      </div>
    )
  return (
    <>
      <div className="strip-figures">
        <Sparkline trace={trace} />
        <ul className="strip-words">
          {stripWords(figures, words.scope.strip).map((part, i) => (
            <li key={i}>{part}</li>
          ))}
        </ul>
        <div className="strip-tools">
          <TierBadge trace={trace} />
          <HeatToggle />
          {hasEnded && <PinButton cell={cell} run={trace.run} />}
          <button
            type="button"
            className="strip-open"
            aria-expanded={isOpen}
            aria-controls={isOpen ? panel : undefined}
            onClick={() => intents.changeTimeline(cell, { isOpen: !isOpen })}
          >
            {words.scope.timeline.name}
            <Icon name="chevron" />
          </button>
        </div>
      </div>
      <p className="strip-sentence" title={hasEnded ? undefined : sentence}>
        {sentence} {hasEnded && <PatternLink {...{ cell }} pattern={figures.verdict.pattern} />}
      </p>
      {isHeatShown && <LineTimes trace={trace} />}
      {isOpen && <TimelinePanel key={trace.run} id={panel} {...{ cell, number, trace }} />}
    </>
  )
}

/** How far the evidence reaches; why, and how often it was looked, for whoever points at it. */
function TierBadge({ trace }: { readonly trace: Trace }) {
  const { scope } = useText()
  const reason = scope.tier(trace.tier, trace.reason, rateOf(trace), loweredFrom(trace), missedOf(trace))
  return (
    <span className={`tier tier-${trace.tier}`} title={reason} aria-description={reason}>
      {scope.tiers[trace.tier]}
    </span>
  )
}
