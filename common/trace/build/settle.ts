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
 * thread is seen blocked, and what has been drawn may run ahead of it by so much. `Ledger` remembers what was drawn; what
 * is drawn too little or too much in one interval is made up for in the next.
 */
import type { ThreadState } from '../sample'

/** What a state means to the system's counters. */
export type Kind = 'cpu' | 'queue' | 'blocked'

export function kindOf(state: ThreadState): Kind {
  if (state === 'python' || state === 'native') return 'cpu'
  return state === 'preempted' ? 'queue' : 'blocked'
}

/** The longest time between two clock ticks of Linux: 100 Hz. In µs. */
const LONGEST_TICK = 10_000
/** A part that no sample saw is drawn once it is this long; shorter ones wait until they add up. In µs. */
const SLIVER = 400

/** Counted and drawn time so far, in µs. */
export interface Ledger {
  readonly cpuCounted: number
  readonly cpuDrawn: number
  readonly queueCounted: number
  readonly queueDrawn: number
}

export const EMPTY_LEDGER: Ledger = { cpuCounted: 0, cpuDrawn: 0, queueCounted: 0, queueDrawn: 0 }

/** How one interval is divided, in µs; the three add up to its length. */
export type Division = Record<Kind, number>

/**
 * Divides `length` µs of a thread that was `before` at the beginning and `after` at the end, and while the counters
 * rose by `cpu` and `queued`. `turn` is the share of the interval after which `before` most likely became `after`, where
 * the counters do not say it.
 */
export function settle(
  ledger: Ledger,
  length: number,
  before: Kind,
  after: Kind,
  cpu: number,
  queued: number,
  turn = 0.5
): { division: Division; ledger: Ledger } {
  const seen = (kind: Kind): number => (before === kind ? turn : 0) + (after === kind ? 1 - turn : 0)
  const cpuCounted = ledger.cpuCounted + cpu
  const queueCounted = ledger.queueCounted + queued
  const owedCpu = cpuCounted - ledger.cpuDrawn
  const owedQueue = queueCounted - ledger.queueDrawn
  const cpuPart = within(seen('cpu') * length, owedCpu, after === 'cpu' ? LONGEST_TICK : 0, length)
  const drawnCpu = seen('cpu') === 0 && cpuPart < SLIVER ? 0 : cpuPart
  const room = length - drawnCpu
  const queuePart = within(seen('queue') * length, owedQueue, after === 'queue' ? Infinity : 0, room)
  const drawnQueue = seen('queue') === 0 && queuePart < SLIVER ? 0 : queuePart
  const rest = room - drawnQueue
  // A sliver of being blocked that no sample saw belongs to what was seen.
  const division =
    seen('blocked') === 0 && rest < SLIVER
      ? after === 'cpu' || before === 'cpu'
        ? { cpu: drawnCpu + rest, queue: drawnQueue, blocked: 0 }
        : { cpu: drawnCpu, queue: drawnQueue + rest, blocked: 0 }
      : { cpu: drawnCpu, queue: drawnQueue, blocked: rest }
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

/** What was seen, but at least what is owed, at most that and what the counter may lag behind, and what there is room for. */
function within(seen: number, owed: number, lag: number, room: number): number {
  return Math.min(Math.max(Math.min(Math.max(seen, owed), owed + lag), 0), room)
}
