/**
 * The traces of one notebook's runs, through all the lives of its kernel. Each life of the kernel has a scope of its own;
 * a scope that fails ends, and the notebook goes on without.
 */
import type { Ms, RunId } from '../../common/brands'
import type { Trace } from '../../common/trace/trace'
import type { KernelWatcher } from '../kernel/KernelSession'
import type { RunCutsOptions } from './RunCuts'
import { RunCuts } from './RunCuts'
import { Scope } from './Scope'

export interface RunTracesOptions {
  /** The built `scopeWorker.js`. */
  readonly worker: string
  /** A run's trace so far, a few times a second. Its columns go on growing: read them before returning. */
  onLive?(trace: Trace): void
  /** A run's whole trace. `began` is on the steady clock (`steadyNow`). */
  onEnded(trace: Trace, began: Ms): void
  /** Watching failed, which is a bug of ours: for a log. No more traces come until the kernel's next start. */
  onTrouble(problem: unknown): void
}

/** A kernel's life as it is watched. */
interface Life {
  readonly cuts: RunCuts
  readonly scope: Scope
  /** Every sample up to the last cut has been taken in, or no more will come. */
  looked: Promise<void>
}

export class RunTraces implements KernelWatcher {
  private life: Life | null = null
  private readonly ends = new Set<Promise<void>>()

  constructor(private readonly options: RunTracesOptions) {}

  processStarted(pid: number, token: string): void {
    this.end()
    this.safely(() => {
      this.life = this.begin(pid, token)
    })
  }

  /** Costs the caller some 50 µs: orders to the sampling thread, and no answer is waited for. */
  runBegins(run: RunId): void {
    this.safely(() => {
      if (this.life === null) return
      const { cuts, scope } = this.life
      cuts.begin(run)
      scope.rest(false)
      this.life.looked = scope.look()
    })
  }

  runEnded(run: RunId): void {
    this.safely(() => {
      if (this.life === null) return
      const { cuts, scope } = this.life
      cuts.end(run)
      this.life.looked = scope.look()
    })
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

  private begin(pid: number, token: string): Life {
    const { onLive, onEnded, onTrouble } = this.options
    const cutsOptions: RunCutsOptions = {
      onEnded: (trace, began) => {
        onEnded(trace, began)
        if (!cuts.isRunning) scope.rest(true)
      },
      ...(onLive ? { onLive: (trace) => onLive(trace) } : {})
    }
    const cuts = new RunCuts(cutsOptions)
    const fail = (problem: unknown): void => {
      onTrouble(problem)
      cuts.giveUp()
      if (this.life?.scope === scope) this.end()
    }
    const scope = new Scope({
      pid,
      token,
      worker: this.options.worker,
      onBatch: (batch) => {
        try {
          cuts.take(batch)
        } catch (problem) {
          fail(problem)
        }
      },
      onFailure: fail
    })
    scope.rest(true)
    // Soon, so that the kernel's own threads are known before the first run.
    return { cuts, scope, looked: scope.look() }
  }

  private end(): void {
    const life = this.life
    this.life = null
    if (life === null) return
    const ended = life.scope.stop().finally(() => this.ends.delete(ended))
    this.ends.add(ended)
  }

  /** Whatever goes wrong here is no reason for a cell not to run. */
  private safely(act: () => void): void {
    try {
      act()
    } catch (problem) {
      this.options.onTrouble(problem)
      this.life?.cuts.giveUp()
      this.end()
    }
  }
}
