/** The part of a saved trace that tells of asyncio's tasks. Their spans are columns, after all others. */
import type { ByteReader, ByteWriter } from './bytes'
import { isObject } from '../../json'
import { readEdges, writeRising } from './packedColumns'
import type { TasksTrace, TaskTrace } from '../taskTrace'
import { AWAIT_KINDS, READY } from '../taskTrace'

export type AboutTask = Omit<TaskTrace, 'edges' | 'key'>
export type AboutTasks = Omit<TasksTrace, 'tasks'> & { readonly tasks: readonly AboutTask[] }

const STATES: Record<TaskTrace['state'], true> = {
  pending: true,
  done: true,
  cancelled: true,
  failed: true,
  lost: true
}

/** What is said of the tasks beside their columns. */
export function aboutTasks(trace: AboutTasks): AboutTasks {
  const { awaited, places, holds, unlisted, merged, cost, thinnedBefore, thinnedStep } = trace
  return {
    tasks: trace.tasks.map(({ name, coroutine, parent, tid, startedBy, place, state, steps }) => ({
      ...{ name, coroutine, parent, tid, startedBy, place, state, steps }
    })),
    ...{ awaited, places, holds, unlisted, merged, cost, thinnedBefore, thinnedStep }
  }
}

export function writeTask(bytes: ByteWriter, { edges, key }: TaskTrace): void {
  writeRising(bytes, edges)
  for (const awaited of key) bytes.whole(awaited - READY)
}

/** @param awaited how many things are awaited in the trace. */
export function readTask(bytes: ByteReader, awaited: number): Pick<TaskTrace, 'edges' | 'key'> {
  const edges = readEdges(bytes)
  const key = Int32Array.from({ length: edges.length - 1 }, () => bytes.whole() + READY)
  if (key.some((thing) => thing >= awaited)) throw new RangeError('a task awaits what is not there')
  return { edges, key }
}

/** The name of a field that has not the type or the range that it should have. */
export function wrongInTasks(tasks: unknown): string | null {
  if (!isObject(tasks)) return 'tasks'
  const lists = ['tasks', 'awaited', 'places', 'holds'].map((name) => [name, tasks[name]] as const)
  for (const [name, list] of lists) if (!Array.isArray(list) || !list.every(isObject)) return `tasks: ${name}`
  for (const name of ['unlisted', 'merged', 'cost', 'thinnedBefore', 'thinnedStep'])
    if (!isWhole(tasks[name])) return `tasks: ${name}`
  const all = tasks as unknown as Record<'tasks' | 'awaited' | 'places' | 'holds', Record<string, unknown>[]>
  const isIndex = (value: unknown, end: number): boolean =>
    Number.isInteger(value) && (value as number) >= -1 && (value as number) < end
  const isTask = (task: Record<string, unknown>, i: number): boolean =>
    [task['name'], task['coroutine']].every(isText) &&
    (task['startedBy'] === null || isText(task['startedBy'])) &&
    isText(task['state']) &&
    Object.hasOwn(STATES, task['state']) &&
    isIndex(task['parent'], i) &&
    isIndex(task['place'], all.places.length) &&
    [task['tid'], task['steps']].every(isWhole)
  if (!all.tasks.every(isTask)) return 'tasks: a task'
  const { awaited, places, holds } = all
  const isAwaited = ({ kind, what, detail }: Record<string, unknown>): boolean =>
    (AWAIT_KINDS as readonly unknown[]).includes(kind) &&
    isText(what) &&
    (detail === null || isText(detail) || Number.isFinite(detail))
  if (!awaited.every(isAwaited)) return 'tasks: awaited'
  if (!places.every(({ file, line }) => isText(file) && isWhole(line))) return 'tasks: places'
  const isHold = ({ task, what, from, to, others }: Record<string, unknown>): boolean =>
    isIndex(task, all.tasks.length) && isText(what) && [from, to, others].every(isWhole)
  return holds.every(isHold) ? null : 'tasks: holds'
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value)
}
