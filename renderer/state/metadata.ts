/** Reading and changing metadata, of a cell or of the notebook. Pure. */
import { isObject } from '../../common/json'
import type { JsonObject } from '../../common/notebook'

/** All but one key; the same object when it has no such key. */
export function without(metadata: JsonObject, key: string): JsonObject {
  if (!Object.hasOwn(metadata, key)) return metadata
  return Object.fromEntries(Object.entries(metadata).filter(([each]) => each !== key))
}

/** What is kept below a key, where that is an object. */
export function objectIn(metadata: JsonObject, key: string): JsonObject {
  const value = metadata[key]
  return isObject(value) ? value : {}
}
