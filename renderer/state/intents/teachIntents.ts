/** Teach mode: entering, going from section to section, leaving. */
import { select } from '../choice'
import type { World } from './intents'
import { edited } from '../open'
import { sectionWith, teachSections } from '../teach'

export function teachIntents({ store }: World) {
  return {
    /** Into teach mode, with the section of the selected cell; or out of it. */
    toggleTeaching(): void {
      const { open, teaching } = store.getState()
      if (open === null) return
      const { notebook } = open
      const start = notebook.selected ?? notebook.order[0] ?? null
      store.setState({
        open: { ...open, notebook: select(notebook, notebook.selected, 'command') },
        teaching: teaching === null ? start : null,
        finding: null
      })
    },

    /** To the next section (1) or the one before (-1); at the ends nothing happens. */
    stepSection(by: -1 | 1): void {
      const { open, teaching } = store.getState()
      if (open === null || teaching === null) return
      const sections = teachSections(open.notebook)
      const first = sections[sectionWith(sections, teaching) + by]?.[0]
      if (first === undefined) return
      store.setState({ open: edited(open, select(open.notebook, first, 'command')), teaching: first })
    }
  }
}
