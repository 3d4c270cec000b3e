/**
 * Runs that the user keeps to compare others with, in the metadata of the cell that ran: `"gilscope": {"pins": [{"run": …,
 * "name": …, "source": …, "python": …, "trace": …}]}`. A trace is packed as small as `trace/pack.ts` says, whatever ran. What is not
 * such a run, or is of another version, is passed over and kept as it is.
 */
import type { RunId } from './brands'
import { isObject } from './json'
import type { Json, JsonObject } from './notebook'
import { ownList, withOwnList } from './ownMetadata'
import { remembered } from './remembered'
import type { Interpreter } from './session'
import { packWithin, unpack } from './trace/packed/pack'
import type { Trace } from './trace/trace'

/** A Python as runs are told apart by it; where it is belongs to one machine, and is not kept. */
export type PythonBuild = Pick<Interpreter, 'version' | 'freeThreaded'>

/** What a run ran, and on which Python; the Python is null until the run has begun. */
export interface RanAs {
  readonly source: string
  readonly python: PythonBuild | null
}

/** A run that is kept whole, whatever becomes of its cell. */
export interface KeptRun extends RanAs {
  readonly run: RunId
  /** What it is called where it is shown; runs that are pinned in the app are numbered instead. */
  readonly name?: string
  readonly trace: Trace
}

const NAME = 'pins'

/** With the cell's latest run that makes four, which still fit below each other. */
export const MOST_PINS = 3

/** The pinned runs of a cell with this metadata, in the order in which they were pinned. */
export const pinsOf = remembered((metadata: JsonObject): readonly KeptRun[] => {
  const pins = ownList(metadata, NAME).flatMap((json) => (isObject(json) ? (pinIn(json) ?? []) : []))
  return pins.filter(({ run }, i) => pins.findIndex((pin) => pin.run === run) === i).slice(0, MOST_PINS)
})

/** Whether there is room for one more. */
export function canPin(metadata: JsonObject): boolean {
  return pinsOf(metadata).length < MOST_PINS
}

/** The metadata with one more run, unless it is pinned already or there is no room. */
export function withPin(metadata: JsonObject, pin: KeptRun): JsonObject {
  if (!canPin(metadata) || pinsOf(metadata).some(({ run }) => run === pin.run)) return metadata
  return withOwnList(metadata, NAME, [...ownList(metadata, NAME), jsonOf(pin)])
}

export function withoutPin(metadata: JsonObject, run: RunId): JsonObject {
  const isMeant = (json: Json): boolean => isObject(json) && json['run'] === run
  return withOwnList(
    metadata,
    NAME,
    ownList(metadata, NAME).filter((each) => !isMeant(each))
  )
}

/** The metadata as somebody can read it: without pinned runs, whose traces are long lines of letters. */
export function withoutPins(metadata: JsonObject): JsonObject {
  return withOwnList(metadata, NAME, [])
}

/** The metadata with the pinned runs of `other`, as they are there. */
export function withPinsOf(other: JsonObject, metadata: JsonObject): JsonObject {
  return withOwnList(metadata, NAME, ownList(other, NAME))
}

function jsonOf({ run, name, source, python, trace }: KeptRun): JsonObject {
  return {
    ...{ run, ...(name !== undefined && { name }), source },
    python: python && { version: python.version, freeThreaded: python.freeThreaded },
    trace: JSON.parse(JSON.stringify(packWithin(trace))) as JsonObject
  }
}

/** Null for what is no pin. */
const pinIn = remembered((json: JsonObject): KeptRun | null => {
  const { run, name, source, python, trace: packed } = json
  if (typeof run !== 'string' || typeof source !== 'string') return null
  const trace = unpack(packed)
  if (!trace.ok) return null
  const named = typeof name === 'string' && name !== '' ? { name } : {}
  return { run: run as RunId, ...named, source, python: pythonIn(python), trace: trace.value }
})

function pythonIn(json: Json | undefined): PythonBuild | null {
  if (!isObject(json)) return null
  const { version, freeThreaded } = json
  return typeof version === 'string' && typeof freeThreaded === 'boolean' ? { version, freeThreaded } : null
}
