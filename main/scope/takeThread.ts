import type { Ms } from '../../common/brands'
import type { ThreadSample } from '../../common/trace/sample'
import { classify } from './classify'
import { gatherEvidence } from './gatherEvidence'
import type { WatchedProcess } from './linux/WatchedProcess'
import type { Unsettled, WatchedThread } from './linux/WatchedThread'
import { likelihoodOnCpu } from './onCpu'

const NS_PER_MS = 1_000_000
/** A thread that has been blocked for a while dozes on for this share of that time, unless it gets a GIL. */
const DOZES_FOR = 0.25
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
  if (thread.unsettled) settle(thread.unsettled, thread)
  thread.unsettled = null
  const stoodStill = thread.stalled > 0 && !wasReady && thread.state !== 'idle' && !process.isStopped
  if (stoodStill) {
    if (thread.line === undefined) thread.line = process.python.lineOf(thread.tid)
    if (at - thread.statAt >= STAT_EVERY) thread.freshenStat(at)
    into.push(sampleOf(thread, held, all))
    return
  }
  if (!(thread.seesSyscalls ? thread.readSyscall() : thread.readStat())) {
    process.forget(thread)
    return
  }
  const evidence = gatherEvidence(process, thread, held)
  // Whoever takes the GIL notes that first and its own name a moment later, when the one before already waits again.
  const isHandedOver = held && evidence.waitsForGil
  if (isHandedOver) process.python.forgetHolder(thread.tid)
  if (thread.seesSyscalls && (evidence.runnable || at - thread.statAt >= STAT_EVERY)) thread.freshenStat(at)
  const runnable = {
    before: thread.before,
    at: thread.sched,
    after: null,
    mayRunPython: held || (evidence.tier === 'no-gil' && evidence.attached !== false),
    stalled: thread.stalled,
    tick: tick * NS_PER_MS
  }
  const waited = thread.state === 'gil-wait'
  // The best guess until the next sample; it stays when the thread is gone by then.
  thread.state = classify(evidence, evidence.runnable && likelihoodOnCpu(runnable) === 1)
  const stillWaits = waited && thread.state === 'gil-wait' && !process.python.mayHaveHadTurn(thread.tid)
  if (!stillWaits || thread.line === undefined) thread.line = process.python.lineOf(thread.tid)
  const sample = sampleOf(thread, held && !isHandedOver, all)
  if (evidence.runnable) {
    const counters = { before: { ...thread.before }, at: { ...thread.sched } }
    thread.unsettled = { sample, evidence, runnable: { ...runnable, ...counters } }
  }
  into.push(sample)
}

/** Those that fell asleep together do not wake up together: looking at all in one sample would make it late. */
function dozesUntil(process: WatchedProcess, { state, stalled, lookedAt, tid }: WatchedThread): number {
  const waits = state === 'gil-wait' && !process.isStopped && !process.python.mayHaveHadTurn(tid)
  const doze = waits ? LONGEST_DOZE : Math.min((stalled / NS_PER_MS) * DOZES_FOR, LONGEST_DOZE)
  return lookedAt + doze * (1 - (tid % 8) / 16)
}

function sampleOf(thread: WatchedThread, held: boolean, all: boolean): Unsettled['sample'] {
  const { pid, tid, started, state, stat, sched, line } = thread
  const sample = {
    pid,
    tid,
    started,
    state,
    core: stat.core,
    held,
    cpuNs: sched.cpuNs,
    queuedNs: sched.queuedNs,
    ...(line ? { line } : {}),
    ...(thread.freshenSwitches(thread.lookedAt as Ms, all) ? { switches: { ...thread.switches } } : {})
  }
  if (stat.name === thread.reportedName) return sample
  thread.reportedName = stat.name
  return { ...sample, name: stat.name }
}

function settle({ sample, evidence, runnable }: Unsettled, thread: WatchedThread): void {
  const onCpu = thread.onCpu.decide(
    likelihoodOnCpu({ ...runnable, after: thread.sched, stalled: thread.stalled })
  )
  sample.state = classify(evidence, onCpu)
}
