/** What an editor can do, by the kind of its cell. */
import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import {
  defaultKeymap,
  history,
  historyKeymap,
  indentLess,
  insertTab,
  simplifySelection
} from '@codemirror/commands'
import { pythonLanguage } from '@codemirror/lang-python'
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  indentOnInput,
  indentUnit,
  LanguageSupport
} from '@codemirror/language'
import { highlightSelectionMatches, selectNextOccurrence, selectSelectionMatches } from '@codemirror/search'
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state'
import {
  crosshairCursor,
  drawSelection,
  EditorView,
  keymap,
  rectangularSelection,
  tooltips,
  ViewPlugin,
  type KeyBinding
} from '@codemirror/view'
import type { CellType } from '../../common/notebook'
import { codeCompletion, completeWithTab } from './completion'
import { editorTheme } from './editorTheme'
import { findPlace } from './findMarks'
import './editorHelp.css'
import { element } from './helpDom'
import { hoverHelp } from './hover'
import { insertSpaces } from './indent'
import type { KernelHelp } from './kernelHelp'
import { problemMarks } from './problemMarks'
import { signatureHelp } from './signatureHelp'

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

function foldMark(isOpen: boolean): HTMLElement {
  return element('span', isOpen ? 'fold-mark' : 'fold-mark is-folded', isOpen ? '⌄' : '›')
}

const LANGUAGES: Record<CellType, Extension> = {
  code: [
    new LanguageSupport(pythonLanguage),
    indentUnit.of('    '),
    EditorState.tabSize.of(4),
    codeFolding(),
    foldGutter({ markerDOM: foldMark }),
    keymap.of(foldKeymap),
    problemMarks()
  ],
  markdown: [lateMarkdown, EditorView.lineWrapping],
  raw: [EditorView.lineWrapping]
}

/**
 * Several cursors: Alt+click adds one and Shift+Alt+drag selects a block, as in VS Code (Ctrl+click goes to a definition);
 * Escape leaves the first alone before it leaves the cell.
 */
const severalCursors: Extension = [
  EditorState.allowMultipleSelections.of(true),
  EditorView.clickAddsSelectionRange.of((event) => event.altKey && !event.shiftKey),
  rectangularSelection({ eventFilter: (event) => event.altKey && event.shiftKey }),
  crosshairCursor({ key: 'Alt' }),
  Prec.high(keymap.of([{ key: 'Escape', run: simplifySelection }])),
  keymap.of([
    { key: 'Mod-d', run: selectNextOccurrence, preventDefault: true },
    { key: 'Mod-Shift-l', run: selectSelectionMatches }
  ])
]

/** Holds the name that screen readers say: it changes when cells move and when the language does. */
export const labelPlace = new Compartment()

/** Holds the line numbers while they are wanted. */
export const numbersPlace = new Compartment()

/** With what CodeMirror itself says, in the page's language. */
export function labelled(label: string, phrases: Record<string, string>): Extension {
  return [EditorView.contentAttributes.of({ 'aria-label': label }), EditorState.phrases.of(phrases)]
}

/** What is known about the code while it is written. Lists and help may reach over the cell's edge. */
function codeHelp(help: KernelHelp): Extension {
  return [
    // First, so that Escape closes what is seen before it ends a completion that is only being made.
    signatureHelp(help),
    codeCompletion(help),
    hoverHelp(help),
    keymap.of([...completionKeymap, { key: 'Tab', run: completeWithTab }]),
    tooltips({ position: 'fixed' })
  ]
}

/** The extensions of a cell's editor. `cellKeys` come before the editor's own keys. */
export function editorExtensions(
  type: CellType,
  cellKeys: readonly KeyBinding[],
  label: string,
  help: KernelHelp
): Extension {
  return [
    severalCursors,
    // Below the completion list's own keys (which are highest): Escape closes an open list first.
    Prec.high(keymap.of(cellKeys)),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightSelectionMatches({ minSelectionLength: 2 }),
    type === 'code' ? codeHelp(help) : [],
    LANGUAGES[type],
    keymap.of([
      ...closeBracketsKeymap,
      { key: 'Tab', run: type === 'code' ? insertSpaces : insertTab, shift: indentLess },
      ...historyKeymap,
      ...defaultKeymap
    ]),
    labelPlace.of(labelled(label, help.text().phrases)),
    numbersPlace.of([]),
    findPlace.of([]),
    editorTheme
  ]
}
