/**
 * The outputs of one cell as the page keeps them: they grow at the end, at a cost of only what is new, and never beyond a
 * cap. Pure: old outputs and an event give new ones. `common/outputs.ts` is the uncapped form for the command line;
 * below the cap both give the same notebook.
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
  MimeBundle,
  Output,
  UnknownOutput
} from '../../common/notebook'
import type { RunEvent } from '../../common/session'
import type { OutputText, StreamName, TextPiece } from './outputText'
import { appended, folded, isFoldable, NO_TEXT, piecesOf } from './outputText'

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

/** Someone in the kernel waits for a line from the user. */
export interface InputRequest {
  readonly request: number
  readonly prompt: string
  readonly password: boolean
}

interface Part {
  readonly items: readonly OutputItem[]
  /** 1 fills the head, `TAIL_PART` a part of the tail. */
  readonly weight: number
}

export interface Outputs {
  /** Counts every change up. */
  readonly version: number
  readonly head: Part
  readonly headIsFull: boolean
  readonly older: Part
  readonly newer: Part
  readonly omitted: Omitted
  readonly inputs: readonly InputRequest[]
  /** `clear_output(wait=True)` was asked: the next output replaces all that are there. */
  readonly clearsOnNext: boolean
  readonly nextKey: number
}

/** Characters that fill the head. As much again is kept of the end, half of it at the least. */
export const HEAD_CHARACTERS = 512 * 1024
/** Bytes of pictures and other data that fill the head: some tens of large plots. */
export const HEAD_DATA = 32 * 1024 * 1024
/** Outputs that fill the head however small they are: each is a block on the page. */
export const HEAD_OUTPUTS = 500
const TAIL_PART = 0.5

const EMPTY: Part = { items: [], weight: 0 }
const NONE: Outputs = {
  version: 0,
  head: EMPTY,
  headIsFull: false,
  older: EMPTY,
  newer: EMPTY,
  omitted: { characters: 0, outputs: 0 },
  inputs: [],
  clearsOnNext: false,
  nextKey: 0
}

export function emptyOutputs(): Outputs {
  return NONE
}

/** The outputs after one more event of the cell's run; the same object when the event changes none. */
export function applyEvent(outputs: Outputs, event: RunEvent): Outputs {
  switch (event.kind) {
    case 'stream':
      return withText(outputs, event)
    case 'raw_output':
      return withText(outputs, { name: 'stdout', text: event.text })
    case 'display_data': {
      const { data, metadata, display_id = null } = event
      return withData(outputs, { output_type: 'display_data', data, metadata }, display_id)
    }
    case 'execute_result': {
      const { execution_count, data, metadata } = event
      return withData(outputs, { output_type: 'execute_result', execution_count, data, metadata }, null)
    }
    case 'error': {
      const { ename, evalue, traceback } = event
      return withError(outputs, { output_type: 'error', ename, evalue, traceback })
    }
    case 'clear_output':
      return event.wait ? changed(outputs, { clearsOnNext: true }) : cleared(outputs)
    case 'update_display_data':
      return updateDisplay(outputs, event)
    case 'input_request': {
      const { request, prompt, password } = event
      return changed(outputs, { inputs: [...outputs.inputs, { request, prompt, password }] })
    }
    case 'input_cancelled':
      return answerInput(outputs, event.request, null)
    case 'execute_reply':
    case 'died':
      return outputs.inputs.length === 0 ? outputs : changed(outputs, { inputs: [] })
    case 'execute_input':
    case 'aborted':
      return outputs
  }
}

/**
 * Replaces what a display id shows. The id may be shown in other cells than the one whose run sent the update, so this
 * is to be applied to every cell; it returns the same object where the id is not shown.
 */
export function updateDisplay(
  outputs: Outputs,
  update: { readonly display_id: string; readonly data: MimeBundle; readonly metadata: JsonObject }
): Outputs {
  const { display_id, data, metadata } = update
  const shows = (item: OutputItem): boolean => item.kind === 'data' && item.displayId === display_id
  const { head, older, newer } = outputs
  if (![head, older, newer].some(({ items }) => items.some(shows))) return outputs
  const updated = ({ items }: Part): Part => {
    const next = items.map((item) =>
      item.kind === 'data' && shows(item) ? { ...item, output: { ...item.output, data, metadata } } : item
    )
    return { items: next, weight: next.reduce((sum, item) => sum + weightOf(item), 0) }
  }
  return changed(outputs, { head: updated(head), older: updated(older), newer: updated(newer) })
}

/**
 * The question is over: what was asked and answered stays as text, as in a terminal. `null` is the end of input
 * (Ctrl-D), or a question taken back; a password leaves the same dots whatever its length.
 */
export function answerInput(outputs: Outputs, request: number, value: string | null): Outputs {
  const asked = outputs.inputs.find((input) => input.request === request)
  if (asked === undefined) return outputs
  const inputs = outputs.inputs.filter((input) => input !== asked)
  const echo = value === null ? '' : asked.password ? '••••••••' : value
  return withText(changed(outputs, { inputs }), { name: 'stdout', text: `${asked.prompt}${echo}\n` })
}

/** The blocks before and after the omitted middle, in order. */
export function itemsOf(outputs: Outputs): OutputItem[] {
  return [...outputs.head.items, ...outputs.older.items, ...outputs.newer.items]
}

export function isOmitting({ omitted }: Outputs): boolean {
  return omitted.characters > 0 || omitted.outputs > 0
}

/** Nothing to show, not even a question. */
export function isEmpty({ head, inputs }: Outputs): boolean {
  return head.items.length === 0 && inputs.length === 0
}

