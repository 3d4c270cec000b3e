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
import { TraceBuilder } from '../../common/trace/build'
import type { Sample } from '../../common/trace/sample'
import type { Trace } from '../../common/trace/trace'
import type { Batch } from './messages'
import { USUAL } from './Pace'
import { steadyNow } from './steadyClock'

/** How often a live view gets its trace. */
const LIVE_EVERY = 250
/** A long run's trace takes longer to hand out: it may take up this share of the thread's time. */
const LIVE_SHARE = 0.02

export interface RunCutsOptions {
  /** See `RunTracesOptions`. */
  onLive?(trace: Trace): void
  onEnded(trace: Trace, began: Ms): void
}

interface Cut {
  readonly kind: 'begin' | 'end'
  readonly run: RunId
  readonly at: Ms
}

export class RunCuts {
  private readonly builder = new TraceBuilder(USUAL)
  /** Those that no sample has been later than yet, in order of time. */
  private readonly cuts: Cut[] = []
  /** The run that the builder records: when it began, and how much later than it should have. */
  private open: { readonly run: RunId; readonly began: Ms; readonly shift: number } | null = null
  private lastAt: Ms | null = null
  private liveAt = 0 as Ms
  private isOver = false

  constructor(private readonly options: RunCutsOptions) {}

  /** Whether a run goes on, or will when the samples of now have come. */
  get isRunning(): boolean {
    return this.cuts.length > 0 ? this.cuts.at(-1)?.kind === 'begin' : this.open !== null
  }

  /** The run begins now. */
  begin(run: RunId): void {
    if (!this.isOver) this.cuts.push({ kind: 'begin', run, at: steadyNow() })
  }

  /** It ended now, or with the kernel if that is gone. */
  end(run: RunId): void {
    this.cuts.push({ kind: 'end', run, at: steadyNow() })
    if (this.isOver) this.endWithKernel()
  }

  take({ samples, hz, over }: Batch): void {
    if (this.isOver) return
    for (const sample of samples) this.add(sample)
    this.builder.plan(hz)
    if (over) {
      this.isOver = true
      this.endWithKernel()
    } else {
      this.showLive()
    }
  }

  /** No more traces come. */
  giveUp(): void {
    this.isOver = true
    this.open = null
    this.cuts.length = 0
  }

  private add(sample: Sample): void {
    let isAdded = false
    const add = (): void => {
      if (!isAdded) this.builder.add(sample)
      isAdded = true
    }
    for (let cut = this.nextCut(sample.at); cut !== undefined; cut = this.nextCut(sample.at)) {
      if (cut.kind === 'end') add()
      const at = isAdded ? sample.at : cut.at
      if (cut.kind === 'begin') this.openRun(cut, at)
      else this.closeRun(cut.run, Math.max(at, cut.at + (this.open?.shift ?? 0)) as Ms)
    }
    add()
    this.lastAt = sample.at
  }

  private nextCut(until: Ms): Cut | undefined {
    return (this.cuts[0]?.at ?? Infinity) <= until ? this.cuts.shift() : undefined
  }

  private openRun({ run, at }: Cut, began: Ms): void {
    this.builder.begin(run, began)
    this.open = { run, began, shift: began - at }
    this.liveAt = began
  }

  private closeRun(run: RunId, at: Ms): void {
    if (this.open?.run !== run) return
    const { began } = this.open
    this.open = null
    this.options.onEnded(this.builder.end(run, at), began)
  }

  /** Nothing comes after the last sample: what has not ended by then ended with the kernel. */
  private endWithKernel(): void {
    for (const cut of this.cuts.splice(0)) {
      if (cut.kind === 'begin') this.openRun(cut, cut.at)
      else this.closeRun(cut.run, Math.max(this.open?.began ?? 0, Math.min(cut.at, this.lastAt ?? 0)) as Ms)
    }
  }

  private showLive(): void {
    if (this.open === null || this.options.onLive === undefined) return
    const now = steadyNow()
    if (now < this.liveAt + LIVE_EVERY) return
    const trace = this.builder.trace()
    if (trace !== null) this.options.onLive(trace)
    const took = steadyNow() - now
    this.liveAt = (now + Math.max(0, took / LIVE_SHARE - LIVE_EVERY)) as Ms
  }
}
