/** Questions about values of JSON. */
import type { JsonObject } from './notebook'

/** Whether it is an object with named fields. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
