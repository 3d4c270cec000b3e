/** The kinds of text, as far as names and metadata tell them apart: known before what reads and writes texts is loaded. */
import { isObject } from '../json'
import type { JsonObject, Notebook } from '../notebook'

export type TextKind = 'markdown' | 'myst' | 'percent'

const PYTHON_NAME = /\.pyw?$/i
/** Jupytext's endings for MyST, besides `.md`, which is any Markdown. */
const MYST_NAME = /\.(?:myst|mystnb|mnb|myst\.md)$/i
const MARKDOWN_NAME = /\.(?:md|markdown|mdown|mkd|txt|text)$/i

/** What the name alone says; null where it is any Markdown's, or none of a text's. */
export function kindOfName(name: string): TextKind | null {
  if (PYTHON_NAME.test(name)) return 'percent'
  return MYST_NAME.test(name) ? 'myst' : null
}

/** Which kind of text to write under this name; null where the name is none of a text's. A MyST notebook stays one. */
export function kindToWrite(name: string, { metadata }: Notebook, was: TextKind | null): TextKind | null {
  const named = kindOfName(name)
  if (named !== null || !MARKDOWN_NAME.test(name)) return named
  return was === 'myst' || (was === null && saysMyst(metadata)) ? 'myst' : 'markdown'
}

/** Whether metadata of a notebook say that it is a MyST one: MyST-NB's own word, or Jupytext's. */
export function saysMyst(metadata: JsonObject): boolean {
  if (metadata.file_format === 'mystnb') return true
  const jupytext = metadata.jupytext
  const about = isObject(jupytext) ? jupytext.text_representation : undefined
  return isObject(about) && about.format_name === 'myst'
}
