/** Editor states that wait while their cell is far from what is seen, so that undo history and cursor survive. */
import { redoDepth, undoDepth } from '@codemirror/commands'
import type { EditorState } from '@codemirror/state'
import { createContext } from 'react'
import type { CellId } from '../../common/brands'
import type { CellType } from '../../common/notebook'

export class KeptEditorStates {
  private readonly states = new Map<string, EditorState>()

  keep(id: CellId, type: CellType, state: EditorState): void {
    if (isWorthKeeping(state)) this.states.set(`${id} ${type}`, state)
    else this.states.delete(`${id} ${type}`)
  }

  /** The kept state, if any. */
  take(id: CellId, type: CellType): EditorState | undefined {
    return this.states.get(`${id} ${type}`)
  }
}

/** Whether a new state would be poorer: the text alone is kept elsewhere. A thousand cells that were only seen cost nothing. */
function isWorthKeeping(state: EditorState): boolean {
  return undoDepth(state) > 0 || redoDepth(state) > 0 || state.selection.main.head > 0
}

/** One per open notebook (`keptViews.ts`). */
export const EditorStates = createContext(new KeptEditorStates())
