/**
 * What asyncio's tasks did in a run, as the kernel told it (`taskSteps.ts`): when each ran, and what it
 * awaited in between. Times are µs since the run began, as everywhere in a trace; but these are no samples: each step was
 * seen to begin and to end.
 */
import type { RunId } from '../brands'
import type { TaskEnd } from '../taskSteps'
import type { Line, Us } from './trace'

/**
 * Groups of what a task can wait for. `lock`: locks, events, conditions, semaphores, barriers. `tasks`: other tasks.
 * `io`: sockets and connections. `thread`: a thread of an executor. `future`: a future that asyncio's own calls did not
 * make.
 */
export const AWAIT_KINDS = [
  'sleep',
  'lock',
  'queue',
  'tasks',
  'io',
  'thread',
  'process',
  'future',
  'other'
] as const
export type AwaitKind = (typeof AWAIT_KINDS)[number]

export interface Awaited {
  readonly kind: AwaitKind
  /** What was called, e.g. `Queue.get`, `gather`, `socket read`. */
  readonly what: string
  /** Seconds of a sleep, the number of tasks, the name of a task or function. */
  readonly detail: number | string | null
}

/** What a span of a task says instead of the number of an awaited thing. `READY`: it waits for its turn only. */
export const [RUNNING, READY] = [-1, -2]

/** What pictures and legends tell tasks apart by: that one runs, waits for its turn, or what it awaits. */
export const TASK_STATES = [
  'task-running',
  'awaits-turn',
  'awaits-sleep',
  'awaits-lock',
  'awaits-io',
  'awaits-tasks',
  'awaits-other'
] as const
export type TaskState = (typeof TASK_STATES)[number]

const AWAIT_STATES: Record<AwaitKind, TaskState> = {
  sleep: 'awaits-sleep',
  lock: 'awaits-lock',
  queue: 'awaits-lock',
  tasks: 'awaits-tasks',
  io: 'awaits-io',
  thread: 'awaits-other',
  process: 'awaits-other',
  future: 'awaits-other',
  other: 'awaits-other'
}

/** What a span's key stands for, with what the tasks of its trace awaited. */
export function taskStateOf(key: number, awaited: readonly Awaited[]): TaskState {
  if (key === RUNNING) return 'task-running'
  return key === READY ? 'awaits-turn' : AWAIT_STATES[awaited[key]?.kind ?? 'other']
}

export interface TaskTrace {
  readonly name: string
  readonly coroutine: string
  /** Index into `tasks` of the one that made it, which comes before it; -1 where none did. */
  readonly parent: number
  /** The system's number of the thread that made it. */
  readonly tid: number
  /** The run that made it. */
  readonly startedBy: RunId | null
  /** The line of a cell that made it, as an index into `places`; -1 where unknown. */
  readonly place: number
  /** `pending`: it goes on after the run. */
  readonly state: TaskEnd | 'pending'
  /** How often it ran in this run. */
  readonly steps: number
  /** Neighbouring spans, as a thread's. */
  readonly edges: Float64Array
  /** Index into `awaited`, or `RUNNING` or `READY`. */
  readonly key: Int32Array
}

/** A step or callback that kept the loop for long while others were ready. */
export interface Hold {
  /** Index into `tasks`; -1 for a callback or a task that is not listed. */
  readonly task: number
  /** The callback's name; empty where unknown. */
  readonly what: string
  readonly from: number
  readonly to: number
  /** How many could have run meanwhile. */
  readonly others: number
}

export interface TasksTrace {
  readonly tasks: readonly TaskTrace[]
  readonly awaited: readonly Awaited[]
  readonly places: readonly Line[]
  readonly holds: readonly Hold[]
  /** Tasks that are counted only. */
  readonly unlisted: number
  /** Steps that were told as a part of the step before: what they took is exact, their order is not. */
  readonly merged: number
  /** What telling all this took the kernel, in µs by the clock. */
  readonly cost: Us
  /** As `Trace.thinnedBefore` and `thinnedStep`. */
  readonly thinnedBefore: Us
  readonly thinnedStep: Us
}

export const NO_TASKS: TasksTrace = {
  ...{ tasks: [], awaited: [], places: [], holds: [], unlisted: 0, merged: 0 },
  ...{ cost: 0 as Us, thinnedBefore: 0 as Us, thinnedStep: 0 as Us }
}

/** What is awaited, in the words of code: `sleep(0.5)`, `gather of 3`, `task "b"`. */
export function awaitedText({ what, detail }: Awaited): string {
  if (detail === null) return what
  if (what === 'sleep' || what === 'to_thread') return `${what}(${String(detail)})`
  if (typeof detail === 'number') return `${what} of ${String(detail)}`
  return what === 'task' ? `task "${detail}"` : `${what} in ${detail}`
}

/** How deep each task is nested, by its index. */
export function depthsOf({ tasks }: TasksTrace): number[] {
  const depths: number[] = []
  for (const { parent } of tasks) depths.push(parent < 0 ? 0 : (depths[parent] ?? 0) + 1)
  return depths
}

/** What a task is called: the name it was given, or what it runs, for asyncio's own `Task-7` says nothing. */
export function taskLabel({ name, coroutine }: Pick<TaskTrace, 'name' | 'coroutine'>): string {
  if (!/^Task-\d+$/.test(name)) return name
  return coroutine === '<module>' ? 'await' : (coroutine.split('.').at(-1) ?? coroutine)
}
