/** Tab in code: four spaces' worth, never a tab character. */
import { indentMore } from '@codemirror/commands'
import { getIndentUnit } from '@codemirror/language'
import type { StateCommand } from '@codemirror/state'

/** Indents the selected lines, or fills with spaces up to the next stop where nothing is selected. */
export const insertSpaces: StateCommand = (target) => {
  const { state, dispatch } = target
  if (state.selection.ranges.some((range) => !range.empty)) return indentMore(target)
  const unit = getIndentUnit(state)
  const { head } = state.selection.main
  const column = head - state.doc.lineAt(head).from
  dispatch(
    state.update(state.replaceSelection(' '.repeat(unit - (column % unit))), {
      scrollIntoView: true,
      userEvent: 'input'
    })
  )
  return true
}
