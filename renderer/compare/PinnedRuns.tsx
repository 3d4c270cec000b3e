/** A cell's pinned runs beside the latest one. */
import { useMemo } from 'react'
import { pinsOf, type KeptRun } from '../../common/pins'
import { runFiguresOf } from '../../common/trace/verdict/compare'
import { useText } from '../i18n/text'
import { IconButton } from '../shell/IconButton'
import { useCell, useIntents, useOpen } from '../state/app'
import { latestTrace } from '../state/traces'
import { CodeDiff } from './CodeDiff'
import { CompareFindings } from './CompareFindings'
import { CompareTable } from './CompareTable'
import { pythonName } from './pythonName'
import type { CellComparisonsProps } from './CellComparisons'

export function PinnedRuns({ cell, number }: CellComparisonsProps) {
  const words = useText()
  const { compare } = words
  const intents = useIntents()
  const pins = pinsOf(useCell(cell).metadata)
  const latest = useOpen((open) => latestTrace(open.traces, cell))
  const ran = useOpen((open) => latest && open.comparisons.ran.get(latest.trace.run))
  const runs = useMemo(() => {
    const isNew = latest?.hasEnded === true && !pins.some(({ run }) => run === latest.trace.run)
    const now: KeptRun[] = isNew
      ? [{ source: '', python: null, ...ran, run: latest.trace.run, trace: latest.trace }]
      : []
    return [...pins, ...now].map((run, i) => {
      const isPinned = i < pins.length
      const name = isPinned ? (run.name ?? compare.pinned(i + 1)) : compare.now
      const python = run.python === null ? '' : pythonName(run.python, words)
      const title = [name, python].filter(Boolean).join(' · ')
      return {
        ...run,
        key: run.run as string,
        name,
        title,
        isPinned,
        pythonName: python,
        figures: runFiguresOf(run.trace)
      }
    })
  }, [pins, latest, ran, compare, words])
  const [first, ...others] = runs
  return (
    <section className="comparison" aria-label={compare.label(number)}>
      <CompareTable
        rows={runs.map((run) => ({
          ...{ key: run.key, name: run.name, python: run.pythonName, figures: run.figures },
          tool: run.isPinned && (
            <IconButton
              {...{ icon: 'close', name: compare.unpin(run.name), className: 'unpin' }}
              onClick={() => intents.unpin(cell, run.run)}
            />
          )
        }))}
      />
      {others.length === 0 && <p className="quiet">{compare.runAgain}</p>}
      {others.length > 0 && <CompareFindings runs={runs} />}
      {others.map((run) => (
        <CodeDiff key={run.key} before={first?.source ?? ''} after={run.source} name={run.name} />
      ))}
    </section>
  )
}
