import { describe, expect, test } from 'vitest'
import { CellLines } from './CellLines'
import { recordings, type Recorded } from './testing/recordedMemory'

const linesOf = ({ memory, layout, codeType }: Recorded): CellLines => new CellLines(memory, layout, codeType)
const LINE_6 = { file: 'Cell In[7]', line: 6 }

/** Where the innermost frame and its code object are. */
function frameOf({ memory, layout, state }: Recorded): { frame: number; code: number } {
  const { thread, frame } = layout.frames
  const first = memory.word(state + thread.frame)
  const address = thread.through === null ? first : memory.word(first + thread.through)
  const executable = memory.word(address + frame.code)
  return { frame: address, code: executable - (executable % 8) }
}

const versions = recordings().map(({ version }) => version)
const recording = (version: string): Recorded =>
  recordings().find((one) => one.version === version) as Recorded

test('there is a recording of every version whose lines are read', () => {
  expect(versions).toEqual(['3.11', '3.12', '3.13', '3.13t', '3.14', '3.15'])
})

describe.each(versions)('a thread of Python %s', (version) => {
  test('is on the line of its innermost frame', () => {
    const recorded = recording(version)
    expect(linesOf(recorded).lineOf(recorded.state, recorded.tid)).toEqual(LINE_6)
  })
  test('is found again with three or four reads', () => {
    const recorded = recording(version)
    const lines = linesOf(recorded)
    lines.lineOf(recorded.state, recorded.tid)
    const before = recorded.memory.reads
    expect(lines.lineOf(recorded.state, recorded.tid)).toEqual(LINE_6)
    expect(recorded.memory.reads - before).toBeLessThanOrEqual(4)
  })
  test('has no line when its state belongs to another thread by now', () => {
    const recorded = recording(version)
    expect(linesOf(recorded).lineOf(recorded.state, recorded.tid + 1)).toBeNull()
  })
  test('has none when its instruction is not one of its code: the frame was read while it changed', () => {
    const recorded = recording(version)
    const { frame, code } = frameOf(recorded)
    const { instruction } = recorded.layout.frames.frame
    const lines = linesOf(recorded)
    for (const wrong of [code, code + 1_000_000, recorded.memory.word(frame + instruction) + 1]) {
      recorded.memory.set(frame + instruction, wrong)
      expect(lines.lineOf(recorded.state, recorded.tid)).toBeNull()
    }
  })
  test('takes a code object that came in the place of a known one for what it is', () => {
    const recorded = recording(version)
    const lines = linesOf(recorded)
    expect(lines.lineOf(recorded.state, recorded.tid)).toEqual(LINE_6)
    const { code } = frameOf(recorded)
    // Another object in the same place: its function begins ten lines further down.
    const at = code + recorded.layout.frames.code.firstLine
    recorded.memory.set(at, recorded.memory.int(at) + 10, 4)
    lines.beginSample()
    expect(lines.lineOf(recorded.state, recorded.tid)).toEqual({ ...LINE_6, line: 16 })
    // It is none of a cell's: its name cannot be read.
    recorded.memory.set(code + recorded.layout.frames.code.filename, 8)
    lines.beginSample()
    expect(lines.lineOf(recorded.state, recorded.tid)).not.toMatchObject({ line: 16 })
  })
  test('has none when its code was freed while it was read for the first time', () => {
    const recorded = recording(version)
    const { code } = frameOf(recorded)
    let looks = 0
    recorded.memory.before = (address) => {
      if (address === code && (looks += 1) === 2)
        recorded.memory.set(code + recorded.layout.frames.code.lineTable, 64)
    }
    expect(linesOf(recorded).lineOf(recorded.state, recorded.tid)).toBeNull()
  })
  test('has none, and no end of reading, when frames run in a circle or are gone', () => {
    const recorded = recording(version)
    const { frame } = frameOf(recorded)
    const { frame: at } = recorded.layout.frames
    recorded.memory.set(frame + at.code, 0x1000)
    recorded.memory.parts.push({ address: 0x1000, bytes: Buffer.alloc(512) })
    recorded.memory.set(frame + at.previous, frame)
    const before = recorded.memory.reads
    expect(linesOf(recorded).lineOf(recorded.state, recorded.tid)).toBeNull()
    expect(recorded.memory.reads - before).toBeLessThan(500)
    recorded.memory.set(frame + at.previous, 0x10)
    expect(linesOf(recorded).lineOf(recorded.state, recorded.tid)).toBeNull()
  })
  test('is asked for again at the next sample when a sample has read enough', () => {
    const recorded = recording(version)
    const lines = linesOf(recorded)
    const asked = Array.from({ length: 300 }, () => lines.lineOf(recorded.state, recorded.tid))
    expect(asked.at(0)).toEqual(LINE_6)
    expect(asked.at(-1)).toBeUndefined()
    lines.beginSample()
    expect(lines.lineOf(recorded.state, recorded.tid)).toEqual(LINE_6)
  })
})

test('a thread with bytecode of its own is on the line of its copy', () => {
  const recorded = recording('3.14')
  const { frame, code } = frameOf(recorded)
  const { frames, thread } = recorded.layout
  const layout = {
    thread,
    frames: {
      ...frames,
      frame: { ...frames.frame, bytecodes: 76 },
      code: { ...frames.code, bytecodes: 4096 }
    }
  }
  // Three copies; the frame runs the last, at 0x5000.
  const unit = recorded.memory.word(frame + frames.frame.instruction) - (code + frames.code.instructions)
  recorded.memory.set(frame + 76, 2, 4)
  recorded.memory.set(frame + frames.frame.instruction, 0x5000 + unit)
  recorded.memory.set(code + 4096, 0x4000)
  ;[3, 0x6000, 0x7000, 0x5000].forEach((word, i) => recorded.memory.set(0x4000 + 8 * i, word))
  expect(linesOf({ ...recorded, layout }).lineOf(recorded.state, recorded.tid)).toEqual(LINE_6)
  recorded.memory.set(frame + 76, 3, 4)
  expect(linesOf({ ...recorded, layout }).lineOf(recorded.state, recorded.tid)).toBeNull()
})
