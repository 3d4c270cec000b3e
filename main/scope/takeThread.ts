import type { ThreadSample } from '../../common/trace/sample'
import { classify } from './classify'
import { gatherEvidence } from './gatherEvidence'
import type { WatchedProcess } from './linux/WatchedProcess'
import type { Unsettled, WatchedThread } from './linux/WatchedThread'
import { likelihoodOnCpu } from './onCpu'

/** In a crowd, a thread that has not run for so long is asked only every fourth time whether it has, in ns. */
const DOZES_AFTER = 50_000_000
const CROWD = 16
const EVERY = 4

/**
 * Reads one thread, settles what it was doing at the sample before, and adds it to this one; a thread that has ended is
 * forgotten. A thread whose counters stand still has not run, so it is where it was, and is not looked at closely.
 * @param interval time since the last sample, in ns. @param turn counts the samples. @param held whether it holds a GIL
 * at this sample.
 */
export function takeThread(
  process: WatchedProcess,
  thread: WatchedThread,
  interval: number,
  turn: number,
  held: boolean,
  into: ThreadSample[]
): void {
  const wasReady = thread.unsettled !== null
  const isDozing = thread.stalled > DOZES_AFTER && !wasReady && process.threads.size > CROWD
  if (isDozing && (thread.tid + turn) % EVERY !== 0) {
    thread.stalled += interval
    into.push(sampleOf(thread, held))
    return
  }
  if (!thread.readCounters(interval)) {
    process.forget(thread)
    return
  }
  if (thread.unsettled) settle(thread.unsettled, thread)
  thread.unsettled = null
  const stoodStill = thread.stalled > 0 && !wasReady && thread.state !== 'idle' && !process.isStopped
  if (stoodStill) {
    if (thread.line === undefined) thread.line = process.python.lineOf(thread.tid)
    into.push(sampleOf(thread, held))
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
  if (thread.seesSyscalls && thread.stalled === 0) thread.readStat()
  const runnable = {
    before: thread.before,
    at: thread.sched,
    after: null,
    mayRunPython: held || (evidence.tier === 'no-gil' && evidence.attached !== false),
    stalled: thread.stalled
  }
  const waited = thread.state === 'gil-wait'
  // The best guess until the next sample; it stays when the thread is gone by then.
  thread.state = classify(evidence, evidence.runnable && likelihoodOnCpu(runnable) === 1)
  const stillWaits = waited && thread.state === 'gil-wait' && !process.python.mayHaveHadTurn(thread.tid)
  if (!stillWaits || thread.line === undefined) thread.line = process.python.lineOf(thread.tid)
  const sample = sampleOf(thread, held && !isHandedOver)
  if (evidence.runnable) {
    const counters = { before: { ...thread.before }, at: { ...thread.sched } }
    thread.unsettled = { sample, evidence, runnable: { ...runnable, ...counters } }
  }
  into.push(sample)
}

function sampleOf(thread: WatchedThread, held: boolean): Unsettled['sample'] {
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
    ...(line ? { line } : {})
  }
  if (stat.name === thread.reportedName) return sample
  thread.reportedName = stat.name
  return { ...sample, name: stat.name }
}

function settle({ sample, evidence, runnable }: Unsettled, thread: WatchedThread): void {
  const onCpu = thread.onCpu.decide(likelihoodOnCpu({ ...runnable, after: thread.sched }))
  sample.state = classify(evidence, onCpu)
}
