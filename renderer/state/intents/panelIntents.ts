/** The panels at both sides of the notebook, and what they ask main for: what is alive, variables, the folder. */
import type { NotebookId } from '../../../common/brands'
import type { FolderListing, PanelTab, Settings } from '../../../common/ipc'
import type { Result } from '../../../common/result'
import type { Now } from '../../../common/trace/now'
import { membersOf } from '../alive'
import type { World } from './intents'
import type { OpenNotebook } from '../open'
import { changed } from '../tabs'

/** Python is asked who is there no more often than this, in ms: each answer takes a moment of its GIL. */
const ASK_EVERY = 1_000

export function panelIntents(
  { store, host }: World,
  changeSettings: (change: Partial<Settings>) => Promise<void>
) {
  let asked = { members: '', at: -Infinity }

  /** Changes the notebook, unless it was closed meanwhile. */
  function change(id: NotebookId, news: Partial<OpenNotebook>): void {
    store.setState((state) => changed(state, id, (open) => ({ ...open, ...news })))
  }

  async function askWhoIsAlive(id: NotebookId): Promise<void> {
    change(id, { alive: await host.call('kernel:alive', id) })
  }

  return {
    /** Shows the panel, with this tab if one is named, or hides it. */
    showPanel: (isShown: boolean, tab?: PanelTab): Promise<void> =>
      changeSettings({ panelOpen: isShown, ...(tab === undefined ? {} : { panelTab: tab }) }),

    /** By key: a panel that opens takes the focus. */
    async togglePanel(): Promise<void> {
      const isShown = !store.getState().settings.panelOpen
      await changeSettings({ panelOpen: isShown })
      store.setState({ panelFocus: isShown ? {} : null })
    },

    /** Shows or hides the panel left of the notebook; by key, so that one which opens takes the focus. */
    async toggleBrowser(): Promise<void> {
      const isShown = !store.getState().settings.browserOpen
      await changeSettings({ browserOpen: isShown })
      store.setState({ browserFocus: isShown ? {} : null })
    },

    listFolder: (id: NotebookId, below: readonly string[]): Promise<Result<FolderListing>> =>
      host.call('files:list', id, below),

    /** By key: the list of problems takes the focus. */
    async showProblems(): Promise<void> {
      await changeSettings({ panelOpen: true, panelTab: 'problems' })
      store.setState({ panelFocus: {} })
    },

    /** Whether what is alive is told: only while somebody looks. */
    async watchNow(id: NotebookId, isWatched: boolean): Promise<void> {
      asked = { members: '', at: -Infinity }
      if (!isWatched) change(id, { now: null, alive: null })
      await host.call('scope:watchNow', id, isWatched)
    },

    /** The scope told what is alive. Where it sees others than before, Python is asked who they are. */
    nowCame(id: NotebookId, now: Now): void {
      change(id, { now })
      const members = membersOf(now)
      const at = performance.now()
      const isNews = members !== asked.members || now[0]?.threads.length === 0
      if (now.length === 0 || !isNews || at < asked.at + ASK_EVERY) return
      asked = { members, at }
      void askWhoIsAlive(id)
    },

    /** What the thread, or for `null` the child, prints goes to the current cell from now on, or no longer. */
    async follow(pid: number, tid: number | null, follows: boolean): Promise<void> {
      const { open } = store.getState()
      if (open === null) return
      await host.call('kernel:follow', open.id, pid, tid, follows)
      await askWhoIsAlive(open.id)
    },

    /** Whether it has ended. */
    async endChild(pid: number): Promise<boolean> {
      const { open } = store.getState()
      return open !== null && (await host.call('kernel:endChild', open.id, pid))
    },

    async refreshVariables(): Promise<void> {
      const { open } = store.getState()
      if (open === null) return
      change(open.id, { variables: await host.call('kernel:variables', open.id) })
    },

    /** What `?` says of a name; null when nothing is known. */
    async inspectVariable(name: string): Promise<string | null> {
      const { open } = store.getState()
      if (open === null) return null
      const { data } = await host.call('kernel:inspect', open.id, name, name.length, false)
      const text = data['text/plain']
      return typeof text === 'string' ? text : null
    }
  }
}
