/** An output as something to copy, or to save as a file. Pure. */
import type { Json, MimeBundle } from '../../common/notebook'

export interface Saved {
  /** What a dialog proposes as the file's name. */
  readonly name: string
  readonly content: string
  readonly encoding: 'utf8' | 'base64'
}

/** Endings that are not the second half of the type. */
const ENDINGS: Record<string, string> = {
  'text/plain': 'txt',
  'text/markdown': 'md',
  'text/latex': 'tex',
  'image/svg+xml': 'svg',
  'image/jpeg': 'jpg',
  'audio/mpeg': 'mp3',
  'audio/x-wav': 'wav',
  'video/quicktime': 'mov'
}

/** A file with one form of a value. */
export function savedAs(type: string, data: Json): Saved {
  const second = /\/(?:x-)?([\w-]+)$/.exec(type)?.[1] ?? 'txt'
  const ending = ENDINGS[type] ?? (type.endsWith('+json') ? 'json' : second)
  const isBinary = /^(?:image|audio|video)\/|^application\/pdf$/.test(type) && type !== 'image/svg+xml'
  const text = asText(data)
  return {
    name: `output.${ending}`,
    content: isBinary ? text.replace(/\s/g, '') : text,
    encoding: isBinary ? 'base64' : 'utf8'
  }
}

/** What copying takes of a value that is drawn as this type: its source, or for what only a machine reads its plain text. */
export function copiedText(type: string, data: MimeBundle): string {
  const source = /^(?:text\/(?!html)|application\/json|image\/svg)/.test(type)
    ? data[type]
    : data['text/plain']
  return asText(source ?? data[type] ?? '')
}

function asText(data: Json): string {
  return typeof data === 'string' ? data : JSON.stringify(data, undefined, 2)
}
