/**
 * The code objects of one process, read from its memory once and recognised afterwards. Their addresses are used again
 * after they were freed, so each is compared anew when it is met: all that makes it what it is stands in two short
 * stretches of it, which never change while it lives. A cell's is compared in every sample in which it is met; one of no
 * cell, through which a walk only passes, is believed for some samples.
 *
 *     ob_type ob_size co_consts co_names co_exceptiontable │…│ co_firstlineno … co_version … co_filename … co_linetable
 */
import { readWord, wordAt, type Memory } from '../linux/memory'
import { lineAt, readLocationTable, type LocationTable } from './locationTable'
import type { FrameLayout } from './offsets'

/** A cell's code: what the kernel gives as its file name, also in the children that import the cells. */
const CELL = /^Cell In\[\d+\]$/
const LONGEST_NAME = 32
/** Of a cell of some ten thousand lines. */
const LONGEST_TABLE = 512 * 1024
/** Code objects that are remembered; then it begins anew. */
const MOST_CODES = 5_000
/** For so many samples code of no cell is believed to be what it was: a wrong step on the way hides a line, and makes none up. */
const BELIEVED_FOR = 16
/** From `ob_type` on: five words. */
const HEAD = 40

/** What was learnt of a code object. `cell` is null for code of no cell. */
interface Code {
  readonly identity: Buffer
  readonly cell: string | null
  readonly table: LocationTable | null
  /** The first byte of its bytecode, per copy of it: one in all, or one per thread. */
  readonly starts: Map<number, number>
  readonly units: number
  readonly firstLine: number
  /** The sample in which it was last recognised. */
  seenIn: number
}

export class CodeObjects {
  private readonly codes = new Map<number, Code>()
  private readonly bytes: Buffer
  private readonly size: number
  private sample = 0

  /** @param codeType the address of `PyCode_Type` in the process. */
  constructor(
    private readonly memory: Memory,
    private readonly layout: FrameLayout,
    private readonly codeType: number
  ) {
    this.size = layout.code.lineTable + 8
    this.bytes = Buffer.alloc(this.size)
  }

  /** A sample begins: what is met in it is compared once, for threads that run the same code meet it in each frame. */
  beginSample(): void {
    this.sample += 1
  }

  /**
   * Recognises the code object at an address, or reads it.
   * @returns null when it cannot be read; `cell` is null when it is no cell's, or no code object at all.
   */
  at(address: number): Code | null {
    const known = this.codes.get(address)
    if (known !== undefined && this.sample - known.seenIn < (known.cell === null ? BELIEVED_FOR : 1))
      return known
    if (!this.memory.read(address, this.bytes, this.size)) return null
    if (known !== undefined && this.isStill(known.identity)) {
      known.seenIn = this.sample
      return known
    }
    const code = this.learn(address)
    if (code === null) return null
    if (this.codes.size >= MOST_CODES) this.codes.clear()
    this.codes.set(address, code)
    return code
  }

  /**
   * The line of an instruction, 0 where it stands for none.
   * @param copy which copy of the bytecode the frame runs (`tlbc_index`); 0 where there is one.
   * @returns null when the instruction is not in this code: a frame was read while it changed.
   */
  lineOf(address: number, code: Code, instruction: number, copy: number): number | null {
    const start = this.startOf(address, code, copy)
    if (start === null || code.table === null) return null
    const unit = (instruction - start) / 2
    // Before 3.13 a frame that has not begun is just before its first instruction.
    if (unit === -1) return code.firstLine
    return Number.isInteger(unit) && unit >= 0 && unit < code.units ? lineAt(code.table, unit) : null
  }

  private startOf(address: number, { starts }: Code, copy: number): number | null {
    const known = starts.get(copy)
    if (known !== undefined) return known
    const { bytecodes } = this.layout.code
    if (bytecodes === null) return null
    // `_PyCodeArray`: how many there are, then a pointer to each.
    const array = this.word(address + bytecodes)
    if (array <= 0 || copy < 0 || copy >= this.word(array)) return null
    const start = this.word(array + 8 + 8 * copy)
    if (start <= 0) return null
    starts.set(copy, start)
    return start
  }

  private learn(address: number): Code | null {
    const { code: at, bytes, text } = this.layout
    const identity = this.identity()
    const isCode = wordAt(this.bytes, at.type) === this.codeType
    const units = wordAt(this.bytes, at.units)
    const firstLine = this.bytes.readInt32LE(at.firstLine)
    const [filename, lineTable] = [wordAt(this.bytes, at.filename), wordAt(this.bytes, at.lineTable)]
    const cell = isCode ? this.cellName(filename, text) : null
    let table: LocationTable | null = null
    if (cell !== null) {
      const length = this.word(lineTable + bytes.length)
      if (length <= 0 || length > LONGEST_TABLE) return null
      const read = Buffer.alloc(length)
      if (!this.memory.read(lineTable + bytes.data, read, length)) return null
      table = readLocationTable(read, firstLine, units)
      // It may have been freed meanwhile.
      if (table === null || !this.memory.read(address, this.bytes, this.size) || !this.isStill(identity))
        return null
    }
    const starts = new Map(at.bytecodes === null ? [[0, address + at.instructions]] : [])
    return { identity, cell, table, starts, units, firstLine, seenIn: this.sample }
  }

  private cellName(address: number, text: FrameLayout['text']): string | null {
    const length = this.word(address + text.length)
    if (length <= 0 || length > LONGEST_NAME) return null
    const read = Buffer.alloc(length)
    if (!this.memory.read(address + text.data, read, length)) return null
    const name = read.toString('latin1')
    return CELL.test(name) ? name : null
  }

  private identity(): Buffer {
    const { type, firstLine } = this.layout.code
    return Buffer.concat([this.bytes.subarray(type, type + HEAD), this.bytes.subarray(firstLine, this.size)])
  }

  private isStill(identity: Buffer): boolean {
    const { type, firstLine } = this.layout.code
    return this.equals(type, identity, 0, HEAD) && this.equals(firstLine, identity, HEAD, identity.length)
  }

  /** Whether the bytes from `at` on are those of `other`. It is quicker than a call out of JavaScript: they are few. */
  private equals(at: number, other: Buffer, from: number, to: number): boolean {
    for (let i = from; i < to; i += 1) if (this.bytes[at + i - from] !== other[i]) return false
    return true
  }

  private word(address: number): number {
    return address > 0 ? readWord(this.memory, address) : -1
  }
}
