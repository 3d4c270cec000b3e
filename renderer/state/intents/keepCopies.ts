/** While something is unsaved main gets a copy of it every few seconds, so that a crash takes little along. */
import type { NotebookId } from '../../../common/brands'
import type { Host } from '../../host'
import type { AppStore } from '../app'
import type { Intents } from './intents'
import { wholeNotebook } from '../filed'
import { isUnsaved, type OpenNotebook } from '../open'
import { allOpen, notebookOf } from '../tabs'

/** Milliseconds after a change. What may be lost is this much typing. */
const KEEP_AFTER = 3_000

/** A copy that took long is followed by a pause so many times as long: large notebooks must not keep the page busy. */
const REST = 20

/** Keeps copies of all that is open, for the life of the page. */
export function keepCopies(host: Host, store: AppStore, intents: Intents): void {
  let timer: ReturnType<typeof setTimeout> | null = null
  /** The count of each notebook's edits when it was kept last. */
  const kept = new Map<NotebookId, number>()
  let hasFailed = false
  let pause = KEEP_AFTER

  const waiting = (): readonly OpenNotebook[] =>
    allOpen(store.getState()).filter((open) => isUnsaved(open) && kept.get(open.id) !== open.edits)

  async function keep(): Promise<void> {
    const began = performance.now()
    try {
      await keepAll()
    } finally {
      // Whatever went wrong: what is written later is kept later.
      pause = Math.max(KEEP_AFTER, REST * (performance.now() - began))
      const { tabs } = store.getState()
      for (const id of kept.keys()) if (!tabs.includes(id)) kept.delete(id)
      timer = null
      schedule()
    }
  }

  async function keepAll(): Promise<void> {
    for (const { id } of waiting()) {
      const open = notebookOf(store.getState(), id)
      if (open === null) continue // closed while the one before was kept
      kept.set(open.id, open.edits)
      const answer = await host.call('files:keepCopy', open.id, wholeNotebook(open))
      // Once is enough: a full disk stays full.
      if (!answer.ok && !hasFailed) intents.report(answer.problem, 'notKept')
      hasFailed = !answer.ok
    }
  }

  function schedule(): void {
    if (timer === null && waiting().length > 0) timer = setTimeout(() => void keep(), pause)
  }

  store.subscribe(schedule)
}
