/** In an editor: tells which line is pointed at, and marks the one that a timeline points at. */
import { StateEffect, StateField, type Extension } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'
import { isHeatShown } from './heatGutter'

const markLine = StateEffect.define<number | null>()
const mark = Decoration.line({ class: 'pointed-line' })

const markField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, transaction) {
    let next = transaction.docChanged ? value.map(transaction.changes) : value
    for (const effect of transaction.effects) {
      if (!effect.is(markLine)) continue
      const { newDoc } = transaction
      const isThere = effect.value !== null && effect.value <= newDoc.lines
      next = isThere ? Decoration.set(mark.range(newDoc.line(effect.value).from)) : Decoration.none
    }
    return next
  },
  provide: (field) => EditorView.decorations.from(field)
})

/** Marks a line (from 1), or none. */
export function markPointed(view: EditorView, line: number | null): void {
  if (line === null && view.state.field(markField, false)?.size === 0) return
  view.dispatch({ effects: markLine.of(line) })
}

/** `point` hears the line (from 1) that the pointer is on, or the cursor while heat is shown; null when it has left. */
export function pointedLines(point: (line: number | null) => void): Extension {
  return [
    markField,
    EditorView.domEventHandlers({
      mousemove(event, view) {
        const block = view.lineBlockAtHeight(event.clientY - view.documentTop)
        point(view.state.doc.lineAt(block.from).number)
      },
      mouseleave(_event, view) {
        point(cursorLine(view))
      }
    }),
    EditorView.updateListener.of(({ view, selectionSet, focusChanged }) => {
      if ((selectionSet || focusChanged) && isHeatShown(view)) point(cursorLine(view))
    })
  ]
}

function cursorLine(view: EditorView): number | null {
  if (!view.hasFocus || !isHeatShown(view)) return null
  return view.state.doc.lineAt(view.state.selection.main.head).number
}
