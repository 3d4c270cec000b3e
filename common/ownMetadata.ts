/**
 * What Gilscope keeps in a cell's metadata, as `"gilscope": {NAME: …}`. nbformat leaves metadata open to whoever has a name
 * of his own there, so files stay valid. Whatever else is under that name is kept as it is.
 */
import { isObject } from './json'
import type { Json, JsonObject } from './notebook'

const NAMESPACE = 'gilscope'

/** What is kept under this name. */
export function ownValue(metadata: JsonObject, name: string): Json | undefined {
  const own = metadata[NAMESPACE]
  return isObject(own) ? own[name] : undefined
}

/** The list of this name; empty where there is none. */
export function ownList(metadata: JsonObject, name: string): readonly Json[] {
  const list = ownValue(metadata, name)
  return Array.isArray(list) ? (list as readonly Json[]) : []
}

/** The metadata without anything of ours. */
export function withoutOwn(metadata: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== NAMESPACE))
}

/** The metadata with this in place of what they have under that name. Nothing empty is left behind. */
export function withOwn(metadata: JsonObject, name: string, value: Json | undefined): JsonObject {
  const { [NAMESPACE]: own, ...others } = metadata
  const rest = Object.entries(isObject(own) ? own : {}).filter(([key]) => key !== name)
  const next: JsonObject = { ...Object.fromEntries(rest), ...(value !== undefined && { [name]: value }) }
  return Object.keys(next).length > 0 ? { ...others, [NAMESPACE]: next } : others
}

/** The same for a list; an empty one is none. */
export function withOwnList(metadata: JsonObject, name: string, list: readonly Json[]): JsonObject {
  return withOwn(metadata, name, list.length > 0 ? list : undefined)
}
