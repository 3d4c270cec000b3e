/** One run's trace while it is being made: lanes that grow, and the bounds within which they stay. */
import type { RunId } from '../../brands'
import { CounterColumns, SpanColumns, StepColumns } from '../columns'
import { aboutProcess, aboutThread } from '../packed/packedTrace'
import type { Switches, Tier } from '../sample'
import { NO_TASKS } from '../taskTrace'
import { FIRST_STEP, thinCounter, thinSpans, thinSteps } from './thin'
import type { Cost, Line, Trace, Us } from '../trace'
import { KERNEL_THREADS, NO_COST, UNKNOWN_HOLDER } from '../trace'

/** How close two points of a counter may be: finer than a picture of a whole run can show. In µs. */
const COUNTER_STEP = 20_000
/** Detail of the last moments is never thinned: somebody may be watching them. In µs. */
const KEEP_DETAIL = 10_000_000

/** A sample adds at most so many spans and points of a counter to a lane. */
const MOST_SPANS = 6

/** What a recording may grow to. */
export interface Bounds {
  /** Spans of all threads and GILs; each takes 16 bytes and up to half as much in reserve. All stay under 30 MB. */
  readonly spans: number
  /** Lanes of threads, the ended ones included. */
  readonly lanes: number
}
export const DEFAULT_BOUNDS: Bounds = { spans: 500_000, lanes: 4_000 }

export interface ProcessLane {
  readonly pid: number
  readonly parent: number
  readonly startedBy: RunId | null
  name: string
  tier: Tier
  reason: string
  ended: boolean
  unlistedThreads: number
  /** CPU time, in µs, of children whose lanes were given up: part of `unmetChildrenCpu`. */
  inherited: number
  cpu: CounterColumns
  unmetChildrenCpu: CounterColumns
}

export interface ThreadLane {
  readonly process: ProcessLane
  readonly tid: number
  readonly started: number
  readonly startedBy: RunId | null
  name: string
  ended: boolean
  switches: Switches
  spans: SpanColumns
  cpu: CounterColumns
}

export interface GilLane {
  readonly process: ProcessLane
  readonly interpreter: number
  /** Its values are ids of thread lanes (see `Recording.threads`). */
  holders: StepColumns
  switches: CounterColumns
}

/** How far the run has come. */
export interface Progress {
  readonly duration: Us
  readonly live: boolean
  readonly askedHz: number
  readonly samplesPlanned: number
}

export class Recording {
  /** By id: ids count up and are never used again. */
  readonly threads = new Map<number, ThreadLane>()
  readonly processes = new Set<ProcessLane>()
  readonly gils = new Set<GilLane>()
  readonly lines: Line[] = []
  readonly problems = new Set<string>()
  readonly gapsFrom: number[] = []
  readonly gapsTo: number[] = []
  machineBusy = new CounterColumns(0, COUNTER_STEP)
  samples = 0
  cost: Cost = NO_COST
  cores = 0
  root: ProcessLane | null = null
  /** By file, then by line. */
  private readonly lineIds = new Map<string, Map<number, number>>()
  private nextId = 0
  private thinnedBefore = 0
  private thinnedStep = 0
  /** So many spans may still come before they have to be counted. */
  private room = 0

  constructor(
    readonly run: RunId,
    private readonly bounds: Bounds
  ) {}

  /** Watching has cost so much more. */
  spend(more: Cost): void {
    const sum = (part: keyof Cost): Us => Math.round(this.cost[part] + more[part]) as Us
    this.cost = {
      over: sum('over'),
      looking: sum('looking'),
      building: sum('building'),
      packing: sum('packing')
    }
  }

  addProcess(
    lane: Omit<ProcessLane, 'cpu' | 'unmetChildrenCpu' | 'ended' | 'unlistedThreads' | 'inherited'>,
    from: number
  ): ProcessLane {
    const process: ProcessLane = {
      ...lane,
      ended: false,
      unlistedThreads: 0,
      inherited: 0,
      cpu: new CounterColumns(from, COUNTER_STEP),
      unmetChildrenCpu: new CounterColumns(from, COUNTER_STEP)
    }
    this.processes.add(process)
    this.root ??= process
    return process
  }

  addThread(
    lane: Omit<ThreadLane, 'spans' | 'cpu' | 'ended' | 'switches'>,
    from: number
  ): { id: number; lane: ThreadLane } {
    const thread: ThreadLane = {
      ...lane,
      ended: false,
      switches: { voluntary: 0, involuntary: 0 },
      spans: new SpanColumns(from),
      cpu: new CounterColumns(from, COUNTER_STEP)
    }
    const id = this.nextId++
    this.threads.set(id, thread)
    return { id, lane: thread }
  }

  addGil(process: ProcessLane, interpreter: number, from: number): GilLane {
    const gil: GilLane = {
      process,
      interpreter,
      holders: new StepColumns(from),
      switches: new CounterColumns(from, COUNTER_STEP)
    }
    this.gils.add(gil)
    return gil
  }

  lineId(line: Line | undefined): number {
    if (!line) return -1
    const known = this.lineIds.get(line.file)
    const inFile = known ?? new Map<number, number>()
    if (!known) this.lineIds.set(line.file, inFile)
    let id = inFile.get(line.line)
    if (id === undefined) {
      id = this.lines.push({ file: line.file, line: line.line }) - 1
      inFile.set(line.line, id)
    }
    return id
  }

