/** What several runs have to say beside each other: a sentence for each change, Amdahl's bound, one picture of them all. */
import { useMemo } from 'react'
import { amdahlOf } from '../../common/trace/verdict/amdahl'
import type { RunFigures } from '../../common/trace/verdict/compare'
import { changeOf } from '../../common/trace/verdict/compare'
import { amdahlSentence, changeSentence } from '../../common/trace/verdict/compareSentences'
import type { Trace } from '../../common/trace/trace'
import { chosenLanguage, useText } from '../i18n/text'
import { useApp } from '../state/app'
import { CompareTimeline } from './CompareTimeline'

export interface FoundRun {
  readonly key: string
  readonly name: string
  /** What stands above its lanes. */
  readonly title: string
  readonly trace: Trace
  readonly figures: RunFigures
}

/** @param runs all are compared with the first */
export function CompareFindings({ runs }: { readonly runs: readonly FoundRun[] }) {
  const { compare } = useText()
  const language = useApp((state) => chosenLanguage(state.settings.language, state.hello.locale))
  const [first, ...others] = runs
  const bounds = useMemo(() => new Map(runs.map(({ key, trace }) => [key, amdahlOf(trace)])), [runs])
  if (first === undefined) return null
  const boundOf = ({ key }: FoundRun): string => {
    const amdahl = bounds.get(key)
    return amdahl ? amdahlSentence(amdahl)[language] : ''
  }
  return (
    <>
      <ul className="findings">
        {others.map((run) => (
          <li key={run.key}>
            {others.length > 1 && <strong>{compare.changed(run.name)}</strong>}
            {changeSentence(changeOf(first.figures, run.figures))[language]}
          </li>
        ))}
        {runs
          .filter((run) => boundOf(run) !== '')
          .map((run) => (
            <li key={`bound ${run.key}`} className="quiet">
              {compare.changed(run.name)}
              {boundOf(run)}
            </li>
          ))}
      </ul>
      <CompareTimeline runs={runs} />
    </>
  )
}
