/**
 * Why the GIL of a process cannot be read, in English and Simplified Chinese. Traces and what is alive carry the English
 * sentence, also in notebooks that were saved long ago; it names the reason, and the page finds the other language by it.
 */

interface InBoth {
  readonly en: string
  readonly zh: string
}

/** `VERSION` stands for a Python's, and `SYSTEM` for Node's name of an operating system. */
const REASONS = {
  unreadable: {
    en: 'The system does not allow its memory to be read.',
    zh: '系统不允许读取它的内存。'
  },
  /** Yama's first scope, a part of Linux that Ubuntu switches on. */
  ancestors: {
    en:
      'The system (Yama) allows the memory of a process to be read by its ancestors only. ' +
      'It can allow it to others itself: prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY).',
    zh: '系统（Yama）只允许进程的祖先读取它的内存。它自己可以允许其他进程：prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY)。'
  },
  capability: {
    en: 'The system (Yama, kernel.yama.ptrace_scope = 2) allows memory to be read with CAP_SYS_PTRACE only.',
    zh: '系统（Yama，kernel.yama.ptrace_scope = 2）只允许具有 CAP_SYS_PTRACE 的进程读取内存。'
  },
  nobody: {
    en: 'The system (Yama, kernel.yama.ptrace_scope = 3) allows no memory to be read.',
    zh: '系统（Yama，kernel.yama.ptrace_scope = 3）不允许读取任何内存。'
  },
  noMaps: { en: 'The list of its mapped files cannot be read.', zh: '无法读取它的映射文件列表。' },
  noProgram: { en: 'It has no program yet.', zh: '它还没有程序。' },
  notPython: { en: 'It is not a Python program.', zh: '它不是 Python 程序。' },
  memoryGone: { en: 'Its memory cannot be read.', zh: '无法读取它的内存。' },
  unknownLayout: {
    en: 'Python VERSION keeps its GIL in a way that is not known here.',
    zh: 'Python VERSION 存放 GIL 的方式在此处未知。'
  },
  strangeMemory: {
    en: 'Its memory is not that of a Python as it is known here.',
    zh: '它的内存不是此处所知的 Python 的样子。'
  },
  notStarted: { en: 'Python has not started in it yet.', zh: 'Python 在其中尚未启动。' },
  strangeThreads: {
    en: 'None of the threads that Python lists in it are its own.',
    zh: 'Python 在其中列出的线程都不是它自己的。'
  },
  strangeHolder: {
    en: 'Its GIL is held by a thread that Python does not list.',
    zh: '它的 GIL 由一个 Python 未列出的线程持有。'
  },
  notLooked: { en: 'It has not been looked at yet.', zh: '尚未查看。' },
  newProgram: { en: 'It has just begun to run another program.', zh: '它刚刚开始运行另一个程序。' },
  noGil: { en: 'This Python runs without a GIL.', zh: '这个 Python 在没有 GIL 的情况下运行。' },
  gilUnseen: {
    en: 'SYSTEM tells neither of the GIL nor, as a rule, why a thread waits.',
    zh: 'SYSTEM 既不透露 GIL，通常也不说明线程为何等待。'
  },
  /** `WHY` stands for what went wrong. */
  noWatcher: {
    en: 'Nothing could look at its threads: WHY',
    zh: '没有程序能够查看它的线程：WHY'
  },
  /** In notebooks that were saved when threads were not seen there. */
  otherSystem: {
    en: 'On SYSTEM threads and the GIL cannot be watched from outside yet.',
    zh: '在 SYSTEM 上还不能从外部观察线程和 GIL。'
  }
} as const satisfies Record<string, InBoth>

export type TierReason = keyof typeof REASONS

const HOLE = /VERSION|SYSTEM|WHY/

/** The sentence as it is carried, in English; `what` fills its hole where it has one. */
export function reasonSentence(reason: TierReason, what = ''): string {
  return REASONS[reason].en.replace(HOLE, () => what)
}

/** Which reason a carried sentence stands for, and what fills its hole; null for one that is not known here. */
export function reasonOf(sentence: string): { readonly reason: TierReason; readonly what: string } | null {
  for (const [reason, { en }] of Object.entries(REASONS) as [TierReason, InBoth][]) {
    const [before = '', after] = en.split(HOLE)
    if (after === undefined ? sentence === en : sentence.startsWith(before) && sentence.endsWith(after))
      return {
        reason,
        what: after === undefined ? '' : sentence.slice(before.length, sentence.length - after.length)
      }
  }
  return null
}

/** The same in Chinese; what is not known stays as it is. */
export function reasonInChinese(sentence: string): string {
  const known = reasonOf(sentence)
  return known === null ? sentence : REASONS[known.reason].zh.replace(HOLE, () => known.what)
}
