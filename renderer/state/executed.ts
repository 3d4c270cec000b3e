/**
 * What was sent to the kernel, so that a line that a traceback or a trace names (`Cell In[3]`, line 7) can be found in the
 * notebook again, also after the cell was edited. Pure.
 */
import type { CellId, RunId } from '../../common/brands'
import type { RunRequest } from '../../common/session'
import { executionCountOf, type Line } from '../../common/trace/trace'

export interface Executed {
  readonly run: RunId
  readonly cell: CellId
  /** The cell's text as it was sent. */
  readonly source: string
  /** Its number; null until the kernel has begun. */
  readonly count: number | null
}

/** In the order in which they were asked for. */
export type AllExecuted = readonly Executed[]

/** More than anybody scrolls back through; the oldest go. */
const MOST = 2_000

export function executedAsked(all: AllExecuted, requests: readonly RunRequest[]): AllExecuted {
  const asked = requests.map(({ run, cell, code }) => ({ run, cell, source: code, count: null }))
  return [...all, ...asked].slice(-MOST)
}

export function executedBegan(all: AllExecuted, run: RunId, count: number): AllExecuted {
  return all.map((one) => (one.run === run ? { ...one, count } : one))
}

/** What was sent as this run; null for one that is forgotten. */
export function sourceOf(all: AllExecuted, run: RunId): string | null {
  return all.findLast((one) => one.run === run)?.source ?? null
}

/**
 * What a line seen during a run belongs to: the text that ran under that number last before it. A restart begins to count
 * anew, so the search ends where the numbers stop falling.
 */
export function executedAt(all: AllExecuted, run: RunId, line: Line): Executed | null {
  const sought = executionCountOf(line)
  let last = Infinity
  for (let i = all.findLastIndex((one) => one.run === run); i >= 0; i -= 1) {
    const one = all[i]
    if (one === undefined || one.count === null) continue
    if (one.count >= last) return null
    last = one.count
    if (one.count === sought) return one
  }
  return null
}
