/**
 * What is compared beside pinned runs (`common/pins.ts`): what the last runs ran, and trials on several Pythons. Pure.
 */
import type { CellId, RunId } from '../../common/brands'
import type { RanAs } from '../../common/pins'
import type { Interpreter, RunRequest } from '../../common/session'
import type { Trace } from '../../common/trace/trace'
import type { TrialFailure, TrialNews, TrialResult } from '../../common/trial'

/** A cell's trial on several Pythons. */
export interface Trial {
  readonly id: string
  readonly source: string
  readonly isRunning: boolean
  /** How many cells above run first. */
  readonly above: number
  readonly rows: readonly TrialRow[]
}

export interface TrialRow {
  readonly python: Interpreter
  readonly status: 'waiting' | 'starting' | 'above' | 'running' | 'done' | 'failed' | 'cancelled'
  /** Cells above that have run. */
  readonly done: number
  readonly result: (Omit<TrialResult, 'trace'> & { readonly trace: Trace | null }) | null
  readonly failure: TrialFailure | null
}

export interface Comparisons {
  /** What the last runs ran. */
  readonly ran: ReadonlyMap<RunId, RanAs>
  readonly trials: ReadonlyMap<CellId, Trial>
}

/** More than there are traces of runs. */
const MOST_RAN = 200

export function noComparisons(): Comparisons {
  return { ran: new Map(), trials: new Map() }
}

/** Cells were sent to be run. */
export function sent(all: Comparisons, requests: readonly RunRequest[]): Comparisons {
  const ran = [...all.ran, ...requests.map(({ run, code }) => [run, { source: code, python: null }] as const)]
  return { ...all, ran: new Map(ran.slice(-MOST_RAN)) }
}

/** A run began on this Python. What was known of it stays. */
export function ranOn(all: Comparisons, run: RunId, python: Interpreter | null): Comparisons {
  const known = all.ran.get(run)
  if (known === undefined || known.python !== null || python === null) return all
  return { ...all, ran: new Map(all.ran).set(run, { ...known, python }) }
}

/** A trial begins, in place of the cell's last one. */
export function trialBegan(all: Comparisons, cell: CellId, trial: Trial): Comparisons {
  return { ...all, trials: new Map(all.trials).set(cell, trial) }
}

/** The trial's result is put away. */
export function trialPutAway(all: Comparisons, cell: CellId): Comparisons {
  const trials = new Map(all.trials)
  trials.delete(cell)
  return { ...all, trials }
}

/** A trial that runs, whichever cell it belongs to. */
export function runningTrial(all: Comparisons): Trial | undefined {
  return [...all.trials.values()].find(({ isRunning }) => isRunning)
}

/** Main told of a trial; `trace` is that of its result. What belongs to no trial that is known changes nothing. */
export function heardOfTrial(
  all: Comparisons,
  id: string,
  news: TrialNews,
  trace: Trace | null
): Comparisons {
  const found = [...all.trials].find(([, trial]) => trial.id === id)
  if (found === undefined) return all
  const [cell, trial] = found
  return { ...all, trials: new Map(all.trials).set(cell, nextTrial(trial, news, trace)) }
}

function nextTrial(trial: Trial, news: TrialNews, trace: Trace | null): Trial {
  if (news.kind === 'ended') {
    const rows = trial.rows.map((row) =>
      row.status === 'done' || row.status === 'failed' ? row : { ...row, status: 'cancelled' as const }
    )
    return { ...trial, rows, isRunning: false }
  }
  const change = changeOf(news, trace)
  return {
    ...trial,
    rows: trial.rows.map((row, place) => (place === news.place ? { ...row, ...change } : row))
  }
}

function changeOf(news: Exclude<TrialNews, { kind: 'ended' }>, trace: Trace | null): Partial<TrialRow> {
  switch (news.kind) {
    case 'above':
      return { status: 'above', done: news.done }
    case 'done':
      return { status: 'done', result: { ...news.result, trace } }
    case 'failed':
      return { status: 'failed', failure: news.failure }
    default:
      return { status: news.kind }
  }
}
