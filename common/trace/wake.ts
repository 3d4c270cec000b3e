/**
 * Who ended a thread's wait, where the trace can tell; where it cannot, nobody is named. Two kinds of evidence count:
 *
 * - A wait for the GIL ended when the thread got it: then who held it just before let it go. Python counts every
 *   hand-off, so that the two turns are known to be neighbours when exactly one was counted from the middle of the one
 *   to the middle of the other.
 * - A wait for a lock or a child ended as exactly one thread (for a child: of one other process) came to its end: that
 *   is what `join` waits for. What is said is only that it ended.
 *
 * Where the trace is thinned nothing is known of an order, and nothing is said.
 */
import type { GilTrace, Spans, Trace } from './trace'
import { firstAfter, SPAN_STATES, valueAt } from './trace'

export interface Wake {
  /** Index into the trace's `threads`. */
  readonly by: number
  /** When, in µs. */
  readonly at: number
  readonly how: 'let-go' | 'ended'
}

/** Two edges of which the samples say that they are one: this many samples apart at most. */
const SAME = 1.6

interface Wait {
  readonly from: number
  readonly to: number
}

/**
 * The whole wait that a span is part of: the line of code may have become known in the middle of it. With another line the
 * thread has run in between. Null where its end is not in the trace.
 */
function waitAround({ edges, state, line }: Spans, span: number): Wait | null {
  const isSame = (one: number, other: number): boolean =>
    state[one] === state[other] && (line[one] === line[other] || line[one] === -1 || line[other] === -1)
  let [first, last] = [span, span]
  while (first > 0 && isSame(first - 1, first)) first--
  while (last + 1 < state.length && isSame(last, last + 1)) last++
  return span < 0 || last + 1 >= state.length ? null : { from: edges[first] ?? 0, to: edges[last + 1] ?? 0 }
}

/** Who ended the wait that a thread was in at a moment (µs). */
export function wakeOf(trace: Trace, thread: number, at: number): Wake | null {
  const waiter = trace.threads[thread]
  if (waiter === undefined) return null
  const { spans } = waiter
  const span = firstAfter(spans.edges, at) - 1
  const wait = waitAround(spans, span)
  // A wait that goes on at the end of the trace was ended by nobody.
  if (wait === null || wait.to <= trace.thinnedBefore) return null
  const near = (SAME * trace.duration) / Math.max(1, trace.samples)
  switch (SPAN_STATES[spans.state[span] ?? -1]) {
    case 'gil-wait':
      return gilLetGo(trace, thread, wait, near)
    case 'lock':
      return theOneThatEnded(trace, thread, wait.to, near, (process) => process === waiter.process)
    case 'child-wait':
      return theOneThatEnded(trace, thread, wait.to, near, (process) => process !== waiter.process)
    default:
      return null
  }
}

function gilLetGo(trace: Trace, thread: number, wait: Wait, near: number): Wake | null {
  const process = trace.threads[thread]?.process
  const got = trace.gils
    .filter((gil) => gil.process === process)
    .map((gil) => ({ gil, turn: turnBegunNear(gil, thread, wait.to, near) }))
    .filter(({ turn }) => turn > 0)
  const [only] = got
  if (only === undefined || got.length > 1) return null
  const { gil, turn } = only
  const by = gil.holder[turn - 1] ?? -1
  const at = gil.edges[turn] ?? 0
  if (by < 0 || by === thread || at <= wait.from || at <= trace.thinnedBefore) return null
  const handOffs = valueAt(gil.switches, middle(gil, turn)) - valueAt(gil.switches, middle(gil, turn - 1))
  return handOffs > 0.5 && handOffs < 1.5 ? { by, at, how: 'let-go' } : null
}

/** The turn of a thread that began nearest to a moment; 0 when none did. */
function turnBegunNear({ edges, holder }: GilTrace, thread: number, at: number, near: number): number {
  let best = 0
  let distance = near
  for (let i = Math.max(1, firstAfter(edges, at - near)); i < holder.length; i++) {
    const off = (edges[i] ?? Infinity) - at
    if (off > near) break
    if (holder[i] === thread && Math.abs(off) <= distance) [best, distance] = [i, Math.abs(off)]
  }
  return best
}

function middle({ edges }: GilTrace, turn: number): number {
  return ((edges[turn] ?? 0) + (edges[turn + 1] ?? 0)) / 2
}

function theOneThatEnded(
  { threads, processes, duration }: Trace,
  thread: number,
  at: number,
  near: number,
  isMeant: (process: number) => boolean
): Wake | null {
  const ended = threads.flatMap((other, by) => {
    const end = other.spans.edges.at(-1) ?? 0
    const isOver = other.ended && end < duration
    // Of a process that ended its first thread stands for all.
    const isFirst = other.tid === processes[other.process]?.pid
    const counts = other.process === threads[thread]?.process || isFirst
    return by !== thread && isOver && counts && isMeant(other.process) && Math.abs(end - at) <= near
      ? [{ by, at: end }]
      : []
  })
  const [only] = ended
  return only !== undefined && ended.length === 1 ? { ...only, how: 'ended' } : null
}
