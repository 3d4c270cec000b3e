/** The end of the app: nothing it started may outlive it. */
import { app } from 'electron'

/** Whenever the app quits, waits for `work` first (also where it fails): kernels ending, settings being written. */
export function quitAfter(work: () => Promise<unknown>): void {
  let isDone = false
  app.on('will-quit', (event) => {
    if (isDone) return
    event.preventDefault()
    void Promise.allSettled([work()]).then(() => {
      isDone = true
      // Not within this event: a quit that is asked for while one is being prevented is not heard.
      setImmediate(() => app.quit())
    })
  })
}
