/** Code is checked a moment after it was changed, from the first time on that somebody edits a notebook or asks for its problems. */
import type { AppState, AppStore } from '../app'
import type { Intents } from './intents'
import type { NotebookState } from '../notebook'

type Cells = Pick<NotebookState, 'cells' | 'order'>

/** Milliseconds after the last change: a pause in writing. */
const PAUSE = 400

/** Checks for the life of the page. */
export function watchCode(store: AppStore, intents: Pick<Intents, 'checkCode' | 'forgetProblems'>): void {
  let timer: ReturnType<typeof setTimeout> | null = null
  let isChecking = false
  let isWanted = false
  /** The cells that were checked last, or are about to be. */
  let seen: Cells | null = null

  async function check(): Promise<void> {
    timer = null
    isChecking = true
    seen = store.getState().open?.notebook ?? null
    await intents.checkCode()
    isChecking = false
    look(store.getState())
  }

  function look({ open, settings }: AppState): void {
    if (open === null || !settings.checksCode) {
      if (timer !== null) clearTimeout(timer)
      timer = seen = null
      if (open !== null && open.problems.size > 0) intents.forgetProblems()
      return
    }
    const isAsked = settings.panelOpen && settings.panelTab === 'problems'
    isWanted ||= open.notebook.mode === 'edit' || isAsked
    const isSeen = open.notebook.cells === seen?.cells && open.notebook.order === seen.order
    if (!isWanted || isChecking || isSeen) return
    seen = open.notebook
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => void check(), PAUSE)
  }

  store.subscribe(look)
}
