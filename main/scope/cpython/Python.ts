/**
 * The interpreters, threads and GILs of one CPython process, read from its memory. Lists are read while the process
 * changes them, so every walk is bounded and a list that cannot be right is reported as such, never followed.
 */
import { readInt32, readWord, wordAt, type Memory } from '../linux/memory'
import { CellLines } from './CellLines'
import { GLIBC_TID, type Layout } from './offsets'

/** More interpreters than this are a list that was read wrongly. */
const MOST_INTERPRETERS = 1_000
const MOST_THREADS = 20_000

/** A thread state is smaller. */
const THREAD_STATE = 4096
/** No thread's stack is larger: its thread descriptor lies at most so far above what is on it. */
const LARGEST_STACK = 2 ** 30

/** One GIL: several interpreters may share it. */
export interface Gil {
  readonly address: number
  /** The lowest id among the interpreters that use it; 0 is the main one. */
  readonly interpreter: number
}

/** A thread as Python knows it. */
export interface PythonThread {
  /** Its thread state's address. */
  readonly address: number
  /** The system's number; 0 where it could not be read. */
  readonly tid: number
  readonly interpreter: number
}

/** What is in a GIL at one moment. The caller keeps it and has it filled anew. */
export interface GilState {
  /** False while a free-threaded build runs without its GIL. */
  enabled: boolean
  /** The holder's thread state; 0 when nobody holds it. */
  holder: number
  switches: number
}

export class Python {
  private readonly bytes: Buffer
  /** Null where lines of code cannot be read. */
  readonly lines: CellLines | null

  /**
   * @param runtime address of `_PyRuntime` in the process that `memory` belongs to; @param codeType that of `PyCode_Type`,
   * 0 where it is not known.
   */
  constructor(
    private readonly memory: Memory,
    private readonly runtime: number,
    readonly layout: Layout,
    codeType: number
  ) {
    const { thread, frames } = layout
    this.lines = frames && codeType > 0 ? new CellLines(memory, { thread, frames }, codeType) : null
    this.bytes = Buffer.alloc(Math.max(layout.gil.size, 256))
  }

  /** Interpreters in the order of CPython's list, newest first; null when the list makes no sense. */
  private interpreters(): { address: number; id: number }[] | null {
    const { interpreter, interpretersHead } = this.layout
    const found: { address: number; id: number }[] = []
    let address = readWord(this.memory, this.runtime + interpretersHead)
    while (address > 0) {
      const id = readWord(this.memory, address + interpreter.id)
      if (id < 0 || id > Number.MAX_SAFE_INTEGER || found.length === MOST_INTERPRETERS) return null
      if (found.some((one) => one.address === address)) return null
      found.push({ address, id })
      address = readWord(this.memory, address + interpreter.next)
    }
    return address < 0 ? null : found
  }

  /** The GILs of all interpreters, each once; null when they cannot be read. */
  gils(): Gil[] | null {
    const { gilAt } = this.layout
    if (gilAt.in === 'runtime') return [{ address: this.runtime + gilAt.offset, interpreter: 0 }]
    const found = new Map<number, number>()
    for (const { address, id } of this.interpreters() ?? []) {
      const gil = readWord(this.memory, address + gilAt.offset)
      if (gil > 0) found.set(gil, Math.min(id, found.get(gil) ?? id))
    }
    if (found.size === 0) return null
    const gils = [...found].map(([address, interpreter]) => ({ address, interpreter }))
    return gils.sort((a, b) => a.interpreter - b.interpreter)
  }

  /** All threads of all interpreters; null when the lists make no sense. */
  threads(): PythonThread[] | null {
    const interpreters = this.interpreters()
    if (interpreters === null) return null
    const found = new Map<number, PythonThread>()
    for (const { address, id } of interpreters) {
      let thread = readWord(this.memory, address + this.layout.interpreter.threads)
      while (thread > 0) {
        if (found.has(thread) || found.size === MOST_THREADS) return null
        found.set(thread, { address: thread, tid: this.tidOf(thread), interpreter: id })
        thread = readWord(this.memory, thread + this.layout.thread.next)
      }
      if (thread < 0) return null
    }
    return [...found.values()]
  }

  /** The system's number of the thread with this thread state; 0 when it cannot be told. */
  tidOf(thread: number): number {
    const { native, pthread } = this.layout.thread
    if (native !== null) return Math.max(0, readWord(this.memory, thread + native))
    const self = readWord(this.memory, thread + pthread)
    return self > 0 ? Math.max(0, readInt32(this.memory, self + GLIBC_TID) ?? 0) : 0
  }

  /**
   * The same of a thread state of another interpreter than the main one. 3.12 notes there who created the interpreter, not
   * who runs it: that one's C stack is where the innermost frame is kept track of (`_PyCFrame`). With glibc the descriptor
   * of a thread (`pthread_self()`) is at the upper end of its stack; only the main thread's stack is above all of them.
   */
  guestTidOf(thread: number): number {
    const { native, pthread } = this.layout.thread
    const frames = this.layout.frames?.thread
    if (this.layout.version !== '3.12' || native === null || !frames) return this.tidOf(thread)
    const onStack = readWord(this.memory, thread + frames.frame)
    // While it runs no frame, that is in the thread state itself.
    if (onStack >= thread && onStack < thread + THREAD_STATE) return 0
    // From the newest to the oldest, which is the main thread's.
    const hosts = (this.threads() ?? []).filter(({ interpreter }) => interpreter === 0)
    let nearest = LARGEST_STACK
    let owner = hosts.at(-1)?.address ?? 0
    for (const { address } of hosts) {
      const above = readWord(this.memory, address + pthread) - onStack
      if (above > 0 && nearest === LARGEST_STACK) owner = 0
      if (above <= 0 || above >= nearest) continue
      nearest = above
      owner = address
    }
    return owner === 0 ? 0 : this.tidOf(owner)
  }

  /** The id of the interpreter that a thread state belongs to; -1 when it cannot be told. */
  interpreterOf(thread: number): number {
    const address = readWord(this.memory, thread + this.layout.thread.interpreter)
    return address > 0 ? readWord(this.memory, address + this.layout.interpreter.id) : -1
  }

  /** Whether a thread of a free-threaded build may run Python now; null where that is not known. */
  isAttached(thread: number): boolean | null {
    const { attached } = this.layout.thread
    if (attached === null) return null
    const state = readInt32(this.memory, thread + attached)
    return state === null ? null : state === 1
  }

  /** Reads a GIL in one go; false when its memory is gone. */
  readGil(address: number, into: GilState): boolean {
    const { gil } = this.layout
    if (!this.memory.read(address, this.bytes, gil.size)) return false
    into.enabled = gil.enabled === null || this.bytes.readInt32LE(gil.enabled) !== 0
    into.switches = wordAt(this.bytes, gil.switches)
    into.holder = this.bytes.readInt32LE(gil.locked) > 0 ? wordAt(this.bytes, gil.holder) : 0
    return true
  }

  /** Whether a futex at `address` belongs to this GIL: its mutex or one of its condition variables. */
  isInGil(gil: number, address: number): boolean {
    return address >= gil && address < gil + this.layout.gil.size
  }
}
