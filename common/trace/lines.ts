/** Time per line of the user's code, over all threads: what each line cost, and how. */
import type { Range } from './verdict/figures'
import { eachWithin } from './verdict/figures'
import type { Kind } from './build/settle'
import { kindOf } from './build/settle'
import type { ThreadState } from './sample'
import type { Line, Trace } from './trace'
import { SPAN_STATES } from './trace'

/** In ms. */
export interface LineTimes extends Line {
  /** Running Python: with the GIL, or in a build without one. */
  readonly python: number
  /** On a CPU with the GIL let go. */
  readonly native: number
  readonly gilWait: number
  readonly preempted: number
  /** Waiting for a lock, a time, a descriptor or a process. */
  readonly blocked: number
}

type Column = 'python' | 'native' | 'gilWait' | 'preempted' | 'blocked'
const COLUMN_OF_KIND: Record<Kind, Column> = { cpu: 'native', queue: 'preempted', blocked: 'blocked' }

function columnOf(state: ThreadState): Column {
  if (state === 'python') return 'python'
  return state === 'gil-wait' ? 'gilWait' : COLUMN_OF_KIND[kindOf(state)]
}

/** The lines that any thread was seen on, by file and number. */
export function lineTimes(trace: Trace, range: Range = { from: 0, to: trace.duration }): LineTimes[] {
  const times = trace.lines.map((line) => ({
    ...line,
    ...{ python: 0, native: 0, gilWait: 0, preempted: 0, blocked: 0 }
  }))
  for (const { spans } of trace.threads)
    eachWithin(spans.edges, range, (i, length) => {
      const line = times[spans.line[i] ?? -1]
      const state = SPAN_STATES[spans.state[i] ?? 0]
      if (line && state && state !== 'unseen') line[columnOf(state)] += length / 1000
    })
  return times
    .filter((line) => line.python + line.native + line.gilWait + line.preempted + line.blocked > 0)
    .sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
}
