/** What the watcher says (kernels/watcher/README.md), and whether it is that. */
import { isObject } from '../../../common/json'
import type { Ms } from '../../../common/brands'

/** What a system tells of a thread; see kernels/watcher/looks.py. */
export const WATCHED_STATES = ['running', 'ready', 'runnable', 'sleep', 'stopped', 'waiting'] as const
export type WatchedState = (typeof WATCHED_STATES)[number]

export interface LookThread {
  readonly tid: number
  readonly started: number
  readonly state: WatchedState
  readonly cpuNs: number
  readonly name: string
}

export interface LookProcess {
  readonly pid: number
  readonly parent: number
  readonly cpuNs: number
  readonly name: string
  readonly command: string
  /** Its main thread, which has its number, first. */
  readonly threads: readonly LookThread[]
}

export interface Look {
  /** On the watcher's clock. */
  readonly at: Ms
  /** CPU time that the watcher has used so far, in ns. */
  readonly spentNs: number
  /** Empty when the watched process has ended; null when it has not begun yet. */
  readonly processes: readonly LookProcess[] | null
}

/** Where looks come from. */
export interface Looks {
  /** Why no look will come any more; null while there may be one. */
  readonly gone: string | null
  /** A look, its time on our clock; null when there is none. */
  take(): Look | null
  close(): void
}

/** A line of the watcher's: a look, or why there is none and will be none. */
export function parseLook(line: string): Look | { readonly problem: string } {
  const said = parsed(line)
  if (!isObject(said)) return { problem: `unreadable: ${line.slice(0, 200)}` }
  if (typeof said['problem'] === 'string') return { problem: said['problem'] }
  const { at, spent, processes } = said
  const rows = processes === null ? null : listOf(processes, processOf)
  if (!isNumber(at) || !isNumber(spent) || rows === undefined)
    return { problem: `unreadable: ${line.slice(0, 200)}` }
  return { at: at as Ms, spentNs: spent, processes: rows }
}

function processOf(row: unknown): LookProcess | undefined {
  if (!Array.isArray(row)) return undefined
  const [pid, parent, started, cpuNs, name, command, rows] = row as unknown[]
  const threads = listOf(rows, threadOf)
  if (!isNumber(pid) || !isNumber(parent) || !isNumber(started) || !isNumber(cpuNs)) return undefined
  if (typeof name !== 'string' || typeof command !== 'string' || threads === undefined) return undefined
  return { pid, parent, cpuNs, name, command, threads }
}

function threadOf(row: unknown): LookThread | undefined {
  if (!Array.isArray(row)) return undefined
  const [tid, started, told, cpuNs, name] = row as unknown[]
  const state = WATCHED_STATES.find((each) => each === told)
  if (!isNumber(tid) || !isNumber(started) || !isNumber(cpuNs)) return undefined
  return state === undefined || typeof name !== 'string' ? undefined : { tid, started, state, cpuNs, name }
}

function listOf<T>(rows: unknown, read: (row: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(rows)) return undefined
  const list = rows.map(read)
  return list.includes(undefined) ? undefined : (list as T[])
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
