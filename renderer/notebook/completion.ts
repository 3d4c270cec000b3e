/**
 * Ways to go on writing. With a kernel it is asked, also while a cell runs; without one there are the notebook's own words
 * and Python's. A list opens by itself where one would expect it, and with Tab or Ctrl+Space anywhere.
 */
import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
  completionStatus,
  currentCompletions,
  insertBracket,
  insertCompletionText,
  moveCompletionSelection,
  pickedCompletion,
  selectedCompletion,
  startCompletion
} from '@codemirror/autocomplete'
import { globalCompletion, localCompletionSource } from '@codemirror/lang-python'
import type { EditorState } from '@codemirror/state'
import { type Extension } from '@codemirror/state'
import { EditorView, ViewPlugin } from '@codemirror/view'
import type { Match } from '../../common/protocol'
import type { Completion as KernelCompletion } from '../../common/session'
import { callAt, isCode, isComment } from './codeAtCursor'
import { describedBy } from './description'
import { helpNodes } from './helpDom'
import type { KernelHelp } from './kernelHelp'

/** Names as Python has them, roughly: letters of any script. */
const WORD = /[\p{L}_][\p{L}\p{N}_]*$/u
const IN_WORD = /^[\p{L}\p{N}_]*$/u
const IN_STRING = /^[^"'/]*$/

/** After these a list opens by itself; each is matched with the line up to the cursor. */
const OPENING = {
  word: /(?:^|[^\p{L}\p{N}_])[\p{L}_][\p{L}\p{N}_]+$/u,
  attribute: /[\p{L}_)\]"'}][\p{L}\p{N}_]*\.[\p{L}\p{N}_]*$/u,
  magic: /^\s*(?:\w+\s*=\s*)?%%?\w*$/,
  import: /^\s*(?:import|from)\s+[\w.]*$|^\s*from\s+[\w.]+\s+import\s+(?:.*,\s*)?\w*$/,
  key: /\[\s*[rRbBuU]?["'][^"'[\]]*$/,
  path: /["'][^"'\n]*\/[^"'\n]*$/
}

/** Longer than a fast typist's pause between two letters, too short to wait for (ms). */
const DEBOUNCE = 120
/** Moving through a list asks for help only where one stays for so long (ms). */
const HELP_DELAY = 150

/** Whether a list is to open by itself at the end of `line`, the code's line up to the cursor. */
export function opensAlone(line: string, inCode: boolean): boolean {
  const { word, attribute, magic, import: imports, key, path } = OPENING
  if (!inCode) return key.test(line) || path.test(line)
  return [word, attribute, magic, imports, key].some((each) => each.test(line))
}

export function completionSource(help: KernelHelp): CompletionSource {
  return async (context) => {
    const { state, pos, explicit } = context
    if (isComment(state, pos)) return null
    const line = state.doc.lineAt(pos)
    if (!explicit && !opensAlone(line.text.slice(0, pos - line.from), isCode(state, pos))) return null
    return help.canAsk() ? fromKernel(help, context) : fromNotebook(help, context)
  }
}

async function fromKernel(help: KernelHelp, context: CompletionContext): Promise<CompletionResult | null> {
  const { state, pos, view } = context
  const code = state.doc.toString()
  const { matches, from, to } = await help.complete(code, pos)
  if (context.aborted || matches.length === 0) return null
  const inCode = isCode(state, pos)
  return {
    ...{ from, to },
    validFor: inCode ? IN_WORD : IN_STRING,
    options: matches.map((match) => ({
      ...optionOf(match),
      // What the call takes comes first.
      ...(match.type === 'param' && { boost: 1 }),
      ...(match.type === 'function' && { apply: applyFunction }),
      ...(view !== undefined && isNamed(match) && { info: helpOn(help, view, { matches, from, to }, code) })
    }))
  }
}

function optionOf({ text, type, detail }: Match): Completion {
  return { label: text, type, ...(detail === undefined ? {} : { detail }) }
}

function isNamed({ type }: Match): boolean {
  return (
    type === 'class' || type === 'function' || type === 'module' || type === 'instance' || type === 'property'
  )
}

/** The documentation beside the list: of the code as it would be with the chosen one. */
function helpOn(help: KernelHelp, view: EditorView, { from, to }: KernelCompletion, code: string) {
  return async (completion: Completion): Promise<Node | null> => {
    await new Promise((resolve) => setTimeout(resolve, HELP_DELAY))
    if (selectedCompletion(view.state) !== completion) return null
    const written = code.slice(0, from) + completion.label
    const description = describedBy(await help.inspect(written + code.slice(to), written.length))
    if (description === null) return null
    const panel = document.createElement('div')
    panel.className = 'help-panel'
    panel.append(helpNodes(description, { isWhole: true, text: help.text() }))
    return panel
  }
}

/**
 * A function comes with its brackets, except where it may be meant itself: among the arguments of a call
 * (`Thread(target=work)`), in a decorator, in an import, and before brackets that are there.
 */
function applyFunction(view: EditorView, completion: Completion, from: number, to: number): void {
  const isCalled = wantsBrackets(view.state, from, to)
  view.dispatch({
    ...insertCompletionText(view.state, completion.label, from, to),
    annotations: pickedCompletion.of(completion)
  })
  // As if it was typed: the closing one can be typed over, and how it is called is shown.
  const bracket = isCalled ? insertBracket(view.state, '(') : null
  if (bracket !== null) view.dispatch(bracket)
}

export function wantsBrackets(state: EditorState, from: number, to: number): boolean {
  const line = state.doc.lineAt(from)
  const before = line.text.slice(0, from - line.from)
  if (/^\s*(?:@|from\b|import\b|del\b|global\b|%)/.test(before) || state.sliceDoc(to, to + 1) === '(')
    return false
  return callAt(state, from) === null
}

/** What there is without a kernel: names of this cell, words of all cells, and what Python itself brings. */
function fromNotebook(help: KernelHelp, context: CompletionContext): CompletionResult | null {
  const { state, pos, explicit } = context
  const word = context.matchBefore(WORD)
  if (!isCode(state, pos) || (word === null && !explicit)) return null
  // Nobody knows what an object has; but words that were written before may be meant.
  const isAttribute = /\.\s*$/.test(state.sliceDoc(Math.max(0, (word?.from ?? pos) - 20), word?.from ?? pos))
  const options = new Map<string, Completion>()
  const add = (list: readonly Completion[]): void => {
    for (const { label, type } of list)
      if (label !== word?.text && !options.has(label))
        options.set(label, type === undefined ? { label } : { label, type })
  }
  if (!isAttribute)
    for (const source of [localCompletionSource, globalCompletion]) {
      const found = source(context)
      if (found !== null && !(found instanceof Promise)) add(found.options)
    }
  for (const source of help.sources())
    add((source.match(/[\p{L}_][\p{L}\p{N}_]{2,}/gu) ?? []).map((label) => ({ label, type: 'text' })))
  if (options.size === 0) return null
  return { from: word?.from ?? pos, options: [...options.values()], validFor: IN_WORD }
}

/** Editors whose Tab waits for a list: the only way to go on is taken at once. */
const waiting = new WeakMap<EditorView, EditorState>()

const acceptOnlyOne = ViewPlugin.define((view) => ({
  update({ state }) {
    const asked = waiting.get(view)
    if (asked === undefined) return
    const isOther = !asked.doc.eq(state.doc) || !asked.selection.eq(state.selection)
    if (completionStatus(state) === 'pending' && !isOther) return
    waiting.delete(view)
    if (isOther || currentCompletions(state).length !== 1) return
    // A view cannot be changed while it updates.
    queueMicrotask(() => acceptFirst(view))
  }
}))

/** Takes the chosen completion, or the first when none is chosen yet. */
function acceptFirst(view: EditorView): boolean {
  if (completionStatus(view.state) !== 'active') return false
  if (selectedCompletion(view.state) === null) moveCompletionSelection(true)(view)
  return acceptCompletion(view)
}

/** Tab: takes from the open list, or asks for one where a word, an attribute, a key or a path is being written. */
export function completeWithTab(view: EditorView): boolean {
  if (acceptFirst(view)) return true
  const { state } = view
  const { empty, head } = state.selection.main
  const line = state.doc.lineAt(head)
  const before = line.text.slice(0, head - line.from)
  if (!empty || state.selection.ranges.length > 1 || isComment(state, head)) return false
  if (!/[\p{L}\p{N}_.%]$/u.test(before) && !opensAlone(before, isCode(state, head))) return false
  waiting.set(view, state)
  startCompletion(view)
  return true
}

export function codeCompletion(help: KernelHelp): Extension {
  return [
    autocompletion({
      override: [completionSource(help)],
      activateOnTypingDelay: DEBOUNCE,
      // Enter stays a new line until something was chosen with the arrows; Tab takes the first.
      selectOnOpen: false,
      interactionDelay: 0,
      maxRenderedOptions: 100,
      tooltipClass: () => 'completions'
    }),
    acceptOnlyOne,
    closesOnLeaving
  ]
}

/** Also a list that was asked for and is not there yet, which CodeMirror itself still opens in an editor that was left. */
const closesOnLeaving = EditorView.updateListener.of(({ focusChanged, view }) => {
  if (focusChanged && !view.hasFocus) queueMicrotask(() => closeCompletion(view))
})
