import type { Ms } from '../../common/brands'
import type { Switches, ThreadSample, ThreadState } from '../../common/trace/sample'
import { classify } from './classify'
import { gatherEvidence } from './gatherEvidence'
import type { WatchedProcess } from './linux/WatchedProcess'
import type { Unsettled, WatchedThread } from './linux/WatchedThread'
import { lagOf, likelihoodOnCpu } from './onCpu'

const NS_PER_MS = 1_000_000
/** A thread that has been blocked for a while dozes on for this share of that time, unless it gets a GIL. */
const DOZES_FOR = 0.125
/**
 * But not for longer, in ms: a longer stretch without samples is a gap in a trace. One that waits for the GIL, and cannot
 * have had it, dozes so long from the first sample on.
 */
const LONGEST_DOZE = 32
/** A name, or the core that a blocked thread was on, is news only so often, in ms. */
const STAT_EVERY = 50

/** What a sample gets of threads. */
export interface Taken {
  readonly at: Ms
  /** The time between two ticks of the system's clock. */
  readonly tick: Ms
  readonly threads: ThreadSample[]
  readonly dozing: number[]
}

/**
 * Reads one thread, settles what it was doing at the sample before, and adds it to this one; a thread that has ended is
 * forgotten. A thread whose counters stand still has not run, so it is where it was, and is not looked at closely; one
 * that has stood still for long is not even asked every time.
 * @param held whether it holds a GIL at this sample. @param all whether those that doze are asked too.
 */
export function takeThread(
  process: WatchedProcess,
  thread: WatchedThread,
  held: boolean,
  all: boolean,
  { at, tick, threads: into, dozing }: Taken
): void {
  const wasReady = thread.unsettled !== null
  if (!all && !held && !wasReady && at < dozesUntil(process, thread)) {
    dozing.push(thread.tid)
    return
  }
  if (!thread.readCounters(at)) {
    process.forget(thread)
    return
  }
  if (thread.unsettled) settle(thread.unsettled, thread, tick)
  thread.unsettled = null
  const stoodStill = thread.stalled > 0 && !wasReady && thread.state !== 'idle' && !process.isStopped
  if (stoodStill) {
    if (thread.line === undefined) thread.line = process.python.lineOf(thread.tid)
    if (at - thread.statAt >= STAT_EVERY) thread.freshenStat(at)
    into.push(sampleOf(thread, held, all))
    return
  }
  if (!thread.readActivity(held)) {
    process.forget(thread)
    return
  }
  const evidence = gatherEvidence(process, thread, held)
  // Whoever takes the GIL notes that first and its own name a moment later, when the one before already waits again.
  const isHandedOver = held && evidence.waitsForGil
  if (isHandedOver) process.python.forgetHolder(thread.tid)
  if (evidence.runnable || at - thread.statAt >= STAT_EVERY) thread.freshenStat(at)
  const mayRunPython = held || (evidence.tier === 'no-gil' && evidence.attached !== false)
  const before = thread.state
  // The best guess until the next sample; it stays when the thread is gone by then.
  thread.state = classify(evidence, evidence.runnable && isLikelyOnCpu(thread, mayRunPython, tick))
  if (mayBeElsewhere(process, thread, before)) thread.line = process.python.lineOf(thread.tid)
  const sample = sampleOf(thread, held && !isHandedOver, all)
  if (evidence.runnable) thread.unsettled = { sample, evidence, mayRunPython }
  into.push(sample)
}

/**
 * Whether a thread's line is to be read again. Where it gave up the CPU by itself, or works outside of Python, it always is.
 * One that goes on with Python, or only lost the GIL or the CPU on the way, takes turns with the others of its process.
 */
function mayBeElsewhere({ python }: WatchedProcess, thread: WatchedThread, before: ThreadState): boolean {
  if (thread.line === undefined) return true
  if (before === 'gil-wait' && thread.state === 'gil-wait' && !python.mayHaveHadTurn(thread.tid)) return false
  if (!isInPython(before) || !isInPython(thread.state)) return true
  return python.isLineDue(thread.tid)
}

/** Executing Python, or kept from it. */
function isInPython(state: ThreadState): boolean {
  return state === 'python' || state === 'gil-wait' || state === 'preempted'
}

/** Those that fell asleep together do not wake up together: looking at all in one sample would make it late. */
function dozesUntil(process: WatchedProcess, { state, stalled, lookedAt, tid }: WatchedThread): number {
  const waits = state === 'gil-wait' && !process.isStopped && !process.python.mayHaveHadTurn(tid)
  const doze = waits ? LONGEST_DOZE : Math.min((stalled / NS_PER_MS) * DOZES_FOR, LONGEST_DOZE)
  return lookedAt + doze * (1 - (tid % 8) / 16)
}

function sampleOf(thread: WatchedThread, held: boolean, all: boolean): Unsettled['sample'] {
  const { pid, tid, started, state, stat, sched } = thread
  const sample = {
    pid,
    tid,
    started,
    state,
    core: stat.core,
    held,
    cpuNs: sched.cpuNs,
    lagNs: NaN,
    queuedNs: sched.queuedNs,
    switches: newSwitches(thread, all),
    name: newName(thread),
    line: thread.line ?? undefined
  }
  // See `emptySched`.
  sample.lagNs = 0
  return sample
}

function newSwitches(thread: WatchedThread, all: boolean): Switches | undefined {
  return thread.freshenSwitches(thread.lookedAt, all) ? { ...thread.switches } : undefined
}

function newName(thread: WatchedThread): string | undefined {
  const { name } = thread.stat
  if (name === thread.reportedName) return undefined
  thread.reportedName = name
  return name
}

/** By what is known right after it was read. */
function isLikelyOnCpu(thread: WatchedThread, mayRunPython: boolean, tick: Ms): boolean {
  const { before, sched: at, stalled } = thread
  return likelihoodOnCpu({ before, at, after: null, mayRunPython, stalled, tick: tick * NS_PER_MS }) === 1
}

/** By its counters when it was read again. */
function settle({ sample, evidence, mayRunPython }: Unsettled, thread: WatchedThread, tick: Ms): void {
  const { beforeThat: before, before: at, sched: after, stalled } = thread
  const tickNs = tick * NS_PER_MS
  const likelihood = likelihoodOnCpu({ before, at, after, mayRunPython, stalled, tick: tickNs })
  const onCpu = thread.onCpu.decide(likelihood)
  sample.state = classify(evidence, onCpu)
  sample.lagNs = onCpu ? lagOf(at, after, tickNs) : 0
}
