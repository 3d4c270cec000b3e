/**
 * Cuts the stream of samples into runs, as exactly as its samples allow.
 *
 *     samples   │   │   │   │l│   │   │   │   │l│            l: ordered by a cut, a moment after it
 *     cuts                  ↑begin            ↑end
 *     trace                 ├──────────────────┤             ends with the first sample after its end, which holds
 *                                                            all that the run has used
 *
 * A run that begins before that sample was taken begins with it.
 */
import type { Ms, RunId } from '../../common/brands'
import { TraceBuilder } from '../../common/trace/build/build'
import { NO_TASKS_NOW, type Now } from '../../common/trace/now'
import type { TaskSteps } from '../../common/taskSteps'
import type { Sample } from '../../common/trace/sample'
import { TaskTracks } from '../../common/trace/build/taskTracks'
import type { Cost, Trace } from '../../common/trace/trace'
import type { Hz } from './ticks'

export interface RunCutsOptions {
  /** How often samples are planned, until `plan` says otherwise. */
  readonly hz: Hz
  /** A run's whole trace. `began` is on the steady clock. */
  onEnded(trace: Trace, began: Ms): void
}

interface Cut {
  readonly kind: 'begin' | 'end'
  readonly run: RunId
  readonly at: Ms
}

export class RunCuts {
  private readonly builder: TraceBuilder
  /** Those that no sample has been later than yet, in order of time. */
  private readonly cuts: Cut[] = []
  /** The run that the builder records: when it began, and how much later than it should have. */
  private open: { readonly run: RunId; readonly began: Ms; readonly shift: number } | null = null
  private lastAt: Ms | null = null
  /** Of runs that have begun and whose traces are not handed out: what the kernel told of their tasks. */
  private readonly tasks = new Map<RunId, TaskTracks>()
  /** Of the run that tasks were told of last, or that ended last. */
  private lastTasks: TaskTracks | null = null

  constructor(private readonly options: RunCutsOptions) {
    this.builder = new TraceBuilder(options.hz)
  }

  /** Whether a run goes on, or will when the samples of now have come. */
  get isRunning(): boolean {
    return this.cuts.length > 0 ? this.cuts.at(-1)?.kind === 'begin' : this.open !== null
  }

  /** The run began at `at`. */
  begin(run: RunId, at: Ms): void {
    this.cuts.push({ kind: 'begin', run, at })
    this.tasks.set(run, new TaskTracks(at * 1000))
  }

  /** It ended at `at`, or with the kernel if that is gone. */
  end(run: RunId, at: Ms): void {
    this.cuts.push({ kind: 'end', run, at })
  }

  /** What the kernel told of asyncio's tasks in the run that began last. */
  addTasks(steps: TaskSteps): void {
    const tasks = [...this.tasks.values()].at(-1)
    if (tasks === undefined) return
    tasks.take(steps)
    this.lastTasks = tasks
  }

  /** From now on samples are planned `hz` times a second. */
  plan(hz: Hz): void {
    this.builder.plan(hz)
  }

  /** Watching has cost so much more. */
  spend(cost: Cost): void {
    this.builder.spend(cost)
  }

  add(sample: Sample): void {
    let isAdded = false
    const add = (): void => {
      if (!isAdded) this.builder.add(sample)
      isAdded = true
    }
    for (let cut = this.nextCut(sample); cut !== undefined; cut = this.nextCut(sample)) {
      if (cut.kind === 'end') add()
      const at = isAdded ? sample.at : cut.at
      if (cut.kind === 'begin') this.openRun(cut, at)
      else this.closeRun(cut.run, Math.max(at, cut.at + (this.open?.shift ?? 0)) as Ms)
    }
    add()
    this.lastAt = sample.at
  }

  /** The trace so far of the run that goes on; null when there is none. It goes on growing: read it at once. */
  trace(): Trace | null {
    const trace = this.builder.trace()
    return trace && this.withTasks(trace, this.open?.began ?? (0 as Ms))
  }

  /** What lives at the last sample, and the tasks; see `TraceBuilder.now`. */
  now(): Now {
    const { lastTasks } = this
    if (lastTasks === null) return this.builder.now(NO_TASKS_NOW)
    const areTold = [...this.tasks.values()].includes(lastTasks)
    return this.builder.now({ areTold, list: lastTasks.alive() })
  }

  lookAway(): void {
    this.builder.lookAway()
  }

  /** Nothing comes after the last sample: a run that has not ended by then ended with the kernel. */
  finish(): void {
    for (const cut of this.cuts.splice(0)) {
      if (cut.kind === 'begin') this.openRun(cut, cut.at)
      else this.closeRun(cut.run, this.lastMoment(cut.at))
    }
    if (this.open !== null) this.closeRun(this.open.run, this.lastMoment(Infinity))
  }

  private lastMoment(at: number): Ms {
    return Math.max(this.open?.began ?? 0, Math.min(at, this.lastAt ?? 0)) as Ms
  }

  private nextCut({ at, dozing }: Sample): Cut | undefined {
    const [cut] = this.cuts
    // A run ends with what all its threads have used.
    if (cut === undefined || cut.at > at || (cut.kind === 'end' && dozing.length > 0)) return undefined
    return this.cuts.shift()
  }

  private openRun({ run, at }: Cut, began: Ms): void {
    this.builder.begin(run, began)
    this.open = { run, began, shift: began - at }
  }

  private closeRun(run: RunId, at: Ms): void {
    if (this.open?.run !== run) return
    const { began } = this.open
    this.open = null
    const trace = this.withTasks(this.builder.end(run, at), began)
    this.lastTasks = this.tasks.get(run) ?? null
    this.tasks.delete(run)
    this.options.onEnded(trace, began)
  }

  private withTasks(trace: Trace, began: Ms): Trace {
    const tasks = this.tasks.get(trace.run)
    return tasks === undefined ? trace : { ...trace, tasks: tasks.trace(began * 1000, trace) }
  }
}
