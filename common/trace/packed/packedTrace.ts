/** The form of a saved trace, and whether something has it. */
import { isObject } from '../../json'
import type { AboutTasks } from './packedTasks'
import { wrongInTasks } from './packedTasks'
import type { Tier } from '../sample'
import type { GilTrace, ProcessTrace, ThreadTrace, Trace } from '../trace'

/** Raised whenever a saved trace changes its meaning. */
export const PACK_VERSION = 3

/** All of a trace but its columns, and what has some. */
export type About = Omit<Trace, 'gaps' | 'machineBusy' | 'processes' | 'threads' | 'gils' | 'tasks'>
export type AboutProcess = Omit<ProcessTrace, 'cpu' | 'unmetChildrenCpu'>
export type AboutThread = Omit<ThreadTrace, 'spans' | 'cpu'>
export type AboutGil = Pick<GilTrace, 'process' | 'interpreter'>

export interface PackedTrace extends About {
  readonly format: 'gilscope-trace'
  readonly version: typeof PACK_VERSION
  readonly processes: readonly AboutProcess[]
  readonly threads: readonly AboutThread[]
  readonly gils: readonly AboutGil[]
  readonly tasks: AboutTasks
  /** Gaps, then the machine, processes, threads, GILs and tasks in the order above (see `packedColumns.ts`), in base64. */
  readonly columns: string
}

/** What is said of a process beside its columns. */
export function aboutProcess(process: AboutProcess): AboutProcess {
  const { pid, parent, name, tier, reason, startedBy, ended, unlistedThreads } = process
  return { pid, parent, name, tier, reason, startedBy, ended, unlistedThreads }
}

/** What is said of a thread beside its columns. */
export function aboutThread(thread: AboutThread): AboutThread {
  const { process, tid, started, name, startedBy, ended, switches } = thread
  return { process, tid, started, name, startedBy, ended, switches }
}

type FieldType = 'string' | 'number' | 'boolean' | 'tier' | 'run?' | 'switches'
type Fields = Record<string, FieldType>

const TIERS: Record<Tier, true> = { exact: true, os: true, portable: true, 'no-gil': true }
const TRACE_FIELDS: Fields = {
  run: 'string',
  duration: 'number',
  live: 'boolean',
  tier: 'tier',
  reason: 'string',
  askedHz: 'number',
  samples: 'number',
  samplesPlanned: 'number',
  thinnedBefore: 'number',
  thinnedStep: 'number',
  cores: 'number',
  columns: 'string'
}
const COST_FIELDS: Fields = { over: 'number', looking: 'number', building: 'number', packing: 'number' }
const LIST_FIELDS: Record<string, Fields> = {
  processes: {
    pid: 'number',
    parent: 'number',
    name: 'string',
    tier: 'tier',
    reason: 'string',
    startedBy: 'run?',
    ended: 'boolean',
    unlistedThreads: 'number'
  },
  threads: {
    process: 'number',
    tid: 'number',
    started: 'number',
    name: 'string',
    startedBy: 'run?',
    ended: 'boolean',
    switches: 'switches'
  },
  gils: { process: 'number', interpreter: 'number' },
  lines: { file: 'string', line: 'number' }
}

/** The name of a field that has not the type it should have. */
export function wrongField(packed: Record<string, unknown>): string | null {
  const wrong = wrongIn(packed, TRACE_FIELDS)
  if (wrong) return wrong
  const { problems, cost } = packed
  if (!isObject(cost) || wrongIn(cost, COST_FIELDS)) return 'cost'
  if (!Array.isArray(problems) || !problems.every((problem) => typeof problem === 'string')) return 'problems'
  for (const [list, fields] of Object.entries(LIST_FIELDS)) {
    const things: unknown = packed[list]
    if (!Array.isArray(things)) return list
    for (const thing of things as unknown[]) {
      const wrongInside = isObject(thing) ? wrongIn(thing, fields) : 'entry'
      if (wrongInside) return `${list}: ${wrongInside}`
    }
  }
  return wrongInTasks(packed['tasks'])
}

function wrongIn(value: Record<string, unknown>, fields: Fields): string | undefined {
  return Object.keys(fields).find((name) => !hasType(value[name], fields[name] ?? 'string'))
}

function hasType(value: unknown, type: FieldType): boolean {
  if (type === 'tier') return typeof value === 'string' && Object.hasOwn(TIERS, value)
  if (type === 'switches')
    return isObject(value) && !wrongIn(value, { voluntary: 'number', involuntary: 'number' })
  if (type === 'run?') return value === null || typeof value === 'string'
  return type === 'number' ? Number.isSafeInteger(value) : typeof value === type
}
