/** Editor states that wait while their cell is far from the viewport, so that undo history and cursor survive. */
import type { EditorState } from '@codemirror/state'
import { createContext } from 'react'
import type { CellId } from '../../common/brands'
import type { CellType } from '../../common/notebook'

export class KeptEditorStates {
  private readonly states = new Map<string, EditorState>()

  keep(id: CellId, type: CellType, state: EditorState): void {
    this.states.set(`${id} ${type}`, state)
  }

  /** The kept state, if any. */
  take(id: CellId, type: CellType): EditorState | undefined {
    return this.states.get(`${id} ${type}`)
  }
}

/** One per open notebook (`keptViews.ts`). */
export const EditorStates = createContext(new KeptEditorStates())
