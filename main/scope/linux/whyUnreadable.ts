import { readFileSync } from 'node:fs'

/**
 * Why a process's memory may not be read, and what would change that. Besides the usual rights (ptrace(2), "Ptrace access
 * mode checking") Yama may forbid it, a part of Linux that Ubuntu switches on: then a process's ancestors may read it, or
 * whom it names with prctl(2). We are an ancestor of what a kernel starts, but not of what has left its tree.
 * @param proc the system's folder about processes.
 */
export function whyUnreadable(proc: string): string {
  switch (yamaScope(proc)) {
    case 1:
      return (
        'The system (Yama) allows the memory of a process to be read by its ancestors only. ' +
        'It can allow it to others itself: prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY).'
      )
    case 2:
      return 'The system (Yama, kernel.yama.ptrace_scope = 2) allows memory to be read with CAP_SYS_PTRACE only.'
    case 3:
      return 'The system (Yama, kernel.yama.ptrace_scope = 3) allows no memory to be read.'
    default:
      return 'The system does not allow its memory to be read.'
  }
}

/** 0 where it forbids nothing, or is not there. */
function yamaScope(proc: string): number {
  try {
    return Number(readFileSync(`${proc}/sys/kernel/yama/ptrace_scope`, 'latin1'))
  } catch {
    return 0
  }
}
