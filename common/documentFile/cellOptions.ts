/**
 * A cell's metadata in one line, as Jupytext writes them after `# %%` and after a fence's language: `key=value` with JSON
 * values, or the whole as one JSON object (jupytext.readthedocs.io, "Notebooks as code" and "Notebooks as Markdown").
 */
import { isObject } from '../json'
import type { Json, JsonObject } from '../notebook'

/** Where Jupytext keeps what it cannot read, so that it is written back as it was. */
const UNREADABLE = 'incorrectly_encoded_metadata'
const KEY = /[\w.-]+/y
const STRING = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/y
const WORD = /-?[\w.+-]+/y
const PYTHONS_WORDS: Readonly<Record<string, Json>> = { True: true, False: false, None: null }

/** Reads a line of options. What is none is kept under a name of its own. */
export function readOptions(text: string): JsonObject {
  const rest = text.trim()
  if (rest.startsWith('{')) return readObject(rest) ?? { [UNREADABLE]: rest }
  const options: Record<string, Json> = {}
  for (let at = 0; at < rest.length;) {
    const key = matchAt(KEY, rest, at)
    const hasValue = key !== null && rest[at + key.length] === '='
    const start = at + (key?.length ?? 0) + 1
    const end = hasValue ? valueEnd(rest, start) : start - 1
    const value = hasValue ? readValue(rest.slice(start, end)) : null
    const isWhole = end === rest.length || /\s/.test(rest[end] ?? '')
    if (key === null || value === undefined || !isWhole) return { ...options, [UNREADABLE]: rest.slice(at) }
    define(options, key, value)
    at = end
    while (/\s/.test(rest[at] ?? '')) at++
  }
  return options
}

/** Writes metadata as one line; nothing for none. */
export function writeOptions(metadata: JsonObject): string {
  const { [UNREADABLE]: unreadable, ...others } = metadata
  const entries = Object.entries(others)
  const isPlain = entries.every(([key]) => /^[\w.-]+$/.test(key))
  const isKept = typeof unreadable === 'string' && !/[\r\n]/.test(unreadable)
  if (!isPlain || (unreadable !== undefined && !isKept)) return jsonLine(metadata)
  const words = entries.map(([key, value]) => `${key}=${jsonLine(value)}`)
  return [...words, ...(isKept ? [unreadable] : [])].join(' ')
}

/** JSON in one line, spaced as Python does it, and without the backtick, which may not stand after a fence. */
export function jsonLine(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(jsonLine).join(', ')}]`
  if (isObject(value)) {
    const members = Object.entries(value).map(([key, each]) => `${jsonLine(key)}: ${jsonLine(each)}`)
    return `{${members.join(', ')}}`
  }
  return JSON.stringify(value).replaceAll('`', '\\u0060')
}

/** Also a key that an object inherits, such as `__proto__`, is one of its own. */
function define(object: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
}

function readObject(text: string): JsonObject | null {
  const value = readValue(text)
  return isObject(value) ? value : null
}

function readValue(text: string): Json | undefined {
  if (Object.hasOwn(PYTHONS_WORDS, text)) return PYTHONS_WORDS[text]
  const isQuoted = text.startsWith("'") && text.endsWith("'") && text.length > 1
  try {
    return JSON.parse(
      isQuoted ? `"${text.slice(1, -1).replaceAll("\\'", "'").replaceAll('"', '\\"')}"` : text
    ) as Json
  } catch {
    return undefined
  }
}

/** Where the value that begins at `at` ends: after its string, its last bracket, or its word. */
function valueEnd(text: string, at: number): number {
  let depth = 0
  for (let i = at; i < text.length;) {
    const char = text[i] ?? ''
    const string = char === '"' || char === "'" ? matchAt(STRING, text, i) : null
    if ((char === '"' || char === "'") && string === null) return text.length
    if (char === '[' || char === '{') depth++
    if (char === ']' || char === '}') depth--
    if (depth === 0 && string === null && char !== ']' && char !== '}')
      return i + (matchAt(WORD, text, i)?.length ?? 0)
    i += string?.length ?? 1
    if (depth <= 0) return i
  }
  return text.length
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}
