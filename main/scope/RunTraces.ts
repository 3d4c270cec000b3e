/**
 * The traces of one notebook's runs, through all the lives of its kernel. Each life of the kernel has a scope of its own;
 * a scope that fails ends, and the notebook goes on without.
 */
import type { RunId } from '../../common/brands'
import type { Now } from '../../common/trace/now'
import type { TaskSteps } from '../../common/taskSteps'
import type { KernelWatcher, StartedKernel } from '../kernel/KernelWatcher'
import { watcherCommand } from './portable/WatcherProcess'
import type { TraceListeners } from './Scope'
import { Scope } from './Scope'
import type { Hz } from './ticks'

export interface RunTracesOptions extends TraceListeners {
  /** The built `scopeWorker.js`. */
  readonly worker: string
  /** 50 to 1,000 times a second; 250 when left out. */
  readonly hz?: Hz
  /** Watching failed, which is a bug of ours: for a log. No more traces come until the kernel's next start. */
  onTrouble(problem: unknown): void
}

/** A kernel's life as it is watched. */
interface Life {
  readonly scope: Scope
  /** Every sample up to the last beginning or end of a run has been dealt with, or no more will come. */
  looked: Promise<void>
}

export class RunTraces implements KernelWatcher {
  private life: Life | null = null
  private isNowWatched = false
  private readonly ends = new Set<Promise<void>>()

  constructor(private readonly options: RunTracesOptions) {}

  processStarted({ pid, token, python, kernelsFolder }: StartedKernel): void {
    this.end()
    this.safely(() => {
      const fail = (problem: unknown): void => {
        this.options.onTrouble(problem)
        if (this.life?.scope === scope) this.end()
      }
      const onNow = (now: Now): void => {
        // The last word of a life may come when the next one has begun.
        if (this.life?.scope === scope) this.options.onNow?.(now)
      }
      const watcher = process.platform === 'linux' ? undefined : watcherCommand(python, kernelsFolder, pid)
      const scope = new Scope({ ...this.options, pid, token, watcher, onNow, onFailure: fail })
      if (this.isNowWatched) scope.watchNow(true)
      // Soon, so that the kernel's own threads are known before the first run.
      this.life = { scope, looked: scope.look() }
    })
  }

  /** Costs the caller some 50 µs: orders to the sampling thread, and no answer is waited for. */
  runBegins(run: RunId): void {
    this.safely(() => {
      if (this.life !== null) this.life.looked = this.life.scope.begin(run)
    })
  }

  runEnded(run: RunId): void {
    this.safely(() => {
      if (this.life !== null) this.life.looked = this.life.scope.end(run)
    })
  }

  watchNow(isWatched: boolean): void {
    this.isNowWatched = isWatched
    if (this.life === null) this.tellNobodyLives()
    else this.life.scope.watchNow(isWatched)
  }

  tasksRan(steps: TaskSteps): void {
    this.safely(() => this.life?.scope.tasksRan(steps))
  }

  /** Resolves when the traces of all runs that have ended were handed out. */
  async whenTold(): Promise<void> {
    await this.life?.looked
  }

  /** Ends all watching; resolves when its threads are gone. */
  async close(): Promise<void> {
    this.end()
    await Promise.all(this.ends)
  }

  private end(): void {
    const life = this.life
    this.life = null
    if (life === null) return
    this.tellNobodyLives()
    const ended = life.scope.stop().finally(() => this.ends.delete(ended))
    this.ends.add(ended)
  }

  private tellNobodyLives(): void {
    if (this.isNowWatched) this.options.onNow?.([])
  }

  /** Whatever goes wrong here is no reason for a cell not to run. */
  private safely(act: () => void): void {
    try {
      act()
    } catch (problem) {
      this.options.onTrouble(problem)
      this.end()
    }
  }
}
