/** The keys of the window: they act wherever the focus is, in editors, in the console and on the welcome page too. */
import { keyName, onPlatform, type Binding } from '../notebook/keymap'
import type { AppStore } from '../state/app'
import type { Intents } from '../state/intents/intents'

const key = (keys: string, name: Binding['name'], run: Binding['run']): Binding => ({
  ...{ keys, name, run },
  mode: 'both'
})

/** As browsers and editors have them; Ctrl also on macOS, where Cmd+Tab is the system's. */
export const WINDOW_KEYS: readonly Binding[] = [
  key('Ctrl-Tab', 'nextTab', (intents) => intents.stepTab(1)),
  key('Ctrl-PageDown', 'nextTab', (intents) => intents.stepTab(1)),
  key('Ctrl-Shift-Tab', 'previousTab', (intents) => intents.stepTab(-1)),
  key('Ctrl-PageUp', 'previousTab', (intents) => intents.stepTab(-1)),
  key('Ctrl-Shift-PageDown', 'moveTabRight', (intents) => intents.moveFrontTab(1)),
  key('Ctrl-Shift-PageUp', 'moveTabLeft', (intents) => intents.moveFrontTab(-1)),
  key('Mod-p', 'print', (intents) => intents.print()),
  key('F5', 'teach', (intents) => intents.toggleTeaching()),
  // Where the plus is printed above another sign, Shift belongs to it, or is left out.
  key('Mod-+', 'zoomIn', (intents) => intents.zoomBy(1)),
  key('Mod-Shift-+', 'zoomIn', (intents) => intents.zoomBy(1)),
  key('Mod-=', 'zoomIn', (intents) => intents.zoomBy(1)),
  key('Mod--', 'zoomOut', (intents) => intents.zoomBy(-1)),
  key('Mod-0', 'resetZoom', (intents) => intents.zoomBy(0))
]

/** The menu's, which also leaves the welcome page; here for the list that the user sees. */
export const CLOSE_KEY: Omit<Binding, 'run'> = { keys: 'Mod-w', mode: 'both', name: 'closeTab' }

/** Listens until the answer is called; before whoever has the focus, and not while a question is asked. */
export function listenToWindowKeys(page: Document, store: AppStore, intents: Intents): () => void {
  const isMac = store.getState().hello.platform === 'darwin'

  function onKeyDown(event: KeyboardEvent): void {
    if (store.getState().dialog !== null || event.isComposing) return
    const row = WINDOW_KEYS.find(({ keys }) => onPlatform(keys, isMac) === keyName(event))
    if (row === undefined) return
    event.preventDefault()
    event.stopPropagation()
    row.run(intents, { cursors: [] })
  }

  page.addEventListener('keydown', onKeyDown, { capture: true })
  return () => page.removeEventListener('keydown', onKeyDown, { capture: true })
}
