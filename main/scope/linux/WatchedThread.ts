import type { Ms } from '../../../common/brands'
import type { ThreadKey, ThreadSample, ThreadState } from '../../../common/trace/sample'
import type { Evidence } from '../classify'
import type { Line } from '../../../common/trace/trace'
import { Decider } from '../onCpu'
import { KeptFile } from './KeptFile'
import {
  emptySched,
  emptyStat,
  emptySyscall,
  readSched,
  readStat,
  readSwitches,
  readSyscall
} from './procText'
import type { SwitchFields } from './procText'

const NS_PER_MS = 1_000_000

/** How often a thread left the CPU is read so often at most, in ms, and when a run begins or ends. */
const SWITCHES_EVERY = 500

const bytes = Buffer.alloc(1024)
const status = Buffer.alloc(4096)

/** A sample of a thread that was ready to run: whether it had a CPU shows when its counters are read again. */
export interface Unsettled {
  readonly sample: Omit<ThreadSample, 'state' | 'lagNs'> & { state: ThreadState; lagNs: number }
  readonly evidence: Evidence
  /** It held the GIL, or needs none. */
  readonly mayRunPython: boolean
}

/** The files of one thread, kept open, and what they said when they were last read. */
export class WatchedThread implements ThreadKey {
  readonly stat = emptyStat()
  readonly syscall = emptySyscall()
  /** Counters as they were last read, and the times before that. */
  sched = emptySched()
  before = emptySched()
  beforeThat = emptySched()
  /** Its state at the last sample. */
  state: ThreadState = 'idle'
  /** The line of a cell that it is on; null: on none that is known; undefined: not asked yet. */
  line: Line | null | undefined
  /** For how long its counters have stood still, in ns. */
  stalled = 0
  /** When its counters, and when core, name and letter were last read. */
  lookedAt = 0 as Ms
  statAt = -Infinity
  /** How often it had been put on a CPU by then. */
  private statTurns = -1
  /** The same of how often it left the CPU. */
  private switchesAt = -Infinity
  private switchesTurns = -1
  /** And its CPU time when it was last asked for its children. */
  private childrenCpuNs = NaN
  readonly switches: SwitchFields = { voluntary: 0, involuntary: 0 }
  /** What is left to decide about the last sample. */
  unsettled: Unsettled | null = null
  readonly onCpu = new Decider()
  /** The name that was last reported. */
  reportedName = ''
  started = 0
  /** Whether its system calls may be read; without the right to, `channel` is what is left. */
  readonly seesSyscalls: boolean

  private constructor(
    readonly pid: number,
    readonly tid: number,
    private readonly statFile: KeptFile,
    private readonly schedFile: KeptFile,
    private readonly waitFile: KeptFile | null,
    private readonly childrenFile: KeptFile | null,
    private readonly statusFile: KeptFile | null,
    seesSyscalls: boolean
  ) {
    this.seesSyscalls = seesSyscalls
  }

  /** Null when the thread has ended, or no file descriptors are left for it. */
  static open(process: string, pid: number, tid: number, now: Ms): WatchedThread | null {
    const folder = `${process}/task/${String(tid)}`
    const stat = KeptFile.open(`${folder}/stat`)
    const sched = KeptFile.open(`${folder}/schedstat`)
    if (!stat || !sched) {
      stat?.close()
      sched?.close()
      return null
    }
    const syscall = KeptFile.open(`${folder}/syscall`)
    const seesSyscalls = syscall !== null && syscall.read(bytes) > 0
    if (!seesSyscalls) syscall?.close()
    const wait = seesSyscalls ? syscall : KeptFile.open(`${folder}/wchan`)
    const children = KeptFile.open(`${folder}/children`)
    const status = KeptFile.open(`${folder}/status`)
    const thread = new WatchedThread(pid, tid, stat, sched, wait, children, status, seesSyscalls)
    if (thread.readCounters(now) && thread.readStat(now)) {
      thread.stalled = 0
      thread.started = thread.stat.started
      thread.before = { ...thread.sched }
      return thread
    }
    thread.close()
    return null
  }

  /** Reads the counters; false when the thread has ended. */
  readCounters(at: Ms): boolean {
    const now = this.beforeThat
    if (!readSched(bytes, this.schedFile.read(bytes), now)) return false
    const { sched: before } = this
    this.beforeThat = this.before
    this.before = before
    this.sched = now
    const stands =
      now.cpuNs === before.cpuNs && now.queuedNs === before.queuedNs && now.turns === before.turns
    this.stalled = stands ? this.stalled + (at - this.lookedAt) * NS_PER_MS : 0
    this.lookedAt = at
    return true
  }

  /** Core, name and state letter, where they may have changed: a thread that was not put on a CPU since is where it was. */
  freshenStat(now: Ms): void {
    if (this.statTurns !== this.sched.turns) this.readStat(now)
  }

  /**
   * Whether it is ready to run, and if not, what it is doing in the kernel as far as that may be read; false when the thread
   * has ended. @param held whether it holds a GIL: then it most likely is, and its state letter, which comes with its core,
   * says so.
   */
  readActivity(held: boolean): boolean {
    if (!this.seesSyscalls) return this.readStat(this.lookedAt)
    if (held && this.statTurns !== this.sched.turns) {
      if (!this.readStat(this.lookedAt)) return false
      this.syscall.running = this.stat.letter === 'R'
      if (this.syscall.running) return true
    }
    return readSyscall(bytes, this.waitFile?.read(bytes) ?? -1, this.syscall)
  }

  /** False when the thread has ended. */
  private readStat(now: Ms): boolean {
    this.statTurns = this.sched.turns
    this.statAt = now
    return readStat(bytes, this.statFile.read(bytes), this.stat)
  }

  /**
   * Reads how often it left the CPU, if it may have since and it is time for that: it takes five times as long as counters.
   * @param now at once when it is time for all. @returns whether it was read.
   */
  freshenSwitches(now: Ms, all: boolean): boolean {
    if (this.switchesTurns === this.sched.turns || (!all && now - this.switchesAt < SWITCHES_EVERY))
      return false
    this.switchesTurns = this.sched.turns
    this.switchesAt = now
    return readSwitches(status, this.statusFile?.read(status) ?? -1, this.switches)
  }

  /** The name of the function of the kernel that it sleeps in; empty where that is not told. */
  channel(): string {
    const length = this.waitFile?.read(bytes) ?? -1
    return length > 0 ? bytes.toString('latin1', 0, length).trim() : ''
  }

  /** Whether it has run since it was last asked for its children: only then can it have started one. */
  get mayHaveStarted(): boolean {
    return this.childrenCpuNs !== this.sched.cpuNs
  }

  /** Adds the processes that this thread has started and that have not been waited for to `into`. */
  readChildren(into: Set<number>): void {
    this.childrenCpuNs = this.sched.cpuNs
    const length = this.childrenFile?.read(bytes) ?? -1
    if (length <= 0) return
    // A list that may have been cut is read as a whole, with its last, perhaps half, number.
    const all = length === bytes.length ? this.longChildren() : bytes.toString('latin1', 0, length)
    for (const pid of all.split(' ')) if (pid !== '') into.add(Number(pid))
  }

  private longChildren(): string {
    const long = Buffer.alloc(256 * 1024)
    const length = this.childrenFile?.read(long) ?? -1
    return long.toString('latin1', 0, Math.max(0, length))
  }

  close(): void {
    this.statFile.close()
    this.schedFile.close()
    this.waitFile?.close()
    this.childrenFile?.close()
    this.statusFile?.close()
  }
}
