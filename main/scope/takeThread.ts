import type { ThreadSample, ThreadState } from '../../common/trace/sample'
import { classify } from './classify'
import { gatherEvidence } from './gatherEvidence'
import type { WatchedProcess } from './linux/WatchedProcess'
import type { Unsettled, WatchedThread } from './linux/WatchedThread'
import { likelihoodOnCpu } from './onCpu'

/**
 * Reads one thread, settles what it was doing at the sample before, and adds it to this one; a thread that has ended is
 * forgotten. @param interval time since the last sample, in ns. @param held whether it holds a GIL at this sample.
 */
export function takeThread(
  process: WatchedProcess,
  thread: WatchedThread,
  interval: number,
  held: boolean,
  into: ThreadSample[]
): void {
  // The system call first: it is what must be near the moment at which the GIL was read.
  const isThere = thread.seesSyscalls ? thread.readSyscall() : thread.readStat()
  if (!isThere || !thread.readCounters(interval)) {
    process.forget(thread)
    return
  }
  const evidence = gatherEvidence(process, thread, held)
  if (thread.unsettled) settle(thread.unsettled, thread)
  thread.unsettled = null
  if (thread.seesSyscalls && thread.stalled === 0) thread.readStat()
  const { pid, tid, started, stat, sched } = thread
  const sample: ThreadSample & { state: ThreadState } = {
    pid,
    tid,
    started,
    state: classify({ ...evidence, onCpu: true }),
    core: stat.core,
    held,
    cpuNs: sched.cpuNs,
    queuedNs: sched.queuedNs,
    ...(stat.name === thread.reportedName ? {} : { name: stat.name })
  }
  thread.reportedName = stat.name
  if (evidence.runnable) {
    const runnable = {
      before: { ...thread.before },
      at: { ...sched },
      mayRunPython: held || (evidence.tier === 'no-gil' && evidence.attached !== false),
      stalled: thread.stalled
    }
    // The best guess until then; it stays when the thread is gone by then.
    const isGuessedOnCpu = likelihoodOnCpu({ ...runnable, after: null }) === 1
    sample.state = classify({ ...evidence, onCpu: isGuessedOnCpu })
    thread.unsettled = { sample, evidence, runnable }
  }
  thread.state = sample.state
  into.push(sample)
}

function settle({ sample, evidence, runnable }: Unsettled, thread: WatchedThread): void {
  const onCpu = thread.onCpu.decide(likelihoodOnCpu({ ...runnable, after: thread.sched }))
  sample.state = classify({ ...evidence, onCpu })
}
