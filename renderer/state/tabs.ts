/**
 * Which notebooks are open: the one in front, those behind it, and the order of their tabs. Each notebook is in one place
 * only. Those behind go on hearing their kernels, and nothing draws them. Pure.
 */
import type { NotebookId } from '../../common/brands'
import type { OpenNotebook } from './open'

export interface Tabs {
  /** All that are open, in the order of their tabs. */
  readonly tabs: readonly NotebookId[]
  /** The one in front; `null` while the welcome page is. */
  readonly open: OpenNotebook | null
  readonly behind: ReadonlyMap<NotebookId, OpenNotebook>
}

export const noTabs: Tabs = { tabs: [], open: null, behind: new Map() }

export function notebookOf({ open, behind }: Tabs, id: NotebookId): OpenNotebook | null {
  return open?.id === id ? open : (behind.get(id) ?? null)
}

/** All of them, in the order of their tabs. */
export function allOpen(state: Tabs): readonly OpenNotebook[] {
  return state.tabs.flatMap((id) => notebookOf(state, id) ?? [])
}

/** Changes one of them, wherever it is; nothing where it was closed meanwhile. */
export function changed(
  state: Tabs,
  id: NotebookId,
  next: (now: OpenNotebook) => OpenNotebook
): Partial<Tabs> {
  if (state.open?.id === id) return { open: next(state.open) }
  const now = state.behind.get(id)
  return now === undefined ? {} : { behind: new Map(state.behind).set(id, next(now)) }
}

/** That one comes to the front; `null`: the welcome page does. One that is not open changes nothing. */
export function inFront(state: Tabs, id: NotebookId | null): Tabs {
  const next = id === null ? null : notebookOf(state, id)
  if (next === state.open || (id !== null && next === null)) return state
  const behind = new Map(state.behind)
  if (state.open !== null) behind.set(state.open.id, state.open)
  if (id !== null) behind.delete(id)
  return { ...state, open: next, behind }
}

/** One more behind the others, its tab at this place. */
export function added(state: Tabs, notebook: OpenNotebook, place = state.tabs.length): Tabs {
  const tabs = state.tabs.toSpliced(place, 0, notebook.id)
  return { ...state, tabs, behind: new Map(state.behind).set(notebook.id, notebook) }
}

/** One closes. If it was in front its neighbour comes there, the right one before the left. */
export function closed(state: Tabs, id: NotebookId): Tabs {
  const place = state.tabs.indexOf(id)
  if (place < 0) return state
  const tabs = state.tabs.toSpliced(place, 1)
  const next = state.open?.id === id ? (tabs[place] ?? tabs.at(-1) ?? null) : (state.open?.id ?? null)
  const moved = inFront(state, next)
  const behind = new Map(moved.behind)
  behind.delete(id)
  return { tabs, open: moved.open, behind }
}

/** Its tab moves to this place among the others, from 0. */
export function movedTo(state: Tabs, id: NotebookId, place: number): Tabs {
  const from = state.tabs.indexOf(id)
  const to = Math.max(0, Math.min(place, state.tabs.length - 1))
  if (from < 0 || from === to) return state
  return { ...state, tabs: state.tabs.toSpliced(from, 1).toSpliced(to, 0, id) }
}

/** The tab after (1) or before (-1) the one in front, round and round; from the welcome page the first or the last. */
export function tabBeside({ tabs, open }: Tabs, by: -1 | 1): NotebookId | null {
  if (open === null) return (by === 1 ? tabs[0] : tabs.at(-1)) ?? null
  return tabs[(tabs.indexOf(open.id) + by + tabs.length) % tabs.length] ?? null
}
