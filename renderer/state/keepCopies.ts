/** While something is unsaved main gets a copy of it every few seconds, so that a crash takes little along. */
import type { Host } from '../host'
import type { AppStore } from './app'
import type { Intents } from './intents'
import { isUnsaved, wholeNotebook } from './open'

/** Milliseconds after a change. What may be lost is this much typing. */
const KEEP_AFTER = 3_000

/** A copy that took long is followed by a pause so many times as long: large notebooks must not keep the page busy. */
const REST = 20

/** Keeps copies for the life of the page. */
export function keepCopies(host: Host, store: AppStore, intents: Intents): void {
  let timer: ReturnType<typeof setTimeout> | null = null
  /** The notebook as it was kept last, by its id and the count of its edits. */
  let kept = ''
  let hasFailed = false
  let pause = KEEP_AFTER

  async function keep(): Promise<void> {
    const { open } = store.getState()
    if (open !== null && isUnsaved(open) && kept !== stateOf(open)) {
      kept = stateOf(open)
      const began = performance.now()
      const answer = await host.call('files:keepCopy', open.id, wholeNotebook(open))
      pause = Math.max(KEEP_AFTER, REST * (performance.now() - began))
      // Once is enough: a full disk stays full.
      if (!answer.ok && !hasFailed) intents.report(answer.problem)
      hasFailed = !answer.ok
    }
    timer = null
    schedule()
  }

  function schedule(): void {
    const { open } = store.getState()
    if (timer !== null || open === null || !isUnsaved(open) || kept === stateOf(open)) return
    timer = setTimeout(() => void keep(), pause)
  }

  store.subscribe(schedule)
}

function stateOf({ id, edits }: { readonly id: string; readonly edits: number }): string {
  return `${id} ${edits}`
}