  /** Keeps within the bounds; cheap when nothing is near them. */
  stayBounded(now: number): void {
    if (this.threads.size > this.bounds.lanes) this.giveUpLanes()
    this.room -= MOST_SPANS * (this.threads.size + this.gils.size)
    if (this.room > 0) return
    let spans = this.countSpans()
    this.room = this.bounds.spans - spans
    if (this.room >= 0) return
    this.thinnedStep ||= FIRST_STEP
    // Well below the bound, so that this happens rarely; the detail kept shrinks too when it alone is too much.
    for (let keep = KEEP_DETAIL; spans > this.bounds.spans * 0.7; keep /= 2) {
      const before = Math.max(0, Math.floor((now - keep) / this.thinnedStep) * this.thinnedStep)
      this.thinTo(Math.max(before, this.thinnedBefore))
      spans = this.countSpans()
      if (spans <= this.bounds.spans * 0.7 || this.thinnedStep > 2 * now) break
      this.thinnedStep *= 2
    }
  }

  /** The trace so far. It shares memory with the recording: only its last edges may still move. */
  trace(progress: Progress): Trace {
    const processes = [...this.processes]
    const processIndex = new Map(processes.map((process, i) => [process, i]))
    const indexOf = (process: ProcessLane): number => processIndex.get(process) ?? 0
    const threads = [...this.threads].sort(([, a], [, b]) => inOrder(a, b))
    const threadIndex = new Map(threads.map(([id], i) => [id, i]))
    return {
      run: this.run,
      duration: progress.duration,
      live: progress.live,
      tier: this.root?.tier ?? 'portable',
      reason: this.root?.reason ?? 'the kernel was not seen',
      askedHz: progress.askedHz,
      samples: this.samples,
      samplesPlanned: Math.max(this.samples, progress.samplesPlanned),
      cost: this.cost,
      gaps: { from: Float64Array.from(this.gapsFrom), to: Float64Array.from(this.gapsTo) },
      thinnedBefore: this.thinnedBefore as Us,
      thinnedStep: this.thinnedStep as Us,
      cores: this.cores,
      machineBusy: this.machineBusy.view(),
      processes: processes.map((process) => ({
        ...aboutProcess(process),
        cpu: process.cpu.view(),
        unmetChildrenCpu: process.unmetChildrenCpu.view()
      })),
      threads: threads.map(([, thread]) => ({
        ...aboutThread({ ...thread, process: indexOf(thread.process), startedBy: authorOf(thread) }),
        spans: thread.spans.view(),
        cpu: thread.cpu.view()
      })),
      gils: [...this.gils].map((gil) => {
        const { edges, value } = gil.holders.view()
        return {
          process: indexOf(gil.process),
          interpreter: gil.interpreter,
          edges,
          holder: value.map((id) => (id < 0 ? id : (threadIndex.get(id) ?? UNKNOWN_HOLDER))),
          switches: gil.switches.view()
        }
      }),
      tasks: NO_TASKS,
      lines: [...this.lines],
      problems: [...this.problems]
    }
  }

  private countSpans(): number {
    let count = 0
    for (const thread of this.threads.values()) count += thread.spans.count + thread.cpu.points
    for (const gil of this.gils) count += gil.holders.count + gil.switches.points
    return count
  }

  private thinTo(before: number): void {
    const step = this.thinnedStep
    for (const thread of this.threads.values()) {
      thread.spans = thinSpans(thread.spans.view(), before, step)
      thread.cpu = thinCounter(thread.cpu.view(), step)
    }
    for (const gil of this.gils) {
      gil.holders = thinSteps(gil.holders.view(), before, step)
      gil.switches = thinCounter(gil.switches.view(), step)
    }
    for (const process of this.processes) {
      process.cpu = thinCounter(process.cpu.view(), step)
      process.unmetChildrenCpu = thinCounter(process.unmetChildrenCpu.view(), step)
    }
    this.machineBusy = thinCounter(this.machineBusy.view(), step)
    this.thinnedBefore = before
  }

  /** Gives up the lanes that ended first; what they used stays in the counters of their processes and parents. */
  private giveUpLanes(): void {
    const ended = [...this.threads].filter(([, lane]) => lane.ended)
    for (const [id, lane] of ended.slice(0, Math.ceil(this.bounds.lanes / 4))) {
      this.threads.delete(id)
      lane.process.unlistedThreads++
    }
    const inUse = new Set([...this.threads.values()].map((lane) => lane.process))
    for (const process of [...this.processes]) {
      if (!process.ended || inUse.has(process) || process === this.root) continue
      this.processes.delete(process)
      for (const gil of this.gils) if (gil.process === process) this.gils.delete(gil)
      const heir = [...this.processes].find(({ pid }) => pid === process.parent) ?? this.root
      if (!heir) continue
      heir.unlistedThreads += process.unlistedThreads
      const left = process.cpu.total + process.unmetChildrenCpu.total
      heir.inherited += left
      heir.unmetChildrenCpu.push(process.cpu.end, heir.unmetChildrenCpu.total + left)
    }
  }
}

/** The kernel's own threads are nobody's, whenever they were first seen; their name may come a moment after them. */
function authorOf({ name, startedBy }: ThreadLane): RunId | null {
  return isKernels(name) ? null : startedBy
}

function isKernels(name: string): boolean {
  return name.startsWith(KERNEL_THREADS)
}

/**
 * The order in which they were started, whichever the samples met first; the kernel's own last. So a thread has the same
 * place, and the same colour, in every run of the same code.
 */
function inOrder(a: ThreadLane, b: ThreadLane): number {
  return Number(isKernels(a.name)) - Number(isKernels(b.name)) || a.started - b.started || a.tid - b.tid
}
