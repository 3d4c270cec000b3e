/** Keys that no editor took: the page hears them wherever the focus is, as long as nothing else needs them. */
import type { AppStore } from '../state/app'
import type { Intents } from '../state/intents/intents'
import { keyName, KeyReader } from './keymap'

/** Listens until the answer is called. */
export function listenToKeys(page: Document, store: AppStore, intents: Intents): () => void {
  const { hello } = store.getState()
  const reader = new KeyReader(hello.platform === 'darwin')

  function onKeyDown(event: KeyboardEvent): void {
    const { open, dialog } = store.getState()
    if (open === null || dialog !== null || event.defaultPrevented || event.isComposing) return
    const name = keyName(event)
    if (needsItself(event.target, name)) return
    const row = reader.read(name, open.notebook.mode, event.timeStamp)
    if (row === undefined) return
    event.preventDefault()
    row.run(intents, { cursors: [0] })
  }

  page.addEventListener('keydown', onKeyDown)
  return () => page.removeEventListener('keydown', onKeyDown)
}

/** Fields and the side panel take all keys but those with Ctrl or Cmd; buttons and lists take those that press and choose. */
function needsItself(target: EventTarget | null, name: string): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('[popover], .xterm') !== null) return true
  if (target.closest('input, textarea, [contenteditable="true"], .side-panel') !== null)
    return !/^(Ctrl|Meta)-/.test(name)
  if (target.closest('select') !== null) return true
  return target.closest('button, a, summary, [role="separator"]') !== null && /^(Enter|Arrow.*| )$/.test(name)
}
