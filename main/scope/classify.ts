/** From evidence to the one state a thread is in. Pure: the sampler gathers, this decides. */
import type { ThreadState, Tier } from '../../common/trace/sample'
import type { SyscallFields } from './linux/procText'
import { isFutexWait, SYSCALLS } from './linux/syscalls'

/** What is known of a thread at one moment. */
export interface Evidence {
  readonly tier: Tier
  /** The process was stopped by a signal. */
  readonly stopped: boolean
  /** Ready to run: on a CPU or in the queue for one. */
  readonly runnable: boolean
  /** It holds the GIL. */
  readonly holds: boolean
  /** It waits on a futex that is part of a GIL. */
  readonly waitsForGil: boolean
  /** Of a free-threaded build: whether the thread may run Python now; null where unknown. */
  readonly attached: boolean | null
  /** Why it is blocked. */
  readonly cause: ThreadState
}

/**
 * The state by the order of evidence in THREAD_STATES. Where the GIL is unknown (tiers `os` and `portable`) a thread on a
 * CPU is `native`: nothing says that it held the GIL.
 * @param onCpu of a runnable thread: whether it had a CPU (see onCpu.ts).
 */
export function classify(evidence: Evidence, onCpu: boolean): ThreadState {
  if (evidence.runnable) {
    if (!onCpu) return 'preempted'
    if (evidence.tier === 'no-gil') return evidence.attached === false ? 'native' : 'python'
    return evidence.holds ? 'python' : 'native'
  }
  if (evidence.stopped) return 'idle'
  return evidence.waitsForGil ? 'gil-wait' : evidence.cause
}

/** Whether a thread blocked in this call waits on a futex, whatever for. */
export function waitsOnFutex(syscall: SyscallFields): boolean {
  return !syscall.running && SYSCALLS.get(syscall.number) === 'futex' && isFutexWait(syscall.second)
}

/**
 * Why a thread is blocked, from its system call. `before` is what it was last time: a call that was interrupted, e.g. by
 * stopping and continuing the process, goes on under a number that does not say what it is.
 * @param pollsChild whether the one descriptor that it polls says that a child has ended.
 */
export function causeOf(syscall: SyscallFields, before: ThreadState, pollsChild: () => boolean): ThreadState {
  switch (SYSCALLS.get(syscall.number)) {
    case 'futex':
    case 'lock':
      return 'lock'
    case 'sleep':
      return 'sleep'
    case 'io':
      return 'io'
    case 'child-wait':
      return 'child-wait'
    case 'select':
      return syscall.first === 0 ? 'sleep' : 'io'
    case 'poll':
      if (syscall.second === 0) return 'sleep'
      return syscall.second === 1 && pollsChild() ? 'child-wait' : 'io'
    case 'restart':
      return isBlocked(before) ? before : 'idle'
    case undefined:
      return 'idle'
  }
}

function isBlocked(state: ThreadState): boolean {
  return state === 'lock' || state === 'sleep' || state === 'io' || state === 'child-wait'
}
