/** What an editor can do, by the kind of its cell. */
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completeAnyWord,
  completionKeymap,
  completionStatus,
  moveCompletionSelection,
  selectedCompletion
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentLess, insertTab } from '@codemirror/commands'
import { pythonLanguage } from '@codemirror/lang-python'
import { bracketMatching, indentOnInput, indentUnit, LanguageSupport } from '@codemirror/language'
import { highlightSelectionMatches } from '@codemirror/search'
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, ViewPlugin, type KeyBinding } from '@codemirror/view'
import type { CellType } from '../../common/notebook'
import { editorTheme } from './editorTheme'
import { findPlace } from './findMarks'
import { insertSpaces } from './indent'

/** Holds the language once it is loaded. */
const languagePlace = new Compartment()
const none: Extension = []

/**
 * Markdown's grammar brings those of HTML, CSS and JavaScript with it, so it comes with the first Markdown cell that is
 * edited, not with the page.
 */
const lateMarkdown: Extension = [
  languagePlace.of(none),
  ViewPlugin.define((view) => {
    let isGone = false
    const load = async (): Promise<void> => {
      const { markdown } = await import('@codemirror/lang-markdown')
      if (!isGone) view.dispatch({ effects: languagePlace.reconfigure(markdown()) })
    }
    if (languagePlace.get(view.state) === none) void load()
    return { destroy: () => (isGone = true) }
  })
]

/** Takes the chosen completion, or the first when none is chosen yet. */
function acceptFirstCompletion(view: EditorView): boolean {
  if (completionStatus(view.state) !== 'active') return false
  if (selectedCompletion(view.state) === null) moveCompletionSelection(true)(view)
  return acceptCompletion(view)
}

/** Words of the cell itself; what the kernel knows is not asked. */
const words = pythonLanguage.data.of({ autocomplete: completeAnyWord })

const LANGUAGES: Record<CellType, Extension> = {
  code: [new LanguageSupport(pythonLanguage, words), indentUnit.of('    '), EditorState.tabSize.of(4)],
  markdown: [lateMarkdown, EditorView.lineWrapping],
  raw: [EditorView.lineWrapping]
}

/** Holds the name that screen readers say: it changes when cells move and when the language does. */
export const labelPlace = new Compartment()

/** Holds the line numbers while they are wanted. */
export const numbersPlace = new Compartment()

export function labelled(label: string): Extension {
  return EditorView.contentAttributes.of({ 'aria-label': label })
}

/** The extensions of a cell's editor. `cellKeys` come before the editor's own keys. */
export function editorExtensions(type: CellType, cellKeys: readonly KeyBinding[], label: string): Extension {
  return [
    // Below the completion list's own keys (which are highest): Escape closes an open list first.
    Prec.high(keymap.of(cellKeys)),
    history(),
    drawSelection(),
    EditorState.allowMultipleSelections.of(true),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightSelectionMatches({ minSelectionLength: 2 }),
    // Enter stays a new line until a word was chosen with the arrows; Tab takes the first.
    type === 'code' ? autocompletion({ icons: false, selectOnOpen: false }) : [],
    LANGUAGES[type],
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      { key: 'Tab', run: acceptFirstCompletion },
      { key: 'Tab', run: type === 'code' ? insertSpaces : insertTab, shift: indentLess },
      ...historyKeymap,
      ...defaultKeymap
    ]),
    labelPlace.of(labelled(label)),
    numbersPlace.of([]),
    findPlace.of([]),
    editorTheme
  ]
}
