import { wordAt } from '../linux/memory'
import { DEBUG_INDEXES, type Layout } from './offsets'

/** `_PyRuntime` begins with this from 3.13 on, so that tools outside the process can find their way. */
const COOKIE = 'xdebugpy'
const HEADER = 24
/** The longest table of the versions known, in bytes. */
export const DEBUG_OFFSETS_SIZE = HEADER + 8 * 120

/** No structure of CPython's is larger; an offset beyond it means that the table was read wrongly. */
const OFFSET_LIMIT = 16 * 1024 * 1024
/** Of frames and of Python's objects, the fixed part. */
const OBJECT_LIMIT = 1024

/** The minor version of a table, or null when the bytes do not begin with one. */
export function debugOffsetsVersion(bytes: Buffer): number | null {
  if (bytes.toString('latin1', 0, 8) !== COOKIE) return null
  return bytes[10] ?? 0 // version is PY_VERSION_HEX: 0x030d00f0
}

/**
 * The layout that a process says it has. `bytes` are the first of its `_PyRuntime`.
 * @returns null when the version is not known here, or the table makes no sense.
 */
export function readDebugOffsets(bytes: Buffer): Layout | null {
  const minor = debugOffsetsVersion(bytes)
  const index = minor === null ? undefined : DEBUG_INDEXES[minor]
  if (index === undefined) return null
  const at = (word: number): number => wordAt(bytes, HEADER + 8 * word)
  const freeThreaded = at(-1) !== 0
  const gil = at(index.interpreterGil + 1)
  const locked = at(index.interpreterGil + 3) - gil
  const layout: Layout = {
    version: `3.${String(minor)}${freeThreaded ? 't' : ''}`,
    interpretersHead: at(index.interpretersHead),
    interpreter: {
      id: at(index.interpreterId),
      next: at(index.interpreterId + 1),
      threads: at(index.interpreterId + 2)
    },
    gilAt: { in: 'interpreter', offset: at(index.interpreterGil) },
    gil: {
      size: freeThreaded ? 216 : 208,
      enabled: freeThreaded ? at(index.interpreterGil + 2) : null,
      holder: at(index.interpreterGil + 4) - gil,
      locked,
      switches: locked + 8
    },
    thread: {
      next: at(index.threadNext),
      interpreter: at(index.threadNext + 1),
      pthread: at(index.threadPthread),
      native: at(index.threadNative),
      attached: freeThreaded ? index.attached : null
    },
    frames: {
      thread: { frame: at(index.threadNext + 2), through: null },
      frame: {
        previous: at(index.frame + 1),
        code: at(index.frame + 2),
        instruction: at(index.frame + 3),
        bytecodes: freeThreaded && index.bytecodes ? at(index.bytecodes.frame) : null
      },
      code: {
        type: at(index.type),
        units: at(index.bytes + 1),
        firstLine: at(index.code + 5),
        filename: at(index.code + 1),
        lineTable: at(index.code + 4),
        instructions: at(index.codeInstructions),
        bytecodes: freeThreaded && index.bytecodes ? at(index.bytecodes.code) : null
      },
      bytes: { length: at(index.bytes + 1), data: at(index.bytes + 2) },
      text: { length: at(index.text + 2), data: at(index.text + 3) }
    }
  }
  if (!isPlausible(layout)) return null
  return areFramesPlausible(layout.frames) ? layout : { ...layout, frames: null }
}

function isPlausible({ interpretersHead, interpreter, gilAt, gil, thread }: Layout): boolean {
  const offsets = [
    interpretersHead,
    ...Object.values(interpreter),
    gilAt.offset,
    thread.pthread,
    thread.native ?? 0
  ]
  const isInGil = (offset: number): boolean => offset >= 0 && offset + 8 <= gil.size
  return offsets.every((offset) => offset < OFFSET_LIMIT) && isInGil(gil.holder) && isInGil(gil.switches)
}

function areFramesPlausible(frames: Layout['frames']): boolean {
  const parts = Object.values(frames ?? {}) as Readonly<Record<string, number | null>>[]
  return parts.every((part) => Object.values(part).every((offset) => (offset ?? 0) < OBJECT_LIMIT))
}
