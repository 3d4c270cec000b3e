/** Going from tab to tab, and opening at the start what was open at the end. */
import type { NotebookId } from '../../../common/brands'
import type { Settings } from '../../../common/ipc'
import { broughtToFront } from '../app'
import type { World } from './intents'
import { openNotebook } from '../open'
import { added, allOpen, movedTo, tabBeside } from '../tabs'

export function tabIntents(
  { store, host, report }: World,
  changeSettings: (change: Partial<Settings>) => Promise<void>
) {
  const show = (id: NotebookId | null): void => store.setState((state) => broughtToFront(state, id))

  return {
    /** Brings a notebook to the front; `null`: the welcome page. */
    showTab: show,

    /** To the next tab (1) or the one before (-1). */
    stepTab(by: -1 | 1): void {
      const next = tabBeside(store.getState(), by)
      if (next !== null) show(next)
    },

    moveTab: (id: NotebookId, place: number): void => store.setState((state) => movedTo(state, id, place)),

    /** Moves the tab in front to the right (1) or to the left (-1). */
    moveFrontTab: (by: -1 | 1): void =>
      store.setState((state) =>
        state.open === null ? {} : movedTo(state, state.open.id, state.tabs.indexOf(state.open.id) + by)
      ),

    /**
     * Opens these files again, in this order; `front` is read first and comes to the front once it is there, unless the
     * user has gone to another meanwhile.
     */
    async openAgain(files: readonly string[], front: string | null): Promise<void> {
      const ranks = new Map<NotebookId, number>()
      const inOrder = [...files].sort((a, b) => Number(b === front) - Number(a === front))
      for (const path of inOrder) {
        const answer = await host.call('files:open', path)
        if (answer?.ok === false) report(answer.problem, 'notOpened')
        if (answer === null || !answer.ok || 'already' in answer.value) continue
        const notebook = openNotebook(answer.value)
        const rank = files.indexOf(path)
        ranks.set(notebook.id, rank)
        store.setState((state) => {
          // What was opened besides comes after them.
          const place = state.tabs.filter((id) => (ranks.get(id) ?? Infinity) < rank).length
          return added(state, notebook, place)
        })
        if (path === front && store.getState().open === null) show(notebook.id)
      }
    },

    /** From now on the settings say which files are open. */
    rememberTabs(): void {
      const { settings } = store.getState()
      let told = JSON.stringify([settings.openFiles, settings.frontFile])
      const tell = (): void => {
        const openFiles = [...new Set(allOpen(store.getState()).flatMap(({ path }) => path ?? []))]
        const frontFile = store.getState().open?.path ?? null
        const now = JSON.stringify([openFiles, frontFile])
        if (now === told) return
        told = now
        void changeSettings({ openFiles, frontFile })
      }
      tell()
      store.subscribe(tell)
    }
  }
}
