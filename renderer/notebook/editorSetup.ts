/** What an editor can do, by the kind of its cell. */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completeAnyWord,
  completionKeymap
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentLess, insertTab } from '@codemirror/commands'
import { markdown } from '@codemirror/lang-markdown'
import { pythonLanguage } from '@codemirror/lang-python'
import { bracketMatching, indentOnInput, indentUnit, LanguageSupport } from '@codemirror/language'
import { highlightSelectionMatches } from '@codemirror/search'
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, type KeyBinding } from '@codemirror/view'
import type { CellType } from '../../common/notebook'
import { editorTheme } from './editorTheme'
import { insertSpaces } from './indent'

/** Words of the cell itself; what the kernel knows is not asked. */
const words = pythonLanguage.data.of({ autocomplete: completeAnyWord })

const LANGUAGES: Record<CellType, Extension> = {
  code: [new LanguageSupport(pythonLanguage, words), indentUnit.of('    '), EditorState.tabSize.of(4)],
  markdown: [markdown(), EditorView.lineWrapping],
  raw: [EditorView.lineWrapping]
}

/** Holds the name that screen readers say: it changes when cells move and when the language does. */
export const labelPlace = new Compartment()

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
    type === 'code' ? autocompletion({ icons: false }) : [],
    LANGUAGES[type],
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      { key: 'Tab', run: type === 'code' ? insertSpaces : insertTab, shift: indentLess },
      ...historyKeymap,
      ...defaultKeymap
    ]),
    labelPlace.of(labelled(label)),
    editorTheme
  ]
}
