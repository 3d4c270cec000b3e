/** The spans of one interval between two samples: `settle.ts` says how long, the samples at its ends say what. */
import type { SpanKey } from './columns'
import type { Division, Kind } from './settle'

/** What a sample said of a thread. */
export interface Seen extends SpanKey {
  readonly kind: Kind
}

const KINDS: readonly Kind[] = ['blocked', 'queue', 'cpu']

/**
 * Visits the parts of an interval in the order in which they most likely were: what was seen at its beginning, then what
 * nobody saw (named by `recall`, from earlier samples), then what was seen at its end. Lengths are in µs.
 */
export function eachPiece(
  division: Division,
  before: Seen,
  after: Seen,
  recall: (kind: Kind) => SpanKey,
  visit: (length: number, key: SpanKey) => void
): void {
  const both = before.kind === after.kind
  visit(division[before.kind] / (both ? 2 : 1), before)
  for (const kind of KINDS)
    if (kind !== before.kind && kind !== after.kind && division[kind] > 0) visit(division[kind], recall(kind))
  visit(division[after.kind] / (both ? 2 : 1), after)
}
