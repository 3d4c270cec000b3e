/** What a document shows below a cell as its output: text of its author's, no output of any run. Kept in the cell's metadata. */
import type { JsonObject } from '../notebook'
import { ownList, withOwnList } from '../ownMetadata'

const NAME = 'expected'

export function expectedOutputs(metadata: JsonObject): readonly string[] {
  return ownList(metadata, NAME).filter((text) => typeof text === 'string')
}

export function withExpected(metadata: JsonObject, texts: readonly string[]): JsonObject {
  return withOwnList(metadata, NAME, texts)
}
