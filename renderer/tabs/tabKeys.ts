/** The keys of tabs: they act wherever the focus is, in editors, in the console and on the welcome page too. */
import { keyName, type Binding } from '../notebook/keymap'
import type { AppStore } from '../state/app'
import type { Intents } from '../state/intents'

const key = (keys: string, name: Binding['name'], run: Binding['run']): Binding => ({
  ...{ keys, name, run },
  mode: 'both'
})

/** As browsers and editors have them; Ctrl also on macOS, where Cmd+Tab is the system's. */
export const TAB_KEYS: readonly Binding[] = [
  key('Ctrl-Tab', 'nextTab', (intents) => intents.stepTab(1)),
  key('Ctrl-PageDown', 'nextTab', (intents) => intents.stepTab(1)),
  key('Ctrl-Shift-Tab', 'previousTab', (intents) => intents.stepTab(-1)),
  key('Ctrl-PageUp', 'previousTab', (intents) => intents.stepTab(-1)),
  key('Ctrl-Shift-PageDown', 'moveTabRight', (intents) => intents.moveFrontTab(1)),
  key('Ctrl-Shift-PageUp', 'moveTabLeft', (intents) => intents.moveFrontTab(-1))
]

/** The menu's, which also leaves the welcome page; here for the list that the user sees. */
export const CLOSE_KEY: Omit<Binding, 'run'> = { keys: 'Mod-w', mode: 'both', name: 'closeTab' }

/** Listens until the answer is called; before whoever has the focus, and not while a question is asked. */
export function listenToTabKeys(page: Document, store: AppStore, intents: Intents): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    if (store.getState().dialog !== null || event.isComposing) return
    const row = TAB_KEYS.find(({ keys }) => keys === keyName(event))
    if (row === undefined) return
    event.preventDefault()
    event.stopPropagation()
    row.run(intents, { cursors: [] })
  }

  page.addEventListener('keydown', onKeyDown, { capture: true })
  return () => page.removeEventListener('keydown', onKeyDown, { capture: true })
}
