/**
 * Notes on a stretch of a run, in the metadata of the cell that ran: `"gilscope": {"notes": [{"from": …, "to": …,
 * "text": …, "run": …}]}`. Whatever else is in that list, or in a note, is kept as it is.
 */
import type { RunId } from './brands'
import { isObject } from './json'
import type { JsonObject } from './notebook'
import { ownList, withOwnList } from './ownMetadata'

export interface Note {
  /** µs since the run began. */
  readonly from: number
  readonly to: number
  readonly text: string
  /** The run whose trace it is about; a trace of another run has other times. */
  readonly run: RunId
}

const NAME = 'notes'

/** The notes of a cell with this metadata, by time; what is no note is passed over. */
export function notesOf(metadata: JsonObject): readonly Note[] {
  return ownList(metadata, NAME)
    .filter(isNote)
    .sort((a, b) => a.from - b.from || a.to - b.to)
}

/** The metadata with these notes in place of those it had. */
export function withNotes(metadata: JsonObject, notes: readonly Note[]): JsonObject {
  const foreign = ownList(metadata, NAME).filter((each) => !isNote(each))
  return withOwnList(metadata, NAME, [...notes.map((note): JsonObject => ({ ...note })), ...foreign])
}

function isNote(json: unknown): json is Note & JsonObject {
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
