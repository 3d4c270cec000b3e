/**
 * The outputs of one cell as the page keeps them: capped blocks (see `outputLog.ts`) and open questions. Pure: old outputs
 * and an event give new ones. `common/outputs.ts` is the uncapped form for the command line; below the cap both give
 * the same notebook.
 */
import type { Json, JsonObject, MimeBundle, Output, StreamOutput } from '../../common/notebook'
import { authoredOutputs, authorsOf } from '../../common/outputAuthors'
import type { Author } from '../../common/protocol'
import type { RunEvent, WholeOutput } from '../../common/session'
import { type Authors, NO_AUTHORS, withAuthor } from './authors'
import { isOmitting, NO_LOG, type Omitted, type OutputItem, type OutputLog } from './outputLog'
import { withEach, withItem, withText } from './outputLog'
import { piecesOf, type TextPiece } from './outputText'

export type { Omitted, OutputItem } from './outputLog'
export { isOmitting, itemsOf } from './outputLog'

/** Someone in the kernel waits for a line from the user. */
export interface InputRequest {
  readonly request: number
  readonly prompt: string
  readonly password: boolean
}

export interface Outputs extends OutputLog {
  /** Counts every change up. */
  readonly version: number
  readonly authors: Authors
  readonly inputs: readonly InputRequest[]
  /** `clear_output(wait=True)` was asked: the next output replaces all that are there. */
  readonly clearsOnNext: boolean
  /** Of text that is too long for the page: whether main has it in a file. */
  readonly whole: WholeOutput | null
}

/** No place in `Authors`: what we write. */
const NOBODY = -1

const NONE: Outputs = {
  ...NO_LOG,
  version: 0,
  authors: NO_AUTHORS,
  inputs: [],
  clearsOnNext: false,
  whole: null
}

export function emptyOutputs(): Outputs {
  return NONE
}

/** The outputs after one more event of the cell's run; the same object when the event changes none. */
export function applyEvent(outputs: Outputs, event: RunEvent): Outputs {
  switch (event.kind) {
    case 'stream':
      return withPrinted(outputs, event, event.author)
    case 'raw_output':
      return withPrinted(outputs, { name: 'stdout', text: event.text }, event.author)
    case 'display_data': {
      const { data, metadata, display_id } = event
      return withOutput(outputs, { output_type: 'display_data', data, metadata }, display_id)
    }
    case 'execute_result': {
      const { execution_count, data, metadata } = event
      return withOutput(outputs, { output_type: 'execute_result', execution_count, data, metadata })
    }
    case 'error': {
      const { ename, evalue, traceback } = event
      return withOutput(outputs, { output_type: 'error', ename, evalue, traceback })
    }
    case 'clear_output':
      return event.wait ? changed(outputs, { clearsOnNext: true }) : cleared(outputs)
    case 'update_display_data':
      return updateDisplay(outputs, event)
    case 'whole_output':
      return changed(outputs, { whole: event.state })
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
    case 'notice':
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
  return changed(
    outputs,
    withEach(outputs, (item) =>
      item.kind === 'data' && shows(item) ? { ...item, output: { ...item.output, data, metadata } } : item
    )
  )
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
  const text = `${asked.prompt}${echo}\n`
  return withPrinted(changed(outputs, { inputs }), { name: 'stdout', text })
}

/** Nothing to show, not even a question. */
export function isEmpty({ head, inputs }: Outputs): boolean {
  return head.items.length === 0 && inputs.length === 0
}

/**
 * The saved outputs of a cell, as far as the cap lets them be shown, with who wrote them where that was saved too; in place
 * of those that were shown before.
 */
export function fromNotebook(saved: readonly Output[], authors?: Json, before: Outputs = NONE): Outputs {
  return authoredOutputs(saved, authors).reduce(
    (outputs, output) =>
      output.output_type === 'stream'
        ? withPrinted(outputs, output, output.author)
        : withOutput(outputs, output),
    cleared(before)
  )
}

/** What a notebook file keeps: neighbouring pieces of one stream are one output, an omitted middle is said in words. */
export function toNotebook(outputs: Outputs): Output[] {
  const list: Output[] = []
  for (const part of partsOf(outputs))
    if ('output_type' in part) list.push(part)
    else addStream(list, part)
  return list
}

/** What a notebook file keeps of who wrote the text of `toNotebook`; nothing where there is nobody to tell apart. */
export function authorsForFile(outputs: Outputs): JsonObject | undefined {
  const { list } = outputs.authors
  if (list.length < 2) return undefined
  const pieces = partsOf(outputs).filter((part) => 'text' in part)
  return authorsOf(pieces.map(({ text, author }) => ({ text, author: list[author]?.author ?? null })))
}

/** Everything in order, with words in the place of an omitted middle. */
function partsOf(outputs: Outputs): readonly (TextPiece | OtherOutput)[] {
  const parts = (items: readonly OutputItem[]): readonly (TextPiece | OtherOutput)[] =>
    items.flatMap<TextPiece | OtherOutput>((item) =>
      item.kind === 'text' ? piecesOf(item.text) : [item.output]
    )
  const head = parts(outputs.head.items)
  const tail = parts([...outputs.older.items, ...outputs.newer.items])
  if (!isOmitting(outputs)) return [...head, ...tail]
  return [...head, { name: 'stdout', text: omittedInWords(outputs.omitted), author: NOBODY }, ...tail]
}

function addStream(list: Output[], { name, text }: Pick<TextPiece, 'name' | 'text'>): void {
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

/** Nothing, in the place of what an earlier run or `clear_output` leaves behind. */
export function cleared(outputs: Outputs): Outputs {
  if (outputs.head.items.length === 0 && !outputs.clearsOnNext) return outputs
  // Keys are never used again: a view must not take a new block for one that it has drawn.
  const { nextKey } = outputs
  return changed(outputs, { ...NO_LOG, nextKey, authors: NO_AUTHORS, clearsOnNext: false, whole: null })
}

function withPrinted(
  before: Outputs,
  { name, text }: Pick<TextPiece, 'name' | 'text'>,
  author?: Author
): Outputs {
  if (text === '') return before
  const outputs = before.clearsOnNext ? cleared(before) : before
  const { authors, number } = withAuthor(outputs.authors, author)
  return changed(outputs, { ...withText(outputs, { name, text, author: number }), authors })
}

type OtherOutput = Exclude<Output, StreamOutput>

function withOutput(before: Outputs, output: OtherOutput, displayId: string | null = null): Outputs {
  const outputs = before.clearsOnNext ? cleared(before) : before
  return changed(outputs, withBlock(outputs, output, displayId))
}

function withBlock(log: OutputLog, output: OtherOutput, displayId: string | null): OutputLog {
  const key = log.nextKey
  switch (output.output_type) {
    case 'error':
      return withItem(log, { kind: 'error', key, output })
    case 'unknown':
      return withItem(log, { kind: 'unknown', key, output })
    default:
      return withItem(log, { kind: 'data', key, output, displayId })
  }
}
