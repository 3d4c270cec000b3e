/** What a run did, in figures and a sentence; its lines and its timeline below, when they are open. */
import { useId, useMemo } from 'react'
import type { Trace } from '../../common/trace/trace'
import { loweredFrom, missedOf, rateOf } from '../../common/trace/trace'
import { stripFigures, stripWords } from '../../common/trace/verdict/stripFigures'
import { PinButton } from '../compare/PinButton'
import { chosenLanguage, useText } from '../i18n/text'
import { HeatToggle } from '../lines/HeatToggle'
import { LineTimes } from '../lines/LineTimes'
import { PatternLink } from '../patterns/PatternLink'
import { Icon } from '../shell/icons'
import { useApp, useIntents, useOpen } from '../state/app'
import { timelineOf } from '../state/timelines'
import type { RunTrace } from '../state/traces'
import type { MonitorStripProps } from './MonitorStrip'
import { Sparkline } from './Sparkline'
import { TimelinePanel } from './TimelinePanel'

export function StripLine({ cell, number, trace, hasEnded }: MonitorStripProps & Omit<RunTrace, 'cell'>) {
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
