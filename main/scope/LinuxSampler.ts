/**
 * Looks at a process and all that it has started, from outside: one call, one sample. What a thread that was ready to run
 * was really doing shows in its counters only a little later (see onCpu.ts), so a sample is handed out when the next one
 * is taken.
 *
 *     take(t0) → null      take(t1) → sample of t0      take(t2) → sample of t1      …      finish() → the last one
 */
import type { Ms } from '../../common/brands'
import type { GilSample, ProcessSample, Sample } from '../../common/trace/sample'
import { Births } from './linux/Births'
import { clockTick } from './linux/clockTick'
import { Cores } from './linux/cores'
import { Strays } from './linux/Strays'
import { WatchedProcess } from './linux/WatchedProcess'
import type { Sampler } from './Sampler'
import { takeThread, type Taken } from './takeThread'

/** The cores' own counters have a resolution of 10 ms. */
const CORES_EVERY = 100
/** Processes that have left the tree are looked for this often: it means reading the environment of every new one. */
const STRAYS_EVERY = 1_000
/** Threads take turns in being asked for the processes they have started: about every so many samples. */
const CHILDREN_EVERY = 8

/** A sample that is being filled. */
interface Draft extends Omit<Sample, 'threads' | 'dozing'>, Taken {
  readonly processes: ProcessSample[]
  readonly gils: GilSample[]
  readonly problems: string[]
}

export class LinuxSampler implements Sampler {
  private readonly processes = new Map<number, WatchedProcess>()
  private readonly cores: Cores
  private readonly births: Births
  private readonly tick = clockTick()
  private last: Sample | null = null
  private coresAt = -Infinity
  private strayAt = -Infinity
  private turn = 0
  /** Children, while they are looked for. */
  private readonly found = new Set<number>()
  private readonly strays: Strays | null

  /**
   * @param token `GILSCOPE_TOKEN` of the watched processes: finds those that have left the tree. @param proc where the
   * system tells of processes; tests bring a recording.
   */
  constructor(
    root: number,
    token: string | null = null,
    private readonly proc = '/proc'
  ) {
    this.cores = new Cores(proc)
    this.births = new Births(proc)
    this.strays = token === null ? null : new Strays(token, proc)
    this.watch(root)
  }

  get threadCount(): number {
    let count = 0
    for (const { threads } of this.processes.values()) count += threads.size
    return count
  }

  get isOver(): boolean {
    return this.processes.size === 0
  }

  take(at: Ms, late: Ms, all = false): Sample | null {
    this.births.look()
    const isDue = all || this.births.areNew
    const draft: Draft = {
      at,
      late,
      tick: this.tick,
      processes: [],
      threads: [],
      dozing: [],
      gils: [],
      busyNs: this.readCores(at),
      problems: []
    }
    for (const process of this.processes.values()) {
      if (process.refresh(at, isDue, all, draft.problems)) this.takeProcess(process, all, draft)
      else this.unwatch(process)
    }
    this.followChildren(at)
    const done = this.last
    this.last = draft
    return done
  }

  finish(): Sample | null {
    for (const process of this.processes.values()) this.unwatch(process)
    this.cores.close()
    this.births.close()
    const done = this.last
    this.last = null
    return done
  }

  private takeProcess(process: WatchedProcess, all: boolean, draft: Draft): void {
    const { python } = process
    if (python.isAttached && !python.readGils(draft.at)) python.programChanged(draft.at)
    // The holders first, as close to the moment at which the GILs were read as can be.
    const { holders } = python
    for (const tid of holders) {
      const thread = process.threads.get(tid)
      if (thread) takeThread(process, thread, true, all, draft)
    }
    for (const thread of process.threads.values()) {
      if (!holders.includes(thread.tid)) takeThread(process, thread, false, all, draft)
    }
    python.sampleGils(draft.gils)
    draft.processes.push(process.sample())
  }

  private readCores(at: Ms): number[] {
    if (at - this.coresAt < CORES_EVERY) return []
    this.coresAt = at
    return this.cores.readBusy()
  }

  private followChildren(at: Ms): void {
    const { found } = this
    // So many looks until all threads had their turn, and one more for a birth that was only on its way.
    const areNew = this.births.within(CHILDREN_EVERY + 1)
    for (const process of this.processes.values())
      process.readChildren(found, areNew, this.turn, CHILDREN_EVERY)
    this.turn += 1
    if (this.strays !== null && at - this.strayAt > STRAYS_EVERY) {
      this.strayAt = at
      this.strays.find(this.processes, found)
    }
    for (const pid of found) if (!this.processes.has(pid)) this.watch(pid)
    if (found.size > 0) found.clear()
  }

  private watch(pid: number): void {
    const process = WatchedProcess.open(this.proc, pid)
    if (process) this.processes.set(pid, process)
  }

  private unwatch(process: WatchedProcess): void {
    process.close()
    this.processes.delete(process.pid)
  }
}
