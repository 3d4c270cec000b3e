/** YAML at the head of a document and of a cell: found, read and written. */
import { parse, stringify } from 'yaml'
import { isObject } from '../json'
import type { Json, JsonObject } from '../notebook'

/**
 * The line after the YAML between two lines of dashes at the very beginning, as static site generators have it; 0 if there
 * is none.
 */
export function frontMatterEnd(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== '---') return 0
  const end = lines.findIndex((line, i) => i > 0 && /^(?:---|\.\.\.)\s*$/.test(line))
  if (end < 0 || !lines.slice(1, end).some((line) => /^[\w"'-]+\s*:(?:\s|$)/.test(line))) return 0
  return end + 1
}

/** A mapping in YAML, as JSON has it; null for what is none, or cannot be read. Nothing is an empty one. */
export function readYaml(text: string): JsonObject | null {
  try {
    const value: unknown = parse(text, { logLevel: 'error' })
    // Through JSON, so that only what JSON knows comes out.
    const plain: unknown = value === null || value === undefined ? {} : JSON.parse(JSON.stringify(value))
    return isObject(plain) ? plain : null
  } catch {
    return null
  }
}

/** A mapping in YAML, in blocks. */
export function yamlLines(mapping: JsonObject): string[] {
  return stringify(mapping, { lineWidth: 0 }).trimEnd().split('\n')
}

/** A mapping in YAML with one line for each of its members, lists as `[a, b]`. */
export function yamlMembers(mapping: JsonObject): string[] {
  return Object.entries(mapping).map(([key, value]) => `${flow(key)}: ${flow(value)}`)
}

/** Words that need no quotes, and are not what some version of YAML takes for another value. */
const PLAIN = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[a-z][\w-]*$/i

/** JSON is YAML; words lose their quotes as people write them. */
function flow(value: Json): string {
  if (typeof value === 'string') return PLAIN.test(value) ? value : JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  return isObject(value) ? `{${yamlMembers(value).join(', ')}}` : JSON.stringify(value)
}
