/** What a notebook's view leaves behind while another is in front: its editors' states, and where it was scrolled to. */
import { createContext } from 'react'
import type { CellId, NotebookId } from '../../common/brands'
import { KeptEditorStates } from './editorStates'
import { topCell } from './topCell'

interface KeptView {
  readonly editors: KeptEditorStates
  readonly place: KeptPlace
}

/**
 * The place in a long column of cells. Cells that were not seen yet are about as high as they will be, so a distance from
 * the top means little: what is kept is the topmost cell that is seen, and how far it is from the edge (CSS px).
 */
class KeptPlace {
  private kept: { readonly cell: CellId; readonly below: number } | null = null

  /** The topmost cell that was seen; `null` for one that nobody has scrolled. */
  get cell(): CellId | null {
    return this.kept?.cell ?? null
  }

  /** Goes to the place that was kept, and keeps it up to date until the answer is called. */
  attach(scroller: HTMLElement): () => void {
    const top = (element: Element): number =>
      element.getBoundingClientRect().top - scroller.getBoundingClientRect().top
    const before = scroller.querySelector(`[data-cell="${CSS.escape(this.kept?.cell ?? '')}"]`)
    if (before !== null && this.kept !== null) scroller.scrollTop += top(before) - this.kept.below
    const keep = (): void => {
      const first = topCell(scroller)
      const cell = first?.dataset.cell as CellId | undefined
      this.kept = first === null || cell === undefined ? null : { cell, below: top(first) }
    }
    scroller.addEventListener('scrollend', keep)
    return () => scroller.removeEventListener('scrollend', keep)
  }
}

export class KeptViews {
  private readonly views = new Map<NotebookId, KeptView>()

  of(id: NotebookId): KeptView {
    const view = this.views.get(id) ?? { editors: new KeptEditorStates(), place: new KeptPlace() }
    this.views.set(id, view)
    return view
  }

  /** The others are closed. */
  keepOnly(open: readonly NotebookId[]): void {
    for (const id of this.views.keys()) if (!open.includes(id)) this.views.delete(id)
  }
}

export const KeptViewsContext = createContext(new KeptViews())
