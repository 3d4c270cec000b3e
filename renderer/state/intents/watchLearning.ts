/** Notices checks that pass, and tells main what was learned, for as long as the page lives. */
import type { NotebookId } from '../../../common/brands'
import { NOTHING_LEARNED, withPassed, type Learned } from '../../../common/teaching/learned'
import type { Host } from '../../host'
import type { AppStore } from '../app'
import { newlyPassed } from '../learning'
import type { OpenNotebook } from '../open'
import { changed, notebookOf } from '../tabs'

export function watchLearning(host: Host, store: AppStore): void {
  /** What main knows of each notebook, and by which path. */
  const told = new Map<NotebookId, { readonly path: string | null; readonly learned: Learned }>()
  /** The runs that were looked through. */
  const seen = new Map<NotebookId, OpenNotebook['runs']>()

  function look({ id, runs, ...open }: OpenNotebook): void {
    if (seen.get(id) === runs) return
    seen.set(id, runs)
    const passed = newlyPassed({ ...open, runs })
    if (passed.length === 0) return
    store.setState((state) =>
      changed(state, id, (now) => ({ ...now, learned: passed.reduce(withPassed, now.learned) }))
    )
  }

  function tell({ id, path, learned }: OpenNotebook): void {
    const before = told.get(id)
    if (before?.learned === learned && before.path === path) return
    told.set(id, { path, learned })
    // What a file was opened with is known.
    const isNews = before !== undefined && (before.learned !== learned || learned !== NOTHING_LEARNED)
    if (isNews) void host.call('learning:keep', id, learned)
  }

  store.subscribe(() => {
    const { tabs } = store.getState()
    for (const each of [look, tell])
      for (const id of tabs) {
        // What it is by now: a look may have changed it.
        const open = notebookOf(store.getState(), id)
        if (open !== null) each(open)
      }
    for (const id of told.keys())
      if (!tabs.includes(id)) {
        told.delete(id)
        seen.delete(id)
      }
  })
}
