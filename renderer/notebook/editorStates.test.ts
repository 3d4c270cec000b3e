import { history, undo, undoDepth } from '@codemirror/commands'
import { EditorState } from '@codemirror/state'
import { expect, it } from 'vitest'
import type { CellId } from '../../common/brands'
import { KeptEditorStates } from './editorStates'

const cell = 'a' as CellId
const fresh = EditorState.create({ doc: 'x = 1', extensions: [history()] })

it('what was written, undone or pointed at in a cell is kept while it is far', () => {
  const states = new KeptEditorStates()
  const written = fresh.update({ changes: { from: 5, insert: '0' } }).state
  states.keep(cell, 'code', written)
  expect(undoDepth(states.take(cell, 'code')!)).toBe(1)
  expect(states.take(cell, 'markdown')).toBe(undefined)
  let undone = written
  undo({ state: written, dispatch: (step) => (undone = step.state) })
  states.keep(cell, 'code', undone)
  expect(states.take(cell, 'code')).toBe(undone)
  const pointedAt = fresh.update({ selection: { anchor: 3 } }).state
  states.keep(cell, 'code', pointedAt)
  expect(states.take(cell, 'code')?.selection.main.head).toBe(3)
})

it('a cell that was only seen leaves nothing behind', () => {
  const states = new KeptEditorStates()
  states.keep(cell, 'code', fresh)
  expect(states.take(cell, 'code')).toBe(undefined)
})
