/**
 * Who wrote in a cell, in the order in which they first did. Pieces of text name their author by its place in this list,
 * so that a piece costs one number more. Pure.
 */
import type { Author } from '../../common/protocol'

export interface Writer {
  /** `null`: the kernel's main thread, and whoever does not say who it is (C code, programs that are not Python). */
  readonly author: Author | null
  /** What tells it apart from those before it; '' for `null`. */
  readonly label: string
}

export interface Authors {
  readonly list: readonly Writer[]
  /** Places in `list`, by `keyOf`. */
  readonly numbers: ReadonlyMap<string, number>
}

export const NO_AUTHORS: Authors = { list: [], numbers: new Map() }

/** More than anyone reads names of. Later ones write as "other" does: with those who do not say who they are. */
const MOST_AUTHORS = 1000

const UNNAMED = ''

/** The number of an author, and the authors with it among them; the same object when it is known. */
export function withAuthor(
  authors: Authors,
  author: Author | undefined
): { readonly authors: Authors; readonly number: number } {
  const { list, numbers } = authors
  const key = author === undefined ? UNNAMED : keyOf(author)
  const known = numbers.get(key)
  if (known !== undefined) return { authors, number: known }
  if (list.length >= MOST_AUTHORS && key !== UNNAMED) return withAuthor(authors, undefined)
  const writer = author === undefined ? { author: null, label: '' } : { author, label: labelOf(author, list) }
  return {
    authors: { list: [...list, writer], numbers: new Map(numbers).set(key, list.length) },
    number: list.length
  }
}

function keyOf({ pid, tid, name }: Author): string {
  return `${pid} ${tid ?? ''} ${name}`
}

/** Labels that were given stay: the second of two with one name gets its number in the system. */
function labelOf({ pid, tid, name }: Author, before: readonly Writer[]): string {
  const isNew = name !== '' && before.every(({ author }) => author?.name !== name)
  return isNew ? name : `${name} ${tid ?? pid}`.trim()
}
