/** A run's figures and verdict as JSON: what `gilscope run --json` prints as `scope`. Times are in ms, to the µs. */
import type { RunId } from '../../brands'
import type { Language } from '../../ipc'
import { mustFind } from '../../result'
import type { StateTimes } from './figures'
import { figuresOf } from './figures'
import type { LineTimes } from '../lines'
import { lineTimes } from '../lines'
import type { Pattern } from './facts'
import type { Switches, Tier } from '../sample'
import { taskFigures } from './taskFigures'
import type { AwaitKind, TaskTrace } from '../taskTrace'
import { costOf, SPAN_STATES, missedOf, rateOf } from '../trace'
import type { Trace } from '../trace'
import { verdictOf } from './verdict'

/** How every figure is defined: `figures.ts`. */
export interface ScopeReport {
  readonly tier: Tier
  /** Why the tier is not `exact`; absent when it is. */
  readonly reason?: string
  /** Samples a second, as achieved. */
  readonly hz: number
  /** What was asked for: more than `hz` where so many samples would have cost more than they may. */
  readonly askedHz: number
  /** The share of planned samples that were not taken, 0 to 1. */
  readonly missed: number
  /** The share of one core that watching took, 0 to 1; 0 where that was not counted. */
  readonly cost: number
  /** Before this moment the order of events was given up to save memory; absent when it was not. Sums are exact. */
  readonly thinnedBeforeMs?: number
  readonly wallMs: number
  readonly cpuMs: number
  readonly cores: number
  /** Null where the GIL could not be read; all 0 where there is none. */
  readonly gil: { readonly heldMs: number; readonly waitedMs: number; readonly switches: number } | null
  readonly threads: readonly ThreadReport[]
  readonly processes: readonly ProcessReport[]
  /** Tasks of asyncio's: see `taskFigures.ts`. */
  readonly tasks: readonly TaskReport[]
  /** How its tasks came to be known; absent where there were none. */
  readonly taskRecorder?: {
    /** What telling of them took the kernel, by the clock: part of the run. */
    readonly costMs: number
    /** Tasks beyond those that are listed. */
    readonly unlisted: number
    /** Steps whose order was given up; their time is exact. */
    readonly merged: number
  }
  /** Time per line of code, over all threads, in ms. */
  readonly lines: readonly LineTimes[]
  readonly pattern: Pattern
  readonly sentence: string
  /** What could not be read. */
  readonly problems: readonly string[]
}

export interface ThreadReport {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly cpuMs: number
  readonly heldMs: number
  /** How often it left a CPU, to wait and for another thread; for one that ended, as last read, up to half a second before. */
  readonly switches: Switches
  /** In ms; states that it was never in are left out. */
  readonly states: Partial<StateTimes>
  readonly coresUsed: readonly number[]
  /** The run that started it; null when it is older than the first run. */
  readonly startedBy: RunId | null
}

export interface TaskReport {
  readonly name: string
  /** The qualified name of what it ran. */
  readonly coroutine: string
  /** The task that made it, as an index into this list; null where none did. */
  readonly parent: number | null
  /** The system's number of the thread that made it. */
  readonly tid: number
  /** When it was made, since the run began; 0 where it is older. */
  readonly createdMs: number
  readonly runMs: number
  readonly readyMs: number
  /** By kind of what it awaited; kinds that it never awaited are left out. */
  readonly suspendedMs: Partial<Record<AwaitKind, number>>
  readonly steps: number
  readonly state: TaskTrace['state']
  readonly line: { readonly file: string; readonly line: number } | null
  readonly startedBy: RunId | null
}

export interface ProcessReport {
  readonly name: string
  readonly pid: number
  readonly tier: Tier
  readonly cpuMs: number
  /** CPU time of children that it waited for and that lived too short to be seen. */
  readonly unmetChildrenCpuMs: number
}

export function scopeOf(trace: Trace, language: Language = 'en'): ScopeReport {
  const figures = figuresOf(trace)
  const verdict = verdictOf(trace)
  const { gil } = figures
  return {
    tier: trace.tier,
    ...(trace.reason ? { reason: trace.reason } : {}),
    hz: rounded(rateOf(trace)),
    askedHz: trace.askedHz,
    missed: rounded(missedOf(trace)),
    cost: rounded(costOf(trace)),
    ...(trace.thinnedBefore > 0 ? { thinnedBeforeMs: trace.thinnedBefore / 1000 } : {}),
    wallMs: rounded(figures.wall),
    cpuMs: rounded(figures.cpu),
    cores: rounded(figures.cores),
    gil: isGilKnown(trace.tier)
      ? { heldMs: rounded(gil.held), waitedMs: rounded(gil.waited), switches: gil.switches }
      : null,
    threads: figures.threads.map((thread) => ({
      name: thread.name,
      pid: thread.pid,
      tid: thread.tid,
      cpuMs: rounded(thread.cpu),
      heldMs: rounded(thread.held),
      switches: trace.threads[thread.thread]?.switches ?? NO_SWITCHES,
      states: someTimes(thread.states),
      coresUsed: thread.coresUsed,
      startedBy: thread.startedBy
    })),
    processes: figures.processes.map((process) => ({
      name: process.name,
      pid: process.pid,
      tier: process.tier,
      cpuMs: rounded(process.cpu),
      unmetChildrenCpuMs: rounded(process.unmetChildrenCpu)
    })),
    ...tasksOf(trace),
    lines: lineTimes(trace).map((line) => ({
      ...line,
      python: rounded(line.python),
      native: rounded(line.native),
      gilWait: rounded(line.gilWait),
      preempted: rounded(line.preempted),
      blocked: rounded(line.blocked)
    })),
    pattern: verdict.pattern,
    sentence: verdict.sentence[language],
    problems: trace.problems
  }
}

const NO_SWITCHES: Switches = { voluntary: 0, involuntary: 0 }

function tasksOf(trace: Trace): Pick<ScopeReport, 'tasks' | 'taskRecorder'> {
  const { tasks, places, cost, unlisted, merged } = trace.tasks
  const reports = taskFigures(trace).map(({ task, run, ready, suspendedBy }): TaskReport => {
    const { name, coroutine, parent, tid, place, edges, steps, state, startedBy } = mustFind(
      tasks[task],
      'task'
    )
    return {
      ...{
        name,
        coroutine,
        parent: parent < 0 ? null : parent,
        tid,
        createdMs: rounded((edges[0] ?? 0) / 1000)
      },
      ...{ runMs: rounded(run), readyMs: rounded(ready) },
      suspendedMs: Object.fromEntries(Object.entries(suspendedBy).map(([kind, ms]) => [kind, rounded(ms)])),
      ...{ steps, state, line: places[place] ?? null, startedBy }
    }
  })
  const costMs = rounded(cost / 1000)
  return reports.length + unlisted === 0
    ? { tasks: [] }
    : { tasks: reports, taskRecorder: { costMs, unlisted, merged } }
}

function isGilKnown(tier: Tier): boolean {
  return tier === 'exact' || tier === 'no-gil'
}

function someTimes(times: StateTimes): Partial<StateTimes> {
  const some: Partial<StateTimes> = {}
  for (const state of SPAN_STATES) if (rounded(times[state]) > 0) some[state] = rounded(times[state])
  return some
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