/** The saved outputs of a cell, as far as the cap lets them be shown. */
export function fromNotebook(saved: readonly Output[]): Outputs {
  return saved.reduce((outputs, output) => {
    if (output.output_type === 'stream') return withText(outputs, output)
    if (output.output_type === 'error') return withError(outputs, output)
    if (output.output_type === 'unknown')
      return withItem(outputs, { kind: 'unknown', key: outputs.nextKey, output })
    return withData(outputs, output, null)
  }, NONE)
}

/** What a notebook file keeps: neighbouring pieces of one stream are one output, an omitted middle is said in words. */
export function toNotebook(outputs: Outputs): Output[] {
  const list: Output[] = []
  const add = (items: readonly OutputItem[]): void => {
    for (const item of items)
      if (item.kind === 'text') for (const piece of piecesOf(item.text)) addStream(list, piece)
      else list.push(item.output)
  }
  add(outputs.head.items)
  if (isOmitting(outputs)) addStream(list, { name: 'stdout', text: omittedInWords(outputs.omitted) })
  add(outputs.older.items)
  add(outputs.newer.items)
  return list
}

function addStream(list: Output[], { name, text }: TextPiece): void {
  const last = list.at(-1)
  if (last?.output_type === 'stream' && last.name === name)
    list[list.length - 1] = { ...last, text: last.text + text }
  else list.push({ output_type: 'stream', name, text })
}

/** Part of a file, not of the page: always English. */
function omittedInWords({ characters, outputs }: Omitted): string {
  const others = outputs > 0 ? ` and ${outputs} outputs` : ''
  return `\n[… ${characters} characters${others} omitted …]\n`
}

function changed(outputs: Outputs, change: Partial<Outputs>): Outputs {
  return { ...outputs, ...change, version: outputs.version + 1 }
}

function cleared(outputs: Outputs): Outputs {
  const { nextKey, version, inputs } = outputs
  if (outputs.head.items.length === 0 && !outputs.clearsOnNext) return outputs
  return { ...NONE, inputs, nextKey, version: version + 1 }
}

function withData(
  before: Outputs,
  output: DisplayDataOutput | ExecuteResultOutput,
  displayId: string | null
): Outputs {
  const outputs = before.clearsOnNext ? cleared(before) : before
  return withItem(outputs, { kind: 'data', key: outputs.nextKey, output, displayId })
}

function withError(before: Outputs, output: ErrorOutput): Outputs {
  const outputs = before.clearsOnNext ? cleared(before) : before
  return withItem(outputs, { kind: 'error', key: outputs.nextKey, output })
}

/** Adds a block to the part that grows, or to the next one when it would no longer fit. */
function withItem(outputs: Outputs, item: OutputItem): Outputs {
  const weight = weightOf(item)
  const { items, weight: used } = growing(outputs)
  if (items.length > 0 && used + weight > capacity(outputs)) return withItem(nextPart(outputs), item)
  const part = { items: [...items, item], weight: used + weight }
  return { ...withPart(outputs, part), nextKey: outputs.nextKey + 1 }
}

function withText(before: Outputs, { name, text }: TextPiece): Outputs {
  if (text === '') return before
  let outputs = before.clearsOnNext ? cleared(before) : before
  let rest = text
  let justFolded = false
  while (rest !== '') {
    const part = growing(outputs)
    const room = Math.floor((capacity(outputs) - part.weight) * HEAD_CHARACTERS)
    const fits = rest.length <= room ? rest.length : wholeLines(rest, room)
    if (fits > 0 || part.items.length === 0) {
      const length = fits > 0 ? fits : wholeCharacters(rest, room)
      outputs = withSomeText(outputs, name, rest.slice(0, length))
      rest = rest.slice(length)
      justFolded = false
    } else {
      if (!justFolded) outputs = withFolded(outputs)
      // Folding that gains little would be asked for again with the next line.
      const helped: boolean = !justFolded && growing(outputs).weight <= capacity(outputs) / 2
      if (!helped) outputs = nextPart(outputs)
      justFolded = helped
    }
  }
  return outputs
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

function withSomeText(outputs: Outputs, name: StreamName, text: string): Outputs {
  const { items, weight } = growing(outputs)
  const last = items.at(-1)
  if (last?.kind !== 'text')
    return withItem(outputs, { kind: 'text', key: outputs.nextKey, text: appended(NO_TEXT, { name, text }) })
  const item = { ...last, text: appended(last.text, { name, text }) }
  return withPart(outputs, { items: items.with(-1, item), weight: weight + text.length / HEAD_CHARACTERS })
}

/** The growing part with its last text folded. */
function withFolded(outputs: Outputs): Outputs {
  const { items, weight } = growing(outputs)
  const last = items.at(-1)
  if (last?.kind !== 'text' || !isFoldable(last.text)) return outputs
  const item = { ...last, text: folded(last.text) }
  return withPart(outputs, { items: items.with(-1, item), weight: weight - weightOf(last) + weightOf(item) })
}

function growing(outputs: Outputs): Part {
  return outputs.headIsFull ? outputs.newer : outputs.head
}

function capacity(outputs: Outputs): number {
  return outputs.headIsFull ? TAIL_PART : 1
}

function withPart(outputs: Outputs, part: Part): Outputs {
  return changed(outputs, outputs.headIsFull ? { newer: part } : { head: part })
}

/** Closes the growing part and begins an empty one; the oldest of the tail is let go. */
function nextPart(outputs: Outputs): Outputs {
  if (!outputs.headIsFull) return changed(outputs, { headIsFull: true })
  const { older, newer, omitted } = outputs
  return changed(outputs, { older: newer, newer: EMPTY, omitted: withOmitted(omitted, older) })
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
