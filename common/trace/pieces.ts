/** The spans of one interval between two samples: `settle.ts` says how long, the samples at its ends say what. */
import type { SpanKey } from './columns'
import type { Division, Kind } from './settle'

/** What a sample said of a thread. */
export interface Seen extends SpanKey {
  readonly kind: Kind
}

export interface Piece {
  /** In µs. */
  readonly length: number
  readonly key: SpanKey
}

const KINDS: readonly Kind[] = ['blocked', 'queue', 'cpu']

/**
 * The parts of an interval in the order in which they most likely were: what was seen at its beginning, then what nobody
 * saw (named by `recall`, from earlier samples), then what was seen at its end.
 */
export function piecesOf(
  division: Division,
  before: Seen,
  after: Seen,
  recall: (kind: Kind) => SpanKey
): Piece[] {
  const pieces: Piece[] = []
  const add = (length: number, key: SpanKey): void => {
    if (length > 0) pieces.push({ length, key })
  }
  const both = before.kind === after.kind
  add(division[before.kind] / (both ? 2 : 1), before)
  for (const kind of KINDS) if (kind !== before.kind && kind !== after.kind) add(division[kind], recall(kind))
  add(division[after.kind] / (both ? 2 : 1), after)
  return pieces
}
