/** Looks now and then whether another program has changed the notebook's file, and whenever the user comes back. */
import type { Intents } from './intents'

/** Milliseconds. Asking costs main one look at the file's size and time. */
const EVERY = 3_000

/** Looks for the life of the page; not while nobody sees it. */
export function watchFile(page: Document, intents: Intents): void {
  const look = (): void => {
    if (page.visibilityState === 'visible') void intents.lookOutside()
  }
  setInterval(look, EVERY)
  page.addEventListener('visibilitychange', look)
  page.defaultView?.addEventListener('focus', look)
}
