/** What a cell's threads did, as the command line tells it: in a row of `--json`, in a sentence, in a file for Perfetto. */
import type { Ms, RunId } from '../../common/brands'
import { traceFileText } from '../../common/trace/perfetto'
import type { TimedTrace } from '../../common/trace/perfetto'
import type { ScopeReport, ThreadReport } from '../../common/trace/verdict/report'
import { scopeOf } from '../../common/trace/verdict/report'
import type { Trace, Us } from '../../common/trace/trace'

/** `scope` of a row. */
export interface CellScope extends Omit<ScopeReport, 'threads'> {
  readonly threads: readonly (Omit<ThreadReport, 'startedBy'> & {
    /** The index of the cell that started it; null when it is older than the first run. */
    readonly startedBy: number | null
  })[]
}

/** @param indexOf the cell of a run */
export function cellScope(trace: Trace, indexOf: (run: RunId) => number | null): CellScope {
  const scope = scopeOf(trace)
  const threads = scope.threads.map(({ startedBy, ...thread }) => ({
    ...thread,
    startedBy: startedBy === null ? null : indexOf(startedBy)
  }))
  return { ...scope, threads }
}

/** The sentence, where it says something: nothing for a cell too short to say, or where nothing can be watched. */
export function sentenceOf(scope: CellScope | null): string | null {
  if (scope === null || scope.pattern === 'too-short') return null
  const isUnseen = scope.tier === 'portable' && scope.threads.length === 0
  return isUnseen ? null : scope.sentence
}

/** A cell's trace among those of the whole run. */
export interface CellTrace {
  readonly trace: Trace
  /** On the steady clock. */
  readonly began: Ms
  /** e.g. `In [3]` */
  readonly name: string
}

/** For Perfetto, in pieces. */
export function traceFile(cells: readonly CellTrace[]): Generator<string> {
  const start = cells[0]?.began ?? 0
  return traceFileText(
    cells.map(({ trace, began, name }): TimedTrace => {
      return { trace, from: Math.round((began - start) * 1000) as Us, name }
    })
  )
}
