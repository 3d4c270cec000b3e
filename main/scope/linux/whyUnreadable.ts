import { readFileSync } from 'node:fs'
import { reasonSentence } from '../../../common/trace/tierReasons'

/**
 * Why a process's memory may not be read, and what would change that. Besides the usual rights (ptrace(2), "Ptrace access
 * mode checking") Yama may forbid it, a part of Linux that Ubuntu switches on: then a process's ancestors may read it, or
 * whom it names with prctl(2). We are an ancestor of what a kernel starts, but not of what has left its tree.
 * @param proc the system's folder about processes.
 */
export function whyUnreadable(proc: string): string {
  switch (yamaScope(proc)) {
    case 1:
      return reasonSentence('ancestors')
    case 2:
      return reasonSentence('capability')
    case 3:
      return reasonSentence('nobody')
    default:
      return reasonSentence('unreadable')
  }
}

/** 0 where it forbids nothing, or is not there. */
export function yamaScope(proc: string): number {
  try {
    return Number(readFileSync(`${proc}/sys/kernel/yama/ptrace_scope`, 'latin1'))
  } catch {
    return 0
  }
}
