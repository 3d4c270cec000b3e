/** The rows of the key table that apply while editing, as CodeMirror takes them. */
import type { KeyBinding } from '@codemirror/view'
import type { Intents } from '../state/intents/intents'
import { BINDINGS } from './keymap'

export function editorKeys(intents: Intents): readonly KeyBinding[] {
  return BINDINGS.filter((row) => row.mode !== 'command').map((row) => ({
    key: row.keys,
    run: (view) => {
      row.run(intents, { cursors: view.state.selection.ranges.map(({ head }) => head) })
      return true
    }
  }))
}
