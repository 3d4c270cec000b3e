/**
 * Where CPython keeps what the scope reads, per minor version: byte offsets, x86-64 and arm64 (both lay these structures
 * out alike). From 3.13 on most are in the process itself (see debugOffsets.ts); before that they are this table, which
 * `confirm-offsets.sh` compares with `offsetof` from the headers: equal for 3.9.18, 3.10.13, 3.11.7, 3.12.1, 3.13.0 and
 * free-threaded 3.13.15; 3.14.10 and 3.15.2 came without headers and were confirmed by reading running processes.
 */

/** Where the fields of a frame, its code object and that object's text are; for "which line is it on". */
export interface FrameLayout {
  /** In the thread state: the innermost frame; before 3.13 a pointer to a `_PyCFrame`, which points at it. */
  readonly thread: { readonly frame: number; readonly through: number | null }
  /** `_PyInterpreterFrame`. `bytecodes` is `tlbc_index` (int32); null where threads share one bytecode. */
  readonly frame: {
    readonly previous: number
    readonly code: number
    readonly instruction: number
    readonly bytecodes: number | null
  }
  /** `PyCodeObject`. `bytecodes` is `co_tlbc`: from 3.14 on each thread of a free-threaded build has bytecode of its own. */
  readonly code: {
    readonly type: number
    /** `ob_size`: how many 16-bit code units follow `instructions`. */
    readonly units: number
    readonly firstLine: number
    readonly filename: number
    readonly lineTable: number
    readonly instructions: number
    readonly bytecodes: number | null
  }
  readonly bytes: { readonly length: number; readonly data: number }
  /** A `str` of ASCII only: its length and its characters. */
  readonly text: { readonly length: number; readonly data: number }
}

export interface Layout {
  /** e.g. `3.12` or `3.13t`. */
  readonly version: string
  /** In `_PyRuntime`: the first interpreter. */
  readonly interpretersHead: number
  readonly interpreter: {
    readonly next: number
    readonly id: number
    /** The first thread state. */
    readonly threads: number
  }
  /** Up to 3.11 one GIL inside `_PyRuntime`; from 3.12 on each interpreter points at its own or its creator's. */
  readonly gilAt: { readonly in: 'runtime' | 'interpreter'; readonly offset: number }
  readonly gil: {
    readonly size: number
    /** int32: 0 while a free-threaded build runs without its GIL; null in other builds. */
    readonly enabled: number | null
    /** Pointer: the thread state that holds it, or held it last. */
    readonly holder: number
    /** int32: whether it is held. */
    readonly locked: number
    /** 64 bits: how often the holder changed. */
    readonly switches: number
  }
  readonly thread: {
    readonly next: number
    readonly interpreter: number
    /** `pthread_self()`. */
    readonly pthread: number
    /** The system's number; null before 3.11, where glibc's own field in the pthread serves. */
    readonly native: number | null
    /** int32: 1 while it may run Python; of free-threaded builds where known. */
    readonly attached: number | null
  }
  /** Null where lines are not read: before 3.11, whose frames are built otherwise. */
  readonly frames: FrameLayout | null
}

const GIL = { size: 208, enabled: null, holder: 8, locked: 16, switches: 24 } as const

const CODE = { type: 8, units: 16, filename: 112, lineTable: 136, bytecodes: null } as const
const BYTES = { length: 16, data: 32 } as const

const BEFORE_311 = {
  interpretersHead: 32,
  interpreter: { next: 0, id: 24, threads: 8 },
  gilAt: { in: 'runtime', offset: 352 },
  gil: GIL,
  thread: { next: 8, interpreter: 16, pthread: 176, native: null, attached: null },
  frames: null
} as const

