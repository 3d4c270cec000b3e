/** Finding and replacing: what the bar and the keys can do. */
import { select, chosenCells } from '../choice'
import { findAll, firstFrom, NOTHING_SOUGHT, replaceAll, replaceOne, type Found, type Query } from '../find'
import type { World } from './intents'
import { mustHave, type NotebookState } from '../notebook'
import { edited } from '../open'

export function findIntents({ store }: World) {
  function change(next: (state: NotebookState) => NotebookState): void {
    store.setState(({ open }) => (open === null ? {} : { open: edited(open, next(open.notebook)) }))
  }

  function finds(): readonly Found[] {
    const { open, finding } = store.getState()
    return open === null || finding === null ? [] : findAll(open.notebook, finding.query)
  }

  /** Shows a find: its cell is selected, and its text too once the cell has an editor. */
  function show(all: readonly Found[], at: number): void {
    const found = all[at]
    const { finding } = store.getState()
    if (finding === null) return
    store.setState({ finding: { ...finding, at: found === undefined ? -1 : at } })
    if (found === undefined) return
    change((state) => select(state, found.cell, 'edit'))
    store.setState({ reveal: found })
  }

  return {
    /** Opens the bar, with a text to look for when one is given; looking begins at the selected cell. */
    find(text?: string): void {
      const { finding, open, teaching } = store.getState()
      if (open === null || teaching !== null) return
      const query = { ...(finding?.query ?? NOTHING_SOUGHT), within: null }
      store.setState({ finding: { query: text === undefined ? query : { ...query, text }, at: -1 } })
    },

    closeFinding: (): void => store.setState({ finding: null }),

    /** Looks for something else. What was being shown is no longer counted. */
    changeQuery(change: Partial<Query>): void {
      const { finding } = store.getState()
      if (finding !== null) store.setState({ finding: { query: { ...finding.query, ...change }, at: -1 } })
    },

    /** Looks only in the cells that are chosen now, or in all again. */
    findInChosen(isOnly: boolean): void {
      const { finding, open } = store.getState()
      if (finding === null || open === null) return
      const within = isOnly ? chosenCells(open.notebook) : null
      store.setState({ finding: { query: { ...finding.query, within }, at: -1 } })
    },

    /** To the next find (1) or the one before (-1), round and round. */
    step(by: -1 | 1): void {
      const { finding, open } = store.getState()
      const all = finds()
      if (finding === null || open === null) return
      if (finding.at < 0) {
        const first = firstFrom(open.notebook, all, open.notebook.selected, 0)
        show(all, by === 1 ? first : (first - 1 + all.length) % Math.max(1, all.length))
      } else show(all, (finding.at + by + all.length) % Math.max(1, all.length))
    },

    /** Replaces the find that is shown, and shows the next one. */
    replaceFound(): void {
      const { finding, open } = store.getState()
      const all = finds()
      if (finding === null || open === null) return
      const found = all[finding.at]
      if (found === undefined) {
        show(all, firstFrom(open.notebook, all, open.notebook.selected, 0))
        return
      }
      const before = mustHave(open.notebook, found.cell).source.length
      change((state) => replaceOne(state, finding.query, found))
      const after = finds()
      const now = store.getState().open?.notebook
      const grown = now === undefined ? 0 : mustHave(now, found.cell).source.length - before
      const place = found.to + grown
      if (now !== undefined) show(after, after.length === 0 ? -1 : firstFrom(now, after, found.cell, place))
    },

    replaceAllFound(): void {
      const { finding } = store.getState()
      if (finding === null) return
      change((state) => replaceAll(state, finding.query))
      store.setState({ finding: { ...finding, at: -1 } })
    }
  }
}
