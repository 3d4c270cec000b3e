/**
 * A trace as JSON, to be saved in a notebook and read again without loss: names and figures as they are, columns as one
 * base64 text. Four threads that fight for the GIL take 3 KB a second.
 */
import type { Result } from '../../result'
import { failed, ok } from '../../result'
import { ByteReader, ByteWriter, fromBase64, toBase64 } from './bytes'
import { isObject } from '../../json'
import {
  readCounter,
  readGil,
  readRising,
  readSpans,
  writeCounter,
  writeGil,
  writeRising,
  writeSpans
} from './packedColumns'
import { aboutTasks, readTask, writeTask } from './packedTasks'
import type { About, PackedTrace } from './packedTrace'
import { aboutProcess, aboutThread, PACK_VERSION, wrongField } from './packedTrace'
import { FIRST_STEP } from '../build/thin'
import { thinTrace } from '../build/thinTrace'
import type { Trace } from '../trace'

export function pack(trace: Trace): PackedTrace {
  const bytes = new ByteWriter()
  writeRising(bytes, trace.gaps.from)
  writeRising(bytes, trace.gaps.to)
  writeCounter(bytes, trace.machineBusy)
  for (const process of trace.processes) {
    writeCounter(bytes, process.cpu)
    writeCounter(bytes, process.unmetChildrenCpu)
  }
  for (const thread of trace.threads) {
    writeSpans(bytes, thread.spans)
    writeCounter(bytes, thread.cpu)
  }
  for (const gil of trace.gils) writeGil(bytes, gil)
  for (const task of trace.tasks.tasks) writeTask(bytes, task)
  return {
    format: 'gilscope-trace',
    version: PACK_VERSION,
    ...about(trace),
    processes: trace.processes.map(aboutProcess),
    threads: trace.threads.map(aboutThread),
    gils: trace.gils.map(({ process, interpreter }) => ({ process, interpreter })),
    tasks: aboutTasks(trace.tasks),
    columns: toBase64(bytes.take())
  }
}

/** How large a packed trace may be in a notebook, in characters of JSON. */
export const PACKED_SIZE = 64 * 1024

/** Packs, with less detail where the trace would take more than `size` characters of JSON. It says so itself. */
export function packWithin(trace: Trace, size: number = PACKED_SIZE): PackedTrace {
  let packed = pack(trace)
  let step = Math.max(trace.thinnedStep, FIRST_STEP / 2)
  // Names alone may be larger than `size`: then a single step is as small as it gets.
  while (sizeOf(packed) > size && step <= trace.duration) {
    step *= 2
    packed = pack(thinTrace(trace, step))
  }
  return packed
}

/** In characters of JSON; base64 takes as many there as it has. */
function sizeOf(packed: PackedTrace): number {
  return JSON.stringify({ ...packed, columns: '' }).length + packed.columns.length
}

/** Reads what `pack` made, from a file that anybody may have written. */
export function unpack(value: unknown): Result<Trace> {
  if (!isObject(value) || value['format'] !== 'gilscope-trace')
    return failed('cannot-read', 'this is not a saved trace')
  if (value['version'] !== PACK_VERSION)
    return failed('unsupported-version', 'this trace was saved by another version', String(value['version']))
  const wrong = wrongField(value)
  if (wrong) return failed('cannot-read', 'the saved trace is damaged', wrong)
  try {
    return ok(read(value as unknown as PackedTrace))
  } catch (error) {
    if (error instanceof RangeError) return failed('cannot-read', 'the saved trace is damaged', error.message)
    throw error
  }
}

function read(packed: PackedTrace): Trace {
  const bytes = new ByteReader(fromBase64(packed.columns))
  const gaps = { from: readRising(bytes), to: readRising(bytes) }
  if (gaps.from.length !== gaps.to.length) throw new RangeError('gaps have unequal columns')
  const machineBusy = readCounter(bytes)
  const inRange = (index: number, things: readonly unknown[]): void => {
    if (!(index in things)) throw new RangeError('a lane belongs to no process')
  }
  const processes = packed.processes.map((process) => ({
    ...aboutProcess(process),
    cpu: readCounter(bytes),
    unmetChildrenCpu: readCounter(bytes)
  }))
  const threads = packed.threads.map((thread) => {
    inRange(thread.process, processes)
    return { ...aboutThread(thread), spans: readSpans(bytes, packed.lines.length), cpu: readCounter(bytes) }
  })
  const gils = packed.gils.map((gil) => {
    inRange(gil.process, processes)
    return { process: gil.process, interpreter: gil.interpreter, ...readGil(bytes, threads.length) }
  })
  const tasks = {
    ...aboutTasks(packed.tasks),
    tasks: aboutTasks(packed.tasks).tasks.map((task) => ({
      ...task,
      ...readTask(bytes, packed.tasks.awaited.length)
    }))
  }
  if (bytes.left > 0) throw new RangeError('there is more than there should be')
  return { ...about(packed), gaps, machineBusy, processes, threads, gils, tasks }
}

/** The fields of a trace that are saved as they are. */
function about(trace: About): About {
  const { run, duration, live, tier, reason, askedHz, samples, samplesPlanned, cost } = trace
  const { thinnedBefore, thinnedStep, cores, lines, problems } = trace
  return {
    ...{ run, duration, live, tier, reason, askedHz, samples, samplesPlanned, cost },
    ...{ thinnedBefore, thinnedStep, cores, lines, problems }
  }
}
