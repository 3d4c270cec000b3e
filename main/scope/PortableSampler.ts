/**
 * For systems other than Linux: what they tell of threads through the watcher (kernels/watcher). That is CPU time, and whether a
 * thread runs, is ready or is blocked; neither who holds the GIL, nor on which core a thread is, nor, as a rule, why it is
 * blocked. What is not known is not made up: a thread on a CPU is `native`, for nothing says that it held the GIL, and one
 * that is blocked for an unknown cause is `idle`.
 */
import { cpus } from 'node:os'
import type { Ms } from '../../common/brands'
import type { ProcessSample, Sample, ThreadSample, ThreadState } from '../../common/trace/sample'
import { reasonSentence } from '../../common/trace/tierReasons'
import { nameFromCommand } from './linux/processName'
import { Decider } from './onCpu'
import type { Look, LookProcess, Looks, LookThread } from './portable/look'
import type { Sampler } from './Sampler'
import type { Hz } from './ticks'

/** How often it is worth looking: a look costs another process's work, and counters have a resolution of 16 ms on Windows. */
export const MOST_LOOKS = 50 as Hz

/** As people call them. */
const SYSTEMS: Readonly<Record<string, string>> = { darwin: 'macOS', win32: 'Windows' }

const NS_PER_MS = 1_000_000
/** The cores' own counters have a resolution of 10 to 16 ms. */
const CORES_EVERY = 200

/** The longest time between two ticks of a system's clock, at which CPU time is counted: that of Windows. In ns. */
const LONGEST_TICK = 15_625_000

/**
 * A thread that was on a CPU, or in the queue for one where the system does not tell these apart: only what it has used by
 * the next look says which, and how far its counter was behind.
 */
interface Unsettled {
  readonly isTold: boolean
  readonly sample: { -readonly [Field in keyof ThreadSample]: ThreadSample[Field] }
  readonly onCpu: Decider
}

export class PortableSampler implements Sampler {
  threadCount = 0
  private hasEnded = false
  private last: Sample | null = null
  private coresAt = -Infinity
  private spentNs = 0
  private toldNs = 0
  private unsettled = new Map<number, Unsettled>()
  /** What was told before, by thread and by process, so that only news is told again. */
  private named = new Map<number, string>()
  private explained = new Map<number, string>()

  constructor(
    private readonly root: number,
    private readonly looks: Looks,
    private readonly system: string = process.platform
  ) {}

  get isOver(): boolean {
    return this.hasEnded || (this.looks.gone !== null && !isThere(this.root))
  }

  take(at: Ms, late: Ms): Sample | null {
    const look = this.looks.gone === null ? this.looks.take() : null
    if (look !== null) this.spentNs = look.spentNs
    if (look?.processes) return this.give(this.sampleOf(look, look.processes, late))
    return this.looks.gone === null ? null : this.give(this.blindSample(at, late))
  }

  finish(): Sample | null {
    this.looks.close()
    return this.give(null)
  }

  /** CPU time that the watcher has used since the last call. */
  spentElsewhere(): Ms {
    const spent = (this.spentNs - this.toldNs) / NS_PER_MS
    this.toldNs = this.spentNs
    return spent as Ms
  }

  private give(next: Sample | null): Sample | null {
    const done = this.last
    this.last = next
    return done
  }

  private sampleOf({ at }: Look, processes: readonly LookProcess[], late: Ms): Sample {
    this.hasEnded = processes.length === 0
    const before = this.unsettled
    this.unsettled = new Map()
    const threads = processes.flatMap((process) =>
      process.threads.map((thread) => this.threadOf(process, thread, at, before.get(thread.tid)))
    )
    this.threadCount = threads.length
    this.forgetBut(new Set(threads.map(({ tid }) => tid)))
    const busyNs = this.readCores(at)
    const seen = processes.map((process) => this.processOf(process))
    return { at, late, processes: seen, threads, dozing: [], gils: [], busyNs, problems: [] }
  }

  private threadOf(
    { pid, name: program }: LookProcess,
    { tid, started, state: told, cpuNs, name }: LookThread,
    at: Ms,
    before: Unsettled | undefined
  ): ThreadSample {
    const { last } = this
    if (before?.sample.started === started && last !== null)
      settle(before, cpuNs, (at - last.at) as Ms, told === 'runnable')
    const state = stateOf(told)
    const sample = {
      ...{ pid, tid, started, state, core: -1, held: false, cpuNs, lagNs: 0 },
      ...{ queuedNs: 0, switches: undefined },
      ...{ name: this.news(this.named, tid, name === '' ? program : name), line: undefined }
    }
    if (state === 'native') {
      const onCpu = before?.onCpu ?? new Decider()
      this.unsettled.set(tid, { sample, onCpu, isTold: told === 'running' })
    }
    return sample
  }

  private processOf({ pid, parent, cpuNs, name: program, command, threads }: LookProcess): ProcessSample {
    // The kernel has multiprocessing's children give their main thread the process's name.
    const name = threads[0]?.name || nameFromCommand(command, program)
    const reason = this.news(
      this.explained,
      pid,
      reasonSentence('gilUnseen', SYSTEMS[this.system] ?? this.system)
    )
    return { pid, parent, tier: 'portable', reason, name, cpuNs, reapedCpuNs: 0 }
  }

  /** Without a watcher: the process is there, and no more is known. */
  private blindSample(at: Ms, late: Ms): Sample {
    const why = reasonSentence('noWatcher', this.looks.gone ?? '')
    const reason = this.news(this.explained, this.root, why)
    const root = { pid: this.root, parent: process.pid, tier: 'portable', reason } as const
    const processes = this.isOver ? [] : [{ ...root, name: undefined, cpuNs: 0, reapedCpuNs: 0 }]
    this.threadCount = 0
    return { at, late, processes, threads: [], dozing: [], gils: [], busyNs: [], problems: [] }
  }

  /** The value, if it is another than before. */
  private news(known: Map<number, string>, of: number, value: string): string | undefined {
    if (known.get(of) === value) return undefined
    known.set(of, value)
    return value
  }

  private forgetBut(living: ReadonlySet<number>): void {
    for (const tid of this.named.keys()) if (!living.has(tid)) this.named.delete(tid)
    // A process has the number of its main thread.
    for (const pid of this.explained.keys()) if (!living.has(pid)) this.explained.delete(pid)
  }

  private readCores(at: Ms): number[] {
    if (at - this.coresAt < CORES_EVERY) return []
    this.coresAt = at
    return cpus().map(({ times: { user, nice, sys, irq } }) => (user + nice + sys + irq) * NS_PER_MS)
  }
}

function stateOf(told: LookThread['state']): ThreadState {
  switch (told) {
    case 'running':
    case 'runnable':
      return 'native'
    case 'ready':
      return 'preempted'
    case 'sleep':
      return 'sleep'
    case 'stopped':
    case 'waiting':
      return 'idle'
  }
}

/**
 * What a runnable thread was doing, by the CPU time that it had used one look later. Still runnable then, it had a CPU for
 * that share of the time; blocked by then, it had one unless it has used nothing.
 */
function settle({ sample, onCpu, isTold }: Unsettled, cpuNs: number, time: Ms, isRunnable: boolean): void {
  const used = Math.max(cpuNs - sample.cpuNs, 0)
  const share = isRunnable ? Math.min(used / NS_PER_MS / time, 1) : Number(used > 0)
  if (!isTold && !onCpu.decide(share)) sample.state = 'preempted'
  else sample.lagNs = used === 0 ? LONGEST_TICK : Math.min(used, LONGEST_TICK)
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Not being allowed to signal it means that it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
