/**
 * Notes on a stretch of a run, in the metadata of the cell that ran: `"gilscope": {"notes": [{"from": …, "to": …,
 * "text": …, "run": …}]}`. nbformat leaves metadata open to whoever has a name of his own there, so files stay valid.
 * Whatever else is under that name, or in a note, is kept as it is.
 */
import type { RunId } from './brands'
import { isObject } from './json'
import type { Json, JsonObject } from './notebook'

export interface Note {
  /** µs since the run began. */
  readonly from: number
  readonly to: number
  readonly text: string
  /** The run whose trace it is about; a trace of another run has other times. */
  readonly run: RunId
}

const NAMESPACE = 'gilscope'

/** The notes of a cell with this metadata, by time; what is no note is passed over. */
export function notesOf(metadata: JsonObject): readonly Note[] {
  const own = metadata[NAMESPACE]
  const notes = isObject(own) ? own['notes'] : undefined
  return Array.isArray(notes) ? notes.filter(isNote).sort((a, b) => a.from - b.from || a.to - b.to) : []
}

/** The metadata with these notes in place of those it had. Nothing empty is left behind. */
export function withNotes(metadata: JsonObject, notes: readonly Note[]): JsonObject {
  const { [NAMESPACE]: own, ...others } = metadata
  const { notes: before, ...rest } = isObject(own) ? own : {}
  const foreign = Array.isArray(before) ? before.filter((each: Json) => !isNote(each)) : []
  const all = [...notes.map((note): JsonObject => ({ ...note })), ...foreign]
  const next: JsonObject = { ...rest, ...(all.length > 0 && { notes: all }) }
  return Object.keys(next).length > 0 ? { ...others, [NAMESPACE]: next } : others
}

function isNote(json: unknown): json is Note {
  if (!isObject(json)) return false
  const { from, to, text, run } = json
  return (
    Number.isFinite(from) &&
    Number.isFinite(to) &&
    Number(from) >= 0 &&
    Number(to) >= Number(from) &&
    typeof text === 'string' &&
    typeof run === 'string'
  )
}
