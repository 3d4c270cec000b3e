/** Texts that a notebook file may hold as one string or as a list of lines, each with its line break. */
import type { Json, MimeBundle } from '../notebook'

/** Python's idea of line breaks (`str.splitlines`), which Jupyter cuts by: also form feeds and Unicode's separators. */
// eslint-disable-next-line no-control-regex -- they are line breaks to Python
const LINE = /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|$)/g

/** Cuts a text after its line breaks, so that joining gives it back; an empty text has no lines. */
export function splitLines(text: string): string[] {
  return (text.match(LINE) ?? []).filter((line) => line !== '')
}

/** A text as a file may hold it, joined; `undefined` for anything else. */
export function joined(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((line) => typeof line === 'string')) return value.join('')
  return undefined
}

/** Joins the lists of lines of a MIME bundle; JSON types keep theirs. */
export function joinedBundle(bundle: MimeBundle): MimeBundle {
  return Object.fromEntries(
    Object.entries(bundle).map(([type, data]) => [type, isJsonType(type) ? data : (joined(data) ?? data)])
  )
}

/** The bundle as Jupyter writes it: texts as lists of lines, base64 as one string. */
export function splitBundle(bundle: MimeBundle): MimeBundle {
  return Object.fromEntries(
    Object.entries(bundle).map(([type, data]) => [
      type,
      typeof data === 'string' && isTextType(type) ? splitLines(data) : data
    ])
  )
}

function isJsonType(type: string): boolean {
  return type === 'application/json' || (type.startsWith('application/') && type.endsWith('+json'))
}

function isTextType(type: string): boolean {
  return type.startsWith('text/') || type === 'application/javascript' || type === 'image/svg+xml'
}
