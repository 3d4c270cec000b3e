/**
 * What a thread did between two samples. A sample says what a thread is doing at a moment; the system's counters say how
 * long it was on a CPU and how long it queued for one in between. Neither is enough alone: samples miss what is shorter
 * than the time between them, and counters do not say why a thread did not run. So the interval is divided by the
 * counters, and each part is named by the samples at its two ends:
 *
 *     sample:    python                    gil-wait        counters: 3 ms on a CPU, 0.2 ms queued, 0.8 ms neither
 *     spans:     |pppppppppppppppppp|q|wwwww|
 *
 * The counters lag behind while a thread is on a CPU: the system adds to them at its clock tick (1 to 10 ms) and when
 * the thread leaves the CPU; queueing is added when it ends. So a counter is a lower bound always and exact when the
 * thread is seen blocked, and what has been drawn may run ahead of it by so much: `lagNs` of a sample says how much that
 * is at most. `Ledger` remembers what was drawn; what is drawn too little or too much in one interval is made up for in
 * the next.
 */
import type { ThreadState } from '../sample'

/** What a state means to the system's counters. */
export type Kind = 'cpu' | 'queue' | 'blocked'

export function kindOf(state: ThreadState): Kind {
  if (state === 'python' || state === 'native') return 'cpu'
  return state === 'preempted' ? 'queue' : 'blocked'
}

/** A part that no sample saw is drawn once it is this long; shorter ones wait until they add up. In µs. */
const SLIVER = 400

/** Counted and drawn time so far, in µs. */
export interface Ledger {
  readonly cpuCounted: number
  readonly cpuDrawn: number
  readonly queueCounted: number
  readonly queueDrawn: number
}

export function emptyLedger(): Ledger {
  return { cpuCounted: 0, cpuDrawn: 0, queueCounted: 0, queueDrawn: 0 }
}

/** How one interval is divided, in µs; the three add up to its length. */
export type Division = Record<Kind, number>

/** What is known of a thread's interval between two samples; times in µs. */
export interface Known {
  readonly length: number
  /** What the samples at its two ends saw. */
  readonly before: Kind
  readonly after: Kind
  /** What the counters rose by. */
  readonly cpu: number
  readonly queued: number
  /** By how much the counter of CPU time lags behind at the end, at most. */
  readonly lag: number
  /** The share of it after which `before` most likely became `after`, where the counters do not say it. */
  readonly turn?: number | undefined
  /** Whether the thread may have been blocked where no sample saw it: it was seen to be not long ago. */
  readonly mayBlock: boolean
}

/** Divides an interval. */
export function settle(ledger: Ledger, known: Known): { division: Division; ledger: Ledger } {
  const { length, before, after, turn = 0.5 } = known
  const seen = (kind: Kind): number => (before === kind ? turn : 0) + (after === kind ? 1 - turn : 0)
  const cpuCounted = ledger.cpuCounted + known.cpu
  const queueCounted = ledger.queueCounted + known.queued
  const owedCpu = cpuCounted - ledger.cpuDrawn
  const owedQueue = queueCounted - ledger.queueDrawn
  // Whoever got or lost the CPU queued before or since: one of the two is counted by then, the other is the rest.
  const seenCpu = before === 'queue' && after === 'cpu' ? length - owedQueue : seen('cpu') * length
  const cpuPart = within(seenCpu, owedCpu, after === 'cpu' ? known.lag : 0, length)
  const cpu = seen('cpu') === 0 && cpuPart < SLIVER ? 0 : cpuPart
  const room = length - cpu
  const seenQueue = before === 'cpu' && after === 'queue' ? room : seen('queue') * length
  const queuePart = within(seenQueue, owedQueue, after === 'queue' ? Infinity : 0, room)
  const queue = seen('queue') === 0 && queuePart < SLIVER ? 0 : queuePart
  const division = withRest({ cpu, queue, blocked: 0 }, room - queue, known)
  return {
    division,
    ledger: {
      cpuCounted,
      queueCounted,
      cpuDrawn: ledger.cpuDrawn + division.cpu,
      queueDrawn: ledger.queueDrawn + division.queue
    }
  }
}

/**
 * Gives the rest of an interval, which no counter has: it was blocked. Where no sample saw that, a sliver belongs to what
 * was seen; and of a thread that does not block somebody else had the CPU, e.g. the host of a virtual machine.
 */
function withRest(division: Division, rest: number, { before, after, mayBlock }: Known): Division {
  if (before === 'blocked' || after === 'blocked' || (mayBlock && rest >= SLIVER)) division.blocked += rest
  else if (rest < SLIVER && (before === 'cpu' || after === 'cpu')) division.cpu += rest
  else division.queue += rest
  return division
}

/** What was seen, but at least what is owed, at most that and what the counter may lag behind, and what there is room for. */
function within(seen: number, owed: number, lag: number, room: number): number {
  return Math.min(Math.max(Math.min(Math.max(seen, owed), owed + lag), 0), room)
}
