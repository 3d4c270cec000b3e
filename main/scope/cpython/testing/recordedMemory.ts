/**
 * What was read, byte by byte, of real Pythons while this cell was asleep in its line 6, in the fourth call of `work`: one
 * row of `recordedFrames.json` per version, written with `CellLines` over the memory of a process and kept as it was.
 *
 *     1 import time
 *     2 def work(n):
 *     3     if n:
 *     4         return work(n - 1)
 *     5     tell()
 *     6     for _ in [time.sleep(1000)
 *     7               for _ in range(3)]:
 *     8         pass
 *     9 work(3)
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustFind } from '../../../../common/result'
import type { Memory } from '../../linux/memory'
import { wordAt } from '../../linux/memory'
import type { LineLayout } from '../CellLines'
import { readDebugOffsets } from '../debugOffsets'
import { FIXED_LAYOUTS } from '../offsets'

interface Row {
  readonly version: string
  /** The first bytes of `_PyRuntime`; null before 3.13. */
  readonly table: string | null
  readonly codeType: number
  readonly state: number
  readonly tid: number
  readonly reads: readonly (readonly [number, string])[]
}
const ROWS = JSON.parse(readFileSync(join(import.meta.dirname, 'recordedFrames.json'), 'utf8')) as Row[]

/** Bytes at addresses; everything else cannot be read. Tests change them, also between two reads. */
export class RecordedMemory implements Memory {
  readonly parts: { address: number; bytes: Buffer }[]
  reads = 0
  /** Called before each read. */
  before: (address: number) => void = () => undefined

  constructor(reads: readonly (readonly [number, string])[]) {
    this.parts = reads.map(([address, text]) => ({ address, bytes: Buffer.from(text, 'base64') }))
  }

  read(address: number, into: Buffer, length: number): boolean {
    this.reads += 1
    this.before(address)
    const part = this.partAt(address, length)
    if (part === undefined) return false
    part.bytes.copy(into, 0, address - part.address, address - part.address + length)
    return true
  }

  word(address: number): number {
    const part = mustFind(this.partAt(address, 8), 'the recorded word')
    return wordAt(part.bytes, address - part.address)
  }

  int(address: number): number {
    const part = mustFind(this.partAt(address, 4), 'the recorded number')
    return part.bytes.readInt32LE(address - part.address)
  }

  set(address: number, value: number, width: 4 | 8 = 8): void {
    const bytes = Buffer.alloc(width)
    if (width === 8) bytes.writeBigUInt64LE(BigInt(value))
    else bytes.writeInt32LE(value)
    const part = this.partAt(address, width)
    if (part === undefined) this.parts.push({ address, bytes })
    else bytes.copy(part.bytes, address - part.address)
  }

  private partAt(address: number, length: number) {
    return this.parts.find(
      (part) => address >= part.address && address + length <= part.address + part.bytes.length
    )
  }
}

export interface Recorded {
  readonly version: string
  readonly memory: RecordedMemory
  readonly layout: LineLayout
  readonly codeType: number
  readonly state: number
  readonly tid: number
}

/** A fresh copy of each recording. */
export function recordings(): Recorded[] {
  return ROWS.map(({ version, table, codeType, state, tid, reads }) => {
    const layout =
      table === null
        ? FIXED_LAYOUTS[Number(version.slice(2))]
        : readDebugOffsets(Buffer.from(table, 'base64'))
    const { thread, frames } = mustFind(layout, `the layout of ${version}`)
    const memory = new RecordedMemory(reads)
    return { version, memory, layout: { thread, frames: mustFind(frames, 'frames') }, codeType, state, tid }
  })
}
