/**
 * What the tasks of a trace add up to, in a run or a part of it. All in ms.
 *
 * - `run` of a task: how long its steps took, by the clock: also while its thread waited for the GIL or a CPU.
 * - `ready`: how long it waited for its first turn, or for its next one after `sleep(0)`.
 * - `suspended`: how long it awaited something, by kind; until its next step began, so the wait for its turn is in it.
 */
import type { Range } from './figures'
import { eachWithin, sumOf } from './figures'
import type { Awaited, AwaitKind, TasksTrace } from '../taskTrace'
import { READY, RUNNING } from '../taskTrace'
import type { Trace } from '../trace'

export interface TaskFigures {
  /** Index into the trace's tasks. */
  readonly task: number
  readonly life: number
  readonly run: number
  readonly ready: number
  readonly suspended: number
  readonly suspendedBy: Partial<Record<AwaitKind, number>>
}

export function taskFigures(trace: Trace, range: Range = { from: 0, to: trace.duration }): TaskFigures[] {
  const { tasks, awaited } = trace.tasks
  return tasks.map(({ edges, key }, task) => {
    let [life, run, ready, suspended] = [0, 0, 0, 0]
    const suspendedBy: Partial<Record<AwaitKind, number>> = {}
    eachWithin(edges, range, (i, length) => {
      const ms = length / 1000
      const of = key[i] ?? READY
      life += ms
      if (of === RUNNING) run += ms
      else if (of === READY) ready += ms
      else {
        suspended += ms
        const kind = awaited[of]?.kind ?? 'other'
        suspendedBy[kind] = (suspendedBy[kind] ?? 0) + ms
      }
    })
    return { task, life, run, ready, suspended, suspendedBy }
  })
}

/** Tasks that waited for more than each other, added up over a run. */
export interface Overlap {
  /** Those that awaited anything but other tasks. */
  readonly tasks: number
  /** How many of them waited at once, on average over the time in which any did. */
  readonly atOnce: number
  /** In ms: how long any of them waited, and the sum of their waits. */
  readonly time: number
  readonly sum: number
  /** What they awaited most, in time. */
  readonly awaited: Awaited
  readonly kind: AwaitKind
}

/** How tasks waited together; null where none waited. */
export function overlapOf({ tasks: { tasks, awaited } }: Trace): Overlap | null {
  const begins: number[] = []
  const ends: number[] = []
  const byAwaited = new Map<number, number>()
  let waiting = 0
  let sum = 0
  for (const { edges, key } of tasks) {
    let waits = false
    key.forEach((of, i) => {
      const kind = awaited[of]?.kind
      if (kind === undefined || kind === 'tasks') return
      const [from, to] = [edges[i] ?? 0, edges[i + 1] ?? 0]
      begins.push(from)
      ends.push(to)
      sum += to - from
      byAwaited.set(of, (byAwaited.get(of) ?? 0) + to - from)
      waits = true
    })
    if (waits) waiting++
  }
  const byKind = new Map<AwaitKind, number>()
  for (const [of, time] of byAwaited) {
    const kind = awaited[of]?.kind ?? 'other'
    byKind.set(kind, (byKind.get(kind) ?? 0) + time)
  }
  const longest = largest(byAwaited)
  const kind = largest(byKind)
  const most = longest === undefined ? undefined : awaited[longest]
  if (most === undefined || kind === undefined) return null
  const time = covered(begins, ends)
  return { tasks: waiting, atOnce: sum / time, time: time / 1000, sum: sum / 1000, awaited: most, kind }
}

/** How long the loops ran tasks, in ms. */
export function taskRunTime(figures: readonly TaskFigures[]): number {
  return sumOf(figures, ({ run }) => run)
}

/** How many threads the tasks that ran were made in. */
export function loopsOf({ tasks }: TasksTrace): number {
  return new Set(tasks.filter(({ key }) => key.includes(RUNNING)).map(({ tid }) => tid)).size
}

/** How long at least one of these was open. */
function covered(begins: readonly number[], ends: readonly number[]): number {
  const [from, to] = [Float64Array.from(begins).sort(), Float64Array.from(ends).sort()]
  let time = 0
  let open = 0
  let last = 0
  for (let [i, j] = [0, 0]; j < to.length;) {
    const isBegin = i < from.length && (from[i] ?? 0) <= (to[j] ?? 0)
    const at = (isBegin ? from[i++] : to[j++]) ?? 0
    if (open > 0) time += at - last
    open += isBegin ? 1 : -1
    last = at
  }
  return time
}

function largest<T>(sums: ReadonlyMap<T, number>): T | undefined {
  let found: T | undefined
  let most = -1
  for (const [key, sum] of sums) if (sum > most) [found, most] = [key, sum]
  return found
}
