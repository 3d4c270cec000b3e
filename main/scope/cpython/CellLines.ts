/**
 * Which line of which cell a thread is on, read from its frames (`_PyInterpreterFrame`) in memory while it runs:
 *
 *     thread state ─▶ innermost frame ─▶ the frame that called it ─▶ …      until one runs the code of a cell
 *
 * Nothing waits for the reader, so whatever is read may have changed under it. All that is read must fit together; where it
 * does not, no line is given. How much is read is bounded, per thread and per sample.
 */
import type { Line } from '../../../common/trace/trace'
import { readWord, wordAt, type Memory } from '../linux/memory'
import { CodeObjects } from './CodeObjects'
import type { FrameLayout, Layout } from './offsets'
import { StacksOutsideCells } from './StacksOutsideCells'

/** A call of a cell's into a library is rarely deeper. */
const MOST_FRAMES = 200
/** Per sample: some 1 ms. In a crowd the threads that come last keep their lines unknown, or get them a sample later. */
const MOST_READS = 400
/** Frames of Python calling Python lie below each other, so that most are read with the one that they called. */
const WINDOW = 2048
const PAGE = 4096
/** A stack is recognised by at most so many frames, of those that are read with the innermost. */
const MOST_RECOGNISED = 24
/** Of a frame, all that is asked for lies within so many bytes. */
const FRAME = 80
/** The lowest bits of a reference from a frame say how it is counted (`_PyStackRef`, from 3.14 on). */
const TAGS = 8

/** What a layout must have for lines to be read. */
export type LineLayout = Pick<Layout, 'thread'> & { readonly frames: FrameLayout }

export class CellLines {
  private readonly memory: Memory
  private readonly codes: CodeObjects
  private readonly window = Buffer.alloc(WINDOW + FRAME)
  private windowFrom = 0
  private windowTo = 0
  private readonly state: Buffer
  private reads = 0
  private sample = 0
  private readonly outside = new StacksOutsideCells()
  private readonly innermostFrames = new Float64Array(2 * MOST_RECOGNISED)
  /** The lines that were given, each once. */
  private readonly lines = new Map<string, Map<number, Line>>()

  /** @param codeType the address of `PyCode_Type` in the process. */
  constructor(
    memory: Memory,
    private readonly layout: LineLayout,
    codeType: number
  ) {
    this.memory = {
      read: (address, into, length) => {
        this.reads += 1
        return memory.read(address, into, length)
      }
    }
    this.codes = new CodeObjects(this.memory, layout.frames, codeType)
    this.state = Buffer.alloc(Math.max(layout.thread.native ?? 0, layout.frames.thread.frame) + 8)
  }

  /** A sample begins: so much may be read again. */
  beginSample(): void {
    this.reads = 0
    this.sample += 1
    this.codes.beginSample()
  }

  /**
   * The line of a thread, by its thread state's address.
   * @returns null when it is in no cell or cannot be told; undefined when too much was read in this sample already.
   */
  lineOf(state: number, tid: number): Line | null | undefined {
    if (this.reads >= MOST_READS) return undefined
    this.windowTo = 0
    let frame = this.innermost(state, tid)
    let stack: Float64Array | null = null
    const { frame: at } = this.layout.frames
    for (let depth = 0; frame > 0 && depth < MOST_FRAMES; depth += 1) {
      const offset = this.frameInWindow(frame)
      if (offset < 0) return null
      const address = this.pointer(offset + at.code)
      const code = address === 0 ? null : this.codes.at(address)
      if (code === null) return null
      if (code.cell !== null) {
        const copy = at.bytecodes === null ? 0 : this.window.readInt32LE(offset + at.bytecodes)
        const line = this.codes.lineOf(address, code, wordAt(this.window, offset + at.instruction), copy)
        return line === null || line === 0 ? null : this.line(code.cell, line)
      }
      if (this.reads >= MOST_READS) return null
      stack ??= this.stackFrom(frame)
      if (depth === 0 && this.outside.has(state, stack, this.sample)) return null
      frame = wordAt(this.window, offset + at.previous)
    }
    if (stack !== null) this.outside.add(state, stack, this.sample)
    return null
  }

  /** Of the innermost frames, as far as they were read with the first: where each is and whose code it runs. */
  private stackFrom(innermost: number): Float64Array {
    const { frame: at } = this.layout.frames
    const words = this.innermostFrames
    let count = 0
    for (let frame = innermost; this.isInWindow(frame) && count < words.length;) {
      const offset = frame - this.windowFrom
      words[count++] = frame
      words[count++] = this.pointer(offset + at.code)
      frame = wordAt(this.window, offset + at.previous)
    }
    return words.subarray(0, count)
  }

  /** 0 when this is no longer the state of that thread, or it is in no frame. */
  private innermost(address: number, tid: number): number {
    const { thread, frames } = this.layout
    if (!this.memory.read(address, this.state, this.state.length)) return 0
    if (wordAt(this.state, thread.native ?? 0) !== tid) return 0
    const frame = wordAt(this.state, frames.thread.frame)
    if (frames.thread.through === null || frame <= 0) return frame
    return readWord(this.memory, frame + frames.thread.through)
  }

  /** Where in the window a frame begins; -1 when it cannot be read. */
  private frameInWindow(frame: number): number {
    if (!this.isInWindow(frame)) {
      // Not into the page before: it may be nobody's.
      const from = Math.max(frame - WINDOW, frame - (frame % PAGE))
      const length = frame + FRAME - from
      this.windowTo = 0
      if (!this.memory.read(from, this.window, length)) return -1
      this.windowFrom = from
      this.windowTo = from + length
    }
    return frame - this.windowFrom
  }

  private isInWindow(frame: number): boolean {
    return frame >= this.windowFrom && frame + FRAME <= this.windowTo
  }

  private pointer(offset: number): number {
    const word = wordAt(this.window, offset)
    return word - (word % TAGS)
  }

  private line(file: string, line: number): Line {
    const known = this.lines.get(file)
    const inFile = known ?? new Map<number, Line>()
    if (!known) this.lines.set(file, inFile)
    let found = inFile.get(line)
    if (found === undefined) inFile.set(line, (found = { file, line }))
    return found
  }
}
