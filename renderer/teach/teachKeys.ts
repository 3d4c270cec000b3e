/** The keys of teach mode: those that presenters' remotes send, and Escape, which leaves once nothing else needs it. */
import type { AppStore } from '../state/app'
import type { Intents } from '../state/intents/intents'

const STEPS: Readonly<Record<string, -1 | 1>> = { PageDown: 1, PageUp: -1 }

/** Listens until the answer is called. */
export function listenToTeachKeys(page: Document, store: AppStore, intents: Intents): () => void {
  const isFree = (event: KeyboardEvent): boolean =>
    store.getState().dialog === null &&
    !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) &&
    page.querySelector(':popover-open, dialog:modal') === null

  /** Before editors, which would scroll by a page. */
  function onStep(event: KeyboardEvent): void {
    const by = STEPS[event.key]
    if (by === undefined || !isFree(event)) return
    event.preventDefault()
    event.stopPropagation()
    intents.stepSection(by)
  }

  /** After whoever has the focus: an editor is left first. */
  function onLeave(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || !isFree(event)) return
    event.preventDefault()
    intents.toggleTeaching()
  }

  page.addEventListener('keydown', onStep, { capture: true })
  page.addEventListener('keydown', onLeave)
  return () => {
    page.removeEventListener('keydown', onStep, { capture: true })
    page.removeEventListener('keydown', onLeave)
  }
}
