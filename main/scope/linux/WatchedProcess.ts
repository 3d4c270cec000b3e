import { readdirSync } from 'node:fs'
import type { Ms } from '../../../common/brands'
import type { ProcessSample } from '../../../common/trace/sample'
import { PythonView } from '../cpython/PythonView'
import { KeptFile } from './KeptFile'
import { emptyStat, readStat } from './procText'
import { processName } from './processName'
import { WatchedThread } from './WatchedThread'

/** Linux counts process times in hundredths of a second for all programs, whatever its own clock. */
const NS_PER_TICK = 10_000_000
/**
 * The list of threads is read when their number changes and when one is seen to have ended, and this often in any case: some
 * may have lacked a descriptor. In ms.
 */
const LIST_EVERY = 500
/**
 * Whether it lives, is stopped, and what it has reaped is read when a thread has begun or ended, and so often in any case, in
 * ms: times are counted no finer.
 */
const STAT_EVERY = 10
/** A new thread tells Python its number a little after it began, so Python's list is read again so much later, in ms. */
const SETTLED_AFTER = 60
/** Python's list is read this often in any case: interpreters come without threads. In ms. */
const RELIST_EVERY = 500
/** The process's own counter is read so often: it sums up all threads, which takes the longer the more there are. In ms. */
const TICKS_EVERY = 100

const bytes = Buffer.alloc(1024)

/** One process of the watched tree: its threads as they come and go, its CPython, its counters. */
export class WatchedProcess {
  readonly threads = new Map<number, WatchedThread>()
  readonly python: PythonView
  /** Of the first thread, which says of the process whether it lives, how many threads it has and what it has reaped. */
  private readonly stat = emptyStat()
  private readonly whole = emptyStat()
  private statAt = -Infinity
  private wholeAt = -Infinity
  private program = ''
  private listed = 0
  private listedAt = -Infinity
  private changedAt = -Infinity
  private relistedAt = -Infinity
  private cpuNs = -Infinity
  /** CPU time of threads that have ended, as last seen. No small number either: see `emptySched`. */
  private endedCpuNs = -0
  private reportedReason = ''
  private reportedName = ''
  private name = ''

  private constructor(
    /** The system's folder about it, e.g. `/proc/42`. */
    readonly folder: string,
    readonly pid: number,
    private readonly statFile: KeptFile,
    private readonly wholeFile: KeptFile
  ) {
    this.python = new PythonView(folder, pid)
  }

  /** Null when there is no such process (any more). */
  static open(proc: string, pid: number): WatchedProcess | null {
    const folder = `${proc}/${String(pid)}`
    const file = KeptFile.open(`${folder}/task/${String(pid)}/stat`)
    const whole = KeptFile.open(`${folder}/stat`)
    if (file && whole) {
      const process = new WatchedProcess(folder, pid, file, whole)
      if (process.readStat()) return process
    }
    file?.close()
    whole?.close()
    return null
  }

  get isStopped(): boolean {
    return this.stat.letter === 'T' || this.stat.letter === 't'
  }

  /**
   * Brings threads and CPython up to date. @param isDue it may have new threads. @param all the process's own counter too.
   * @returns false when the process has ended, or is over and only waits to be waited for.
   */
  refresh(now: Ms, isDue: boolean, all: boolean, problems: string[]): boolean {
    if (isDue || now - this.statAt >= STAT_EVERY) {
      this.statAt = now
      if (!this.readStat()) return false
    }
    if (this.stat.name !== this.program) {
      // `exec` renames the process; so does the process itself, then attaching anew does no harm.
      if (this.program !== '') this.python.programChanged(now)
      this.program = this.stat.name
      this.name = processName(this.folder, this.program)
    }
    if (this.stat.threads !== this.listed || now - this.listedAt > LIST_EVERY) this.listThreads(now, problems)
    if (all || now - this.wholeAt >= TICKS_EVERY) {
      this.wholeAt = now
      readStat(bytes, this.wholeFile.read(bytes), this.whole)
    }
    this.python.tryAttach(now, this.threads)
    this.relist(now)
    return true
  }

  /** A thread was seen to have ended. */
  forget(thread: WatchedThread): void {
    this.endedCpuNs += thread.sched.cpuNs
    thread.close()
    this.threads.delete(thread.tid)
    this.listedAt = -Infinity
    this.statAt = -Infinity
  }

  /**
   * Adds processes that its threads have started to `into`. The main thread, which starts nearly all, is asked whenever
   * it has run; the others take turns. One that has not run is asked too, rarely: it inherits the children of a thread
   * that ends. @param areNew there may be new ones.
   */
  readChildren(into: Set<number>, areNew: boolean, turn: number, every: number): void {
    for (const thread of this.threads.values()) {
      const isDue = areNew && (thread.tid === this.pid || (thread.tid + turn) % every === 0)
      if ((isDue && thread.mayHaveStarted) || (thread.tid + turn) % (8 * every) === 0)
        thread.readChildren(into)
    }
  }

  sample(): ProcessSample {
    let seen = this.endedCpuNs
    for (const { sched } of this.threads.values()) seen += sched.cpuNs
    this.cpuNs = Math.max(this.cpuNs, seen, this.whole.ticks * NS_PER_TICK)
    const { tier, reason } = this.python
    const sample = {
      pid: this.pid,
      parent: this.stat.parent,
      tier,
      reason: reason !== '' && reason !== this.reportedReason ? reason : undefined,
      name: this.name !== this.reportedName ? this.name : undefined,
      cpuNs: NaN,
      reapedCpuNs: NaN
    }
    // See `emptySched`.
    sample.cpuNs = this.cpuNs
    sample.reapedCpuNs = this.stat.reapedTicks * NS_PER_TICK
    this.reportedReason = reason
    this.reportedName = this.name
    return sample
  }

  close(): void {
    for (const thread of this.threads.values()) thread.close()
    this.threads.clear()
    this.python.close()
    this.statFile.close()
    this.wholeFile.close()
  }

  private readStat(): boolean {
    if (!readStat(bytes, this.statFile.read(bytes), this.stat)) return false
    const isOver = this.stat.letter === 'Z' || this.stat.letter === 'X'
    return !isOver || this.stat.threads > 1
  }

  private listThreads(now: Ms, problems: string[]): void {
    let tids: number[]
    try {
      tids = readdirSync(`${this.folder}/task`).map(Number)
    } catch {
      return
    }
    this.listed = tids.length
    const present = new Set(tids)
    for (const thread of [...this.threads.values()]) {
      if (present.has(thread.tid)) continue
      this.forget(thread)
      this.changedAt = now
    }
    this.listedAt = now
    let unseen = 0
    for (const tid of tids) {
      if (this.threads.has(tid)) continue
      this.changedAt = now
      const thread = WatchedThread.open(this.folder, this.pid, tid, now)
      if (thread) this.threads.set(tid, thread)
      else unseen += 1
    }
    if (unseen > 0)
      problems.push(`${String(unseen)} threads of process ${String(this.pid)} could not be watched.`)
  }

  private relist(now: Ms): void {
    const isNew = this.relistedAt < this.changedAt
    const hasSettled =
      this.relistedAt < this.changedAt + SETTLED_AFTER && now >= this.changedAt + SETTLED_AFTER
    if (!isNew && !hasSettled && now - this.relistedAt < RELIST_EVERY) return
    this.relistedAt = now
    this.python.relist()
  }
}
