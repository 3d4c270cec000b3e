/**
 * Who wrote what of a cell's printed text, in the cell's metadata: nbformat gives a stream no metadata of its own.
 *
 *   "gilscope": {"authors": {"who": ["", "7/8 worker", "9 child"], "wrote": "0:12 1:30 0:5 2:8", "sum": "811c9dc5"}}
 *
 * `who` has pid, thread id and name of each; '' is the kernel's main thread, and whoever does not say who it is. `wrote`
 * goes through the text of all streams, from the first to the last: which of them, and how many characters (UTF-16 units).
 * Other programs that run the cell again leave its metadata as they are: `sum` tells whether this is still the text that
 * was written then. Pure.
 */
import { isObject } from './json'
import type { Json, JsonObject, Output, StreamOutput } from './notebook'
import type { Author } from './protocol'
import { ownValue, withOwn } from './ownMetadata'

/** Printed text of one author; `null` for those who are '' above. */
export interface Written {
  readonly text: string
  readonly author: Author | null
}

/** An output as it was before the pieces of a stream were put together. */
export type AuthoredOutput = Exclude<Output, StreamOutput> | (StreamOutput & { readonly author?: Author })

const NAME = 'authors'

/** Characters of JSON; more than this is not kept. Some ten thousand turns of two threads take as much. */
const MOST = 64 * 1024

/** What is to be kept of who wrote these pieces, in their order; nothing where there was one author only. */
export function authorsOf(pieces: readonly Written[]): JsonObject | undefined {
  const who: string[] = []
  const places = new Map<string, number>()
  const turns: { author: number; length: number }[] = []
  for (const { text, author } of pieces) {
    const said = author === null ? '' : sayAuthor(author)
    const place = places.get(said) ?? who.push(said) - 1
    places.set(said, place)
    const last = turns.at(-1)
    if (last?.author === place) last.length += text.length
    else turns.push({ author: place, length: text.length })
  }
  if (who.length < 2) return undefined
  const kept: JsonObject = {
    who,
    wrote: turns.map(({ author, length }) => `${author}:${length}`).join(' '),
    sum: sumOf(pieces)
  }
  return JSON.stringify(kept).length > MOST ? undefined : kept
}

/** What a cell's metadata hold of authors, whatever it is. */
export function authorsIn(metadata: JsonObject): Json | undefined {
  return ownValue(metadata, NAME)
}

/** The metadata with this in place of what they hold of authors. */
export function withAuthors(metadata: JsonObject, authors: Json | undefined): JsonObject {
  return authors === undefined && authorsIn(metadata) === undefined
    ? metadata
    : withOwn(metadata, NAME, authors)
}

/** The outputs, with streams in pieces of one author each where that is known of just this text. */
export function authoredOutputs(
  outputs: readonly Output[],
  authors: Json | undefined
): readonly AuthoredOutput[] {
  const turns = turnsIn(authors, outputs.filter(isStream))
  return turns === null
    ? outputs
    : outputs.flatMap((output) => (isStream(output) ? cut(output, turns) : output))
}

interface Turn {
  readonly author: Author | null
  /** Characters that are not given to an output yet. */
  left: number
}

/** The pieces of the next stream; what they take of the turns is gone. */
function cut(stream: StreamOutput, turns: Turn[]): readonly AuthoredOutput[] {
  const pieces: AuthoredOutput[] = []
  for (let at = 0; at < stream.text.length;) {
    const turn = turns[0]
    if (turn === undefined) throw new Error('turns end before their text')
    const text = stream.text.slice(at, at + turn.left)
    pieces.push({ ...stream, text, ...(turn.author && { author: turn.author }) })
    at += text.length
    turn.left -= text.length
    if (turn.left === 0) turns.shift()
  }
  return pieces
}

/** Null for what is no such thing, and for what is about another text. */
function turnsIn(json: Json | undefined, streams: readonly StreamOutput[]): Turn[] | null {
  if (!isObject(json) || json['sum'] !== sumOf(streams)) return null
  const { who, wrote } = json
  if (!Array.isArray(who) || typeof wrote !== 'string') return null
  const authors = (who as readonly Json[]).map(authorIn)
  const turns = wrote.split(' ').flatMap((turn): Turn[] => {
    const [, place, length] = /^(\d+):(\d+)$/.exec(turn) ?? []
    const author = authors[Number(place)]
    return author === undefined || Number(length) === 0 ? [] : [{ author, left: Number(length) }]
  })
  const all = turns.reduce((sum, { left }) => sum + left, 0)
  return all === streams.reduce((sum, { text }) => sum + text.length, 0) ? turns : null
}

function sayAuthor({ name, pid, tid }: Author): string {
  return `${pid}${tid === undefined ? '' : `/${tid}`} ${name}`
}

/** Undefined for what is no author. */
function authorIn(said: Json): Author | null | undefined {
  if (said === '') return null
  const [whole, pid, tid, name = ''] =
    (typeof said === 'string' && /^(\d+)(?:\/(\d+))? (.*)$/s.exec(said)) || []
  if (whole === undefined) return undefined
  return { name, pid: Number(pid), ...(tid !== undefined && { tid: Number(tid) }) }
}

function isStream(output: Output): output is StreamOutput {
  return output.output_type === 'stream'
}

/** FNV-1a in 32 bits, over UTF-16 units (datatracker.ietf.org/doc/draft-eastlake-fnv). */
function sumOf(pieces: readonly { readonly text: string }[]): string {
  let sum = 0x811c9dc5
  for (const { text } of pieces)
    for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193)
  return (sum >>> 0).toString(16).padStart(8, '0')
}
