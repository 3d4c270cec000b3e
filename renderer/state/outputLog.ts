/**
 * The blocks of one cell's outputs, capped: they grow at the end, at a cost of only what is new. Pure.
 *
 *   head: the first 512 KB   ⋯ omitted ⋯   older   newer
 *
 * The tail is two parts. When the newer is full, the older is let go and the newer takes its place, so that letting go
 * is rare and costs nothing. A full part is first folded, as a terminal would (see `outputText.ts`): a progress bar of
 * an hour stays one line and reaches no cap.
 */
import type {
  DisplayDataOutput,
  ErrorOutput,
  ExecuteResultOutput,
  JsonObject,
  UnknownOutput
} from '../../common/notebook'
import type { OutputText, TextPiece } from './outputText'
import { appended, folded, isFoldable, NO_TEXT } from './outputText'

/** One block on the page. A block that changes is a new object with the same `key`. */
export type OutputItem =
  | { readonly kind: 'text'; readonly key: number; readonly text: OutputText }
  | {
      readonly kind: 'data'
      readonly key: number
      readonly output: DisplayDataOutput | ExecuteResultOutput
      readonly displayId: string | null
    }
  | { readonly kind: 'error'; readonly key: number; readonly output: ErrorOutput }
  | { readonly kind: 'unknown'; readonly key: number; readonly output: UnknownOutput }

/** What was let go from the middle: characters of text, and outputs of other kinds. */
export interface Omitted {
  readonly characters: number
  readonly outputs: number
}

interface Part {
  readonly items: readonly OutputItem[]
  /** 1 fills the head, `TAIL_PART` a part of the tail. */
  readonly weight: number
}

export interface OutputLog {
  readonly head: Part
  readonly headIsFull: boolean
  readonly older: Part
  readonly newer: Part
  readonly omitted: Omitted
  /** The key of the next block. */
  readonly nextKey: number
}

/** Characters that fill the head. As much again is kept of the end, half of it at the least. */
export const HEAD_CHARACTERS = 512 * 1024
/** Bytes of pictures and other data that fill the head: some tens of large plots. */
const HEAD_DATA = 32 * 1024 * 1024
/** Outputs that fill the head however small they are: each is a block on the page. */
export const HEAD_OUTPUTS = 500
const TAIL_PART = 0.5

const EMPTY: Part = { items: [], weight: 0 }
export const NO_LOG: OutputLog = {
  head: EMPTY,
  headIsFull: false,
  older: EMPTY,
  newer: EMPTY,
  omitted: { characters: 0, outputs: 0 },
  nextKey: 0
}

/** The blocks before and after the omitted middle, in order. */
export function itemsOf({ head, older, newer }: OutputLog): OutputItem[] {
  return [...head.items, ...older.items, ...newer.items]
}

export function isOmitting({ omitted }: OutputLog): boolean {
  return omitted.characters > 0 || omitted.outputs > 0
}

/** Puts other blocks in the place of some; each keeps its key. */
export function withEach(log: OutputLog, change: (item: OutputItem) => OutputItem): OutputLog {
  const changed = ({ items }: Part): Part => {
    const next = items.map(change)
    return { items: next, weight: next.reduce((sum, item) => sum + weightOf(item), 0) }
  }
  return { ...log, head: changed(log.head), older: changed(log.older), newer: changed(log.newer) }
}

/** Adds a block to the part that grows, or to the next one when it would no longer fit. */
export function withItem(log: OutputLog, item: OutputItem): OutputLog {
  const weight = weightOf(item)
  const { items, weight: used } = growing(log)
  if (items.length > 0 && used + weight > capacity(log)) return withItem(nextPart(log), item)
  const part = { items: [...items, item], weight: used + weight }
  return { ...withPart(log, part), nextKey: log.nextKey + 1 }
}

/** Adds printed text: to the last block when that is text too, cut at line ends where a part is full. */
export function withText(before: OutputLog, piece: TextPiece): OutputLog {
  if (piece.text === '') return before
  let log = before
  let rest = piece.text
  let justFolded = false
  while (rest !== '') {
    const part = growing(log)
    const room = Math.floor((capacity(log) - part.weight) * HEAD_CHARACTERS)
    const fits = rest.length <= room ? rest.length : wholeLines(rest, room)
    if (fits > 0 || part.items.length === 0) {
      const length = fits > 0 ? fits : wholeCharacters(rest, room)
      log = withSomeText(log, { ...piece, text: rest.slice(0, length) })
      rest = rest.slice(length)
      justFolded = false
    } else {
      if (!justFolded) log = withFolded(log)
      // Folding that gains little would be asked for again with the next line.
      const helped: boolean = !justFolded && growing(log).weight <= capacity(log) / 2
      if (!helped) log = nextPart(log)
      justFolded = helped
    }
  }
  return log
}

/** How many of the first `room` characters are whole lines. */
function wholeLines(text: string, room: number): number {
  return room <= 0 ? 0 : text.lastIndexOf('\n', room - 1) + 1
}

/** `room`, or one less where it would cut a character that needs two units. */
function wholeCharacters(text: string, room: number): number {
  const last = text.charCodeAt(room - 1)
  return last >= 0xd800 && last < 0xdc00 ? room - 1 : room
}

function withSomeText(log: OutputLog, piece: TextPiece): OutputLog {
  const { items, weight } = growing(log)
  const last = items.at(-1)
  if (last?.kind !== 'text')
    return withItem(log, { kind: 'text', key: log.nextKey, text: appended(NO_TEXT, piece) })
  const item = { ...last, text: appended(last.text, piece) }
  return withPart(log, { items: items.with(-1, item), weight: weight + piece.text.length / HEAD_CHARACTERS })
}

/** The growing part with its last text folded. */
function withFolded(log: OutputLog): OutputLog {
  const { items, weight } = growing(log)
  const last = items.at(-1)
  if (last?.kind !== 'text' || !isFoldable(last.text)) return log
  const item = { ...last, text: folded(last.text) }
  return withPart(log, { items: items.with(-1, item), weight: weight - weightOf(last) + weightOf(item) })
}

function growing(log: OutputLog): Part {
  return log.headIsFull ? log.newer : log.head
}

function capacity(log: OutputLog): number {
  return log.headIsFull ? TAIL_PART : 1
}

function withPart(log: OutputLog, part: Part): OutputLog {
  return log.headIsFull ? { ...log, newer: part } : { ...log, head: part }
}

/** Closes the growing part and begins an empty one; the oldest of the tail is let go. */
function nextPart(log: OutputLog): OutputLog {
  if (!log.headIsFull) return { ...log, headIsFull: true }
  const { older, newer, omitted } = log
  return { ...log, older: newer, newer: EMPTY, omitted: withOmitted(omitted, older) }
}

function withOmitted(omitted: Omitted, { items }: Part): Omitted {
  let { characters, outputs } = omitted
  for (const item of items)
    if (item.kind === 'text') characters += item.text.length
    else outputs += 1
  return { characters, outputs }
}

function weightOf(item: OutputItem): number {
  const least = 1 / HEAD_OUTPUTS
  if (item.kind === 'text') return Math.max(least, item.text.length / HEAD_CHARACTERS)
  if (item.kind === 'error') return Math.max(least, item.output.traceback.join('').length / HEAD_CHARACTERS)
  return Math.max(least, sizeOf(item.kind === 'data' ? item.output.data : item.output.json) / HEAD_DATA)
}

function sizeOf(data: JsonObject): number {
  return Object.values(data).reduce<number>(
    (sum, value) => sum + (typeof value === 'string' ? value.length : JSON.stringify(value).length),
    0
  )
}