/** Builds without `_Py_DebugOffsets`, by minor version. */
export const FIXED_LAYOUTS: Readonly<Record<number, Layout>> = {
  9: { version: '3.9', ...BEFORE_311 },
  10: { version: '3.10', ...BEFORE_311 },
  11: {
    version: '3.11',
    interpretersHead: 40,
    interpreter: { next: 0, id: 48, threads: 16 },
    gilAt: { in: 'runtime', offset: 360 },
    gil: GIL,
    thread: { next: 8, interpreter: 16, pthread: 152, native: 160, attached: null },
    frames: {
      thread: { frame: 56, through: 8 },
      frame: { previous: 48, code: 32, instruction: 56, bytecodes: null },
      code: { ...CODE, firstLine: 72, instructions: 184 },
      bytes: BYTES,
      text: { length: 16, data: 48 }
    }
  },
  12: {
    version: '3.12',
    interpretersHead: 40,
    interpreter: { next: 0, id: 8, threads: 72 },
    gilAt: { in: 'interpreter', offset: 384 },
    gil: GIL,
    thread: { next: 8, interpreter: 16, pthread: 136, native: 144, attached: null },
    frames: {
      thread: { frame: 56, through: 0 },
      frame: { previous: 8, code: 0, instruction: 56, bytecodes: null },
      code: { ...CODE, firstLine: 68, instructions: 192 },
      bytes: BYTES,
      text: { length: 16, data: 40 }
    }
  }
}

/**
 * Where a field stands in the `_Py_DebugOffsets` of one minor version: the index of its 64-bit word after the 24 bytes of
 * cookie, version and free-threaded. The table's own layout changes from version to version.
 */
export interface DebugIndex {
  readonly interpretersHead: number
  /** id, next, threads_head follow one another. */
  readonly interpreterId: number
  /** ceval_gil, _gil, enabled, locked, last_holder follow one another. */
  readonly interpreterGil: number
  /** next, interp, current_frame follow one another. */
  readonly threadNext: number
  readonly threadPthread: number
  readonly threadNative: number
  /** size, previous, executable, instr_ptr follow one another. */
  readonly frame: number
  /** tlbc_index of a frame and co_tlbc of a code object; null before 3.14. */
  readonly bytecodes: { readonly frame: number; readonly code: number } | null
  /** size, filename, name, qualname, linetable, firstlineno follow one another. */
  readonly code: number
  readonly codeInstructions: number
  /** pyobject.ob_type. */
  readonly type: number
  /** size, ob_size, ob_sval follow one another. */
  readonly bytes: number
  /** size, state, length, asciiobject_size follow one another. */
  readonly text: number
  /** Offset (not index) of a free-threaded thread's `state`; null where it has not been confirmed. */
  readonly attached: number | null
}

export const DEBUG_INDEXES: Readonly<Record<number, DebugIndex>> = {
  13: {
    interpretersHead: 2,
    interpreterId: 4,
    interpreterGil: 11,
    threadNext: 18,
    threadPthread: 21,
    threadNative: 22,
    frame: 25,
    bytecodes: null,
    code: 31,
    codeInstructions: 40,
    type: 42,
    bytes: 61,
    text: 64,
    attached: 40
  },
  14: {
    interpretersHead: 2,
    interpreterId: 4,
    interpreterGil: 12,
    threadNext: 21,
    threadPthread: 24,
    threadNative: 25,
    frame: 28,
    bytecodes: { frame: 35, code: 46 },
    code: 36,
    codeInstructions: 45,
    type: 48,
    bytes: 71,
    text: 74,
    attached: null
  },
  15: {
    interpretersHead: 2,
    interpreterId: 4,
    interpreterGil: 12,
    threadNext: 21,
    threadPthread: 27,
    threadNative: 28,
    frame: 36,
    bytecodes: { frame: 43, code: 54 },
    code: 44,
    codeInstructions: 53,
    type: 56,
    bytes: 83,
    text: 86,
    attached: null
  }
}

/** glibc's own note of a thread's number, in the structure that `pthread_self()` points at (x86-64 and arm64). */
export const GLIBC_TID = process.arch === 'arm64' ? 208 : 720
