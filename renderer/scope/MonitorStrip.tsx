/** The line under a cell that says what running it did: cores, threads, the GIL, and what that means. */
import { useMemo } from 'react'
import type { CellId } from '../../common/brands'
import type { Trace } from '../../common/trace/trace'
import { missedOf, rateOf } from '../../common/trace/trace'
import { chosenLanguage, useText } from '../i18n/text'
import { useApp, useOpen } from '../state/app'
import { latestTrace } from '../state/traces'
import { Sparkline } from './Sparkline'
import { stripFigures, stripWords } from './stripFigures'
import './scope.css'

export interface MonitorStripProps {
  readonly cell: CellId
  /** The cell's place, counted from 1. */
  readonly number: number
}

/** Nothing where no run of the cell was watched. */
export function MonitorStrip({ cell, number }: MonitorStripProps) {
  const words = useText()
  const shown = useOpen((open) => latestTrace(open.traces, cell))
  const isOutdated = useOpen((open) => shown !== undefined && open.runs.get(cell)?.id !== shown.trace.run)
  if (shown === undefined) return null
  const { trace, hasEnded } = shown
  return (
    <div
      className={`monitor-strip${hasEnded ? '' : ' live'}${isOutdated ? ' outdated' : ''}`}
      role="group"
      aria-label={words.scope.strip.label(number)}
    >
      <StripLine trace={trace} hasEnded={hasEnded} />
    </div>
  )
}

function StripLine({ trace, hasEnded }: { readonly trace: Trace; readonly hasEnded: boolean }) {
  const words = useText()
  const language = useApp((state) => chosenLanguage(state.settings.language, state.hello.locale))
  const figures = useMemo(() => stripFigures(trace), [trace])
  const sentence = figures.verdict.sentence[language]
  if (figures.verdict.pattern === 'too-short')
    return (
      <div className="strip-figures">
        <span className="strip-word" title={hasEnded ? sentence : undefined}>
          {hasEnded ? words.scope.strip.brief : words.scope.strip.watching}
        </span>
      </div>
    )
  return (
    <>
      <div className="strip-figures">
        <Sparkline trace={trace} />
        <ul className="strip-words">
          {stripWords(figures, words).map((part, i) => (
            <li key={i}>{part}</li>
          ))}
        </ul>
        <TierBadge trace={trace} />
      </div>
      <p className="strip-sentence" title={hasEnded ? undefined : sentence}>
        {sentence}
      </p>
    </>
  )
}

/** How far the evidence reaches; why, and how often it was looked, for whoever points at it. */
function TierBadge({ trace }: { readonly trace: Trace }) {
  const { scope } = useText()
  const reason = scope.tier(trace.tier, trace.reason, rateOf(trace), missedOf(trace))
  return (
    <span className={`tier tier-${trace.tier}`} title={reason} aria-description={reason}>
      {scope.tiers[trace.tier]}
    </span>
  )
}
