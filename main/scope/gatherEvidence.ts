import type { ThreadState } from '../../common/trace/sample'
import { causeOf, waitsOnFutex, type Evidence } from './classify'
import { isSentinel } from './linux/pollTarget'
import { causeOfChannel } from './linux/waitChannels'
import type { WatchedProcess } from './linux/WatchedProcess'
import type { WatchedThread } from './linux/WatchedThread'

type Draft = { -readonly [Field in keyof Evidence]: Evidence[Field] }

/**
 * What is known of a thread right after it was read.
 * @param held whether it held a GIL at the sample's moment. Then it was running at that moment unless it still holds it
 * and is blocked now.
 */
export function gatherEvidence(process: WatchedProcess, thread: WatchedThread, held: boolean): Evidence {
  const { python, isStopped: stopped } = process
  const { tier } = python
  const known: Draft = {
    tier,
    stopped,
    holds: held,
    runnable: true,
    waitsForGil: false,
    attached: null,
    cause: 'idle'
  }
  const isRunnable = thread.seesSyscalls ? thread.syscall.running : thread.stat.letter === 'R'
  if (held && !isRunnable) {
    if (!stopped && !python.stillHolds(thread.tid)) return known
  } else if (isRunnable) {
    if (tier === 'no-gil') {
      known.attached = python.mayRun(thread.tid)
    } else if (!held && python.hasGotGil(thread.tid)) {
      // It has got the GIL since that moment, when it was on its way to it.
      known.runnable = false
      known.waitsForGil = true
    }
    return known
  }
  known.runnable = false
  known.waitsForGil =
    thread.seesSyscalls && waitsOnFutex(thread.syscall) && python.isGil(thread.syscall.first)
  if (!known.waitsForGil) known.cause = cause(process, thread)
  return known
}

function cause({ folder, python }: WatchedProcess, thread: WatchedThread): ThreadState {
  if (!thread.seesSyscalls) {
    return thread.stat.letter === 'D' ? 'io' : causeOfChannel(thread.channel())
  }
  return causeOf(thread.syscall, thread.state, () => {
    // The answer costs a look at all open files, and stays the same while the thread has not run.
    if (thread.stalled > 0) return thread.state === 'child-wait'
    const descriptor = python.readInt32(thread.syscall.first)
    return descriptor !== null && isSentinel(folder, descriptor)
  })
}
