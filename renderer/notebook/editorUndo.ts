/** Undo and redo of typing, asked for by the menu. While the cursor is in an editor they are the editor's own. */
import { redo, undo } from '@codemirror/commands'
import { EditorView } from '@codemirror/view'

/** Whether an editor has the focus; then it has undone its last typing, if there was any. */
export function undoInEditor(): boolean {
  return inEditor(undo)
}

export function redoInEditor(): boolean {
  return inEditor(redo)
}

function inEditor(command: (view: EditorView) => boolean): boolean {
  const { activeElement } = document
  const view = activeElement instanceof HTMLElement ? EditorView.findFromDOM(activeElement) : null
  if (view === null) return false
  command(view)
  return true
}
