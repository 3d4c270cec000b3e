import { describe, expect, test } from 'vitest'
import type { Memory } from '../linux/memory'
import { openPython } from './attach'
import { DEBUG_OFFSETS_SIZE, readDebugOffsets } from './debugOffsets'
import { DEBUG_INDEXES, FIXED_LAYOUTS, type Layout } from './offsets'

const RUNTIME = 0x1000
const INTERPRETER = 0x2000
const THREADS = 0x3000
const GIL = 0x1000 + 360

/** Memory that is filled word by word; everything else cannot be read. */
class Words implements Memory {
  private readonly bytes = Buffer.alloc(0x8000)
  set(address: number, value: number): void {
    this.bytes.writeBigUInt64LE(BigInt(value), address)
  }
  read(address: number, into: Buffer, length: number): boolean {
    if (address < 0x1000 || address + length > this.bytes.length) return false
    return this.bytes.copy(into, 0, address, address + length) === length
  }
}

const layout = FIXED_LAYOUTS[11] as Layout

/** Python 3.11 with one interpreter and threads of these numbers, one after another; the first holds the GIL. */
function python311(tids: readonly number[]): Words {
  const memory = new Words()
  const state = (index: number): number => (index < tids.length ? THREADS + 0x200 * index : 0)
  memory.set(RUNTIME + layout.interpretersHead, INTERPRETER)
  memory.set(INTERPRETER + layout.interpreter.threads, state(0))
  tids.forEach((tid, index) => {
    memory.set(state(index) + layout.thread.next, state(index + 1))
    memory.set(state(index) + layout.thread.interpreter, INTERPRETER)
    memory.set(state(index) + (layout.thread.native ?? 0), tid)
  })
  memory.set(GIL + layout.gil.locked, 1)
  memory.set(GIL + layout.gil.holder, state(0))
  memory.set(GIL + layout.gil.switches, 77)
  return memory
}
const own = new Map([[500, true]])
const open = (memory: Memory) => openPython(memory, { runtime: RUNTIME, layout, codeType: 0 }, own)

describe('Python in memory', () => {
  test('lists its threads and says who holds the GIL', () => {
    const opened = open(python311([500, 501]))
    if (!opened.ok) throw new Error(opened.reason)
    const python = opened.value
    expect(python.threads()).toMatchObject([
      { tid: 500, interpreter: 0 },
      { tid: 501, interpreter: 0 }
    ])
    const gil = { enabled: false, holder: 0, switches: 0 }
    expect(python.readGil(GIL, gil)).toBe(true)
    expect(gil).toEqual({ enabled: true, holder: THREADS, switches: 77 })
    expect(python.tidOf(gil.holder)).toBe(500)
  })
  test('has a futex for the GIL wherever the C library puts it in the structure', () => {
    const opened = open(python311([500]))
    expect(
      opened.ok && [GIL - 1, GIL, GIL + 207, GIL + 208].map((at) => opened.value.isInGil(GIL, at))
    ).toEqual([false, true, true, false])
  })
  test.each([
    ['has not started yet', new Words(), /not started/],
    ['belongs to a parent', python311([900]), /own/],
    ['is not there', { read: () => false }, /not that of a Python/]
  ])('is refused when it %s', (_, memory, reason) => {
    expect(open(memory)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) })
  })
  test('is refused when a stranger holds the GIL', () => {
    const memory = python311([500])
    memory.set(GIL + layout.gil.holder, 0x7000)
    expect(open(memory)).toMatchObject({ ok: false, reason: expect.stringMatching(/held/) })
  })
  test('is refused when a list runs in a circle', () => {
    const memory = python311([500, 501])
    memory.set(THREADS + 0x200 + layout.thread.next, THREADS)
    expect(open(memory)).toMatchObject({ ok: false })
    const interpreters = python311([500])
    interpreters.set(INTERPRETER + layout.interpreter.next, INTERPRETER)
    expect(open(interpreters)).toMatchObject({ ok: false })
  })
})

describe('the table of offsets in a process', () => {
  /** A table in which every field is its own index times 8, with the GIL's fields where they belong. */
  function table(minor: number, freeThreaded = false): Buffer {
    const bytes = Buffer.alloc(DEBUG_OFFSETS_SIZE)
    bytes.write('xdebugpy')
    bytes.writeUInt32LE(0x030000f0 + (minor << 16), 8)
    bytes.writeUInt32LE(freeThreaded ? 1 : 0, 16)
    for (let word = 0; 24 + 8 * word < bytes.length; word += 1) bytes.writeUInt32LE(8 * word, 24 + 8 * word)
    const gil = DEBUG_INDEXES[minor]?.interpreterGil ?? 0
    bytes.writeUInt32LE(7_000, 24 + 8 * (gil + 1))
    bytes.writeUInt32LE(7_016, 24 + 8 * (gil + 3))
    bytes.writeUInt32LE(7_008, 24 + 8 * (gil + 4))
    return bytes
  }
  test.each([13, 14, 15])('is read for 3.%i', (minor) => {
    const read = readDebugOffsets(table(minor))
    expect(read).toMatchObject({
      version: `3.${String(minor)}`,
      gil: { enabled: null, holder: 8, locked: 16, switches: 24 },
      thread: { native: 8 * (DEBUG_INDEXES[minor]?.threadNative ?? 0) }
    })
  })
  test('says when there is no GIL', () => {
    expect(readDebugOffsets(table(13, true))).toMatchObject({
      version: '3.13t',
      gil: { size: 216, enabled: expect.any(Number) }
    })
  })
  test('is refused when it is of an unknown version or makes no sense', () => {
    expect(readDebugOffsets(table(29))).toBeNull()
    expect(readDebugOffsets(Buffer.alloc(DEBUG_OFFSETS_SIZE))).toBeNull()
    const strange = table(13)
    strange.writeUInt32LE(0xfffffff0, 24 + 8 * 6)
    expect(readDebugOffsets(strange)).toBeNull()
  })
})
