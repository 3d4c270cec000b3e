/**
 * How what is being written is called: above the code while its arguments are written, with the present one in bold.
 *
 *     ( or , typed        Shift+Tab            Shift+Tab again        and again
 *     the signature  ───▶ the signature   ───▶ all of the help   ───▶ the focus goes into it
 *
 * It closes with the call, with Escape, and when the editor is left. A kernel that is slow or gone shows nothing.
 */
import { completionStatus } from '@codemirror/autocomplete'
import { indentLess } from '@codemirror/commands'
import { type EditorState, type Extension, Prec, StateEffect, StateField } from '@codemirror/state'
import { EditorView, keymap, showTooltip, type Tooltip, ViewPlugin } from '@codemirror/view'
import { callAt, nameAt } from './codeAtCursor'
import { describedBy, type Description, parameterFor, parametersOf } from './description'
import { element, hasMore, helpNodes } from './helpDom'
import type { KernelHelp } from './kernelHelp'

interface Shown {
  /** What it is about: a callee, or a name that the cursor is at. */
  readonly name: string
  /** Where that stands. */
  readonly pos: number
  readonly isCall: boolean
  readonly description: Description
  readonly isWhole: boolean
}

const show = StateEffect.define<Shown | null>()

/** How often help was closed in an editor: an answer to what was asked before comes too late. */
const closings = new WeakMap<EditorView, number>()

const shown = StateField.define<Shown | null>({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(show)) return effect.value
    if (value === null || (!transaction.docChanged && !transaction.selection)) return value
    const moved = { ...value, pos: transaction.changes.mapPos(value.pos, -1) }
    return isStillThere(transaction.state, moved) ? moved : null
  }
})

/** The cursor is still among the arguments of that call, or at that name. */
function isStillThere(state: EditorState, { name, pos, isCall }: Shown): boolean {
  const { head } = state.selection.main
  if (!isCall) return nameAt(state, head)?.text === name
  const call = callAt(state, head)
  return call !== null && call.callee === name && call.from === pos
}

/** Asks about the call around the cursor, and shows the answer if the cursor is still in it. */
function askForSignature(view: EditorView, help: KernelHelp): void {
  const call = callAt(view.state, view.state.selection.main.head)
  if (call !== null) void ask(view, help, { name: call.callee, pos: call.from, isCall: true })
}

async function ask(
  view: EditorView,
  help: KernelHelp,
  about: Pick<Shown, 'name' | 'pos' | 'isCall'>
): Promise<void> {
  if (!help.canAsk()) return
  const before = closings.get(view)
  // Only the name: what is open around it is not what is asked about.
  const description = describedBy(await help.inspect(about.name, about.name.length))
  if (description === null || !view.hasFocus || closings.get(view) !== before) return
  if (about.isCall && description.call === '' && description.documentation === '') return
  const asked = { ...about, description, isWhole: false }
  if (!isStillThere(view.state, asked)) return
  view.dispatch({ effects: [show.of(asked), EditorView.announce.of(spoken(description))] })
}

function spoken({ call, facts }: Description): string {
  return call !== '' ? call : facts.map(([, value]) => value).join(', ')
}

/** Shift+Tab, as in Jupyter: help; at the start of a line, or with a selection, less indentation. */
function helpOrIndentLess(help: KernelHelp) {
  return (view: EditorView): boolean => {
    const { state } = view
    const { empty, head } = state.selection.main
    const line = state.doc.lineAt(head)
    if (!empty || line.text.slice(0, head - line.from).trim() === '') return indentLess(view)
    const value = state.field(shown)
    if (value !== null) {
      if (!value.isWhole) view.dispatch({ effects: show.of({ ...value, isWhole: true }) })
      else view.dom.querySelector<HTMLElement>('.signature-help')?.focus()
      return true
    }
    const name = nameAt(state, head)
    if (name !== null && !/[(,]\s*$/.test(line.text.slice(0, head - line.from)))
      void ask(view, help, { name: name.text, pos: name.from, isCall: false })
    else askForSignature(view, help)
    return true
  }
}

/** Escape, before it is the completion list's: one that is only being made must not take it. */
function close(view: EditorView): boolean {
  if (view.state.field(shown) === null || completionStatus(view.state) === 'active') return false
  closings.set(view, (closings.get(view) ?? 0) + 1)
  view.dispatch({ effects: show.of(null) })
  view.focus()
  return true
}

function tooltip(value: Shown, help: KernelHelp): Tooltip {
  return {
    pos: value.pos,
    above: true,
    create(view) {
      const dom = element('div', `code-help signature-help${value.isWhole ? ' whole' : ''}`)
      dom.tabIndex = -1
      dom.setAttribute('role', 'region')
      dom.setAttribute('aria-label', help.text().help)
      dom.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        close(view)
      })
      const draw = (state: EditorState): void => {
        const { isWhole, description, isCall } = value
        const call = isCall ? callAt(state, state.selection.main.head) : null
        const parameter =
          call === null ? undefined : parameterFor(parametersOf(description.call), call.argument)
        const text = help.text()
        dom.replaceChildren(helpNodes(description, { isWhole, parameter, text }))
        if (isWhole) dom.append(element('div', 'help-keys', text.enterHelp))
        else if (hasMore(description)) dom.append(element('div', 'help-keys', text.wholeHelp))
      }
      draw(view.state)
      return {
        dom,
        update({ state, docChanged, selectionSet }) {
          if (docChanged || selectionSet) draw(state)
        }
      }
    }
  }
}

export function signatureHelp(help: KernelHelp): Extension {
  const made = new WeakMap<Description, { value: Shown; tooltip: Tooltip }>()
  return [
    shown,
    showTooltip.computeN([shown], (state) => {
      const value = state.field(shown)
      if (value === null) return []
      // The same tooltip while only the cursor moves: a new one would be built and placed anew.
      const before = made.get(value.description)
      if (before !== undefined && before.value.isWhole === value.isWhole && before.value.pos === value.pos)
        return [before.tooltip]
      const next = { value, tooltip: tooltip(value, help) }
      made.set(value.description, next)
      return [next.tooltip]
    }),
    ViewPlugin.define(() => ({
      update(update) {
        const { view } = update
        const typed = update.transactions.some((each) => each.docChanged && each.isUserEvent('input.type'))
        const before = update.state.sliceDoc(0, update.state.selection.main.head).slice(-1)
        const isOpen = update.state.field(shown) !== null
        if (typed && (before === '(' || (before === ',' && !isOpen)))
          queueMicrotask(() => askForSignature(view, help))
        if (update.focusChanged && !view.hasFocus && isOpen)
          queueMicrotask(() => {
            if (!view.hasFocus && !view.dom.contains(document.activeElement))
              view.dispatch({ effects: show.of(null) })
          })
      }
    })),
    Prec.highest(keymap.of([{ key: 'Escape', run: close }])),
    keymap.of([{ key: 'Shift-Tab', run: helpOrIndentLess(help) }])
  ]
}

/** Whether help on a call or a name is open. */
export function showsSignature(state: EditorState): boolean {
  return (state.field(shown, false) ?? null) !== null
}
