/** Dragging cells by their gutter: where they would land, and putting them there. */
import { useState, type DragEvent } from 'react'
import type { CellId } from '../../common/brands'
import { useWorld } from '../state/app'
import { chosenCells, isAmongChosen, select } from '../state/choice'

/** Says that cells of ours are dragged; what is dragged from elsewhere is not. */
const CELLS = 'application/x-gilscope-cells'

/** The cells would land before this one, or at the end. */
export type Drop = { readonly before: CellId | null }

/** What a gutter needs to be dragged by: all chosen cells if its cell is one of them. */
export function useCellDrag(id: CellId): (event: DragEvent) => void {
  const { store } = useWorld()
  return (event) => {
    const { open } = store.getState()
    if (open === null) return
    const isOne = isAmongChosen(open.notebook, id)
    const ids = chosenCells(isOne ? open.notebook : select(open.notebook, id, 'command'))
    event.dataTransfer.setData(CELLS, JSON.stringify(ids))
    event.dataTransfer.effectAllowed = 'move'
    const cell = event.currentTarget.closest('.cell')
    if (cell !== null) event.dataTransfer.setDragImage(cell, 8, 16)
  }
}

interface DropHandlers {
  readonly drop: Drop | null
  readonly handlers: {
    onDragOver(event: DragEvent): void
    onDragLeave(event: DragEvent): void
    onDrop(event: DragEvent): void
  }
}

/** For the list of cells: where what is dragged over it would land. */
export function useCellDrops(visible: readonly CellId[]): DropHandlers {
  const { intents } = useWorld()
  const [drop, setDrop] = useState<Drop | null>(null)
  return {
    drop,
    handlers: {
      onDragOver(event) {
        if (!event.dataTransfer.types.includes(CELLS)) return
        event.preventDefault()
        const next = dropAt(event, visible)
        setDrop((before) => (before?.before === next.before ? before : next))
      },
      onDragLeave(event) {
        const to = event.relatedTarget
        if (!(to instanceof Node && event.currentTarget.contains(to))) setDrop(null)
      },
      onDrop(event) {
        const data = event.dataTransfer.getData(CELLS)
        setDrop(null)
        if (data === '') return
        event.preventDefault()
        intents.moveBefore(JSON.parse(data) as CellId[], dropAt(event, visible).before)
      }
    }
  }
}

/** Above the middle of a cell it is before it, below it is after it. */
function dropAt(event: DragEvent, visible: readonly CellId[]): Drop {
  // Only those that the page has: what is pointed at is one of them.
  const cells = [...event.currentTarget.querySelectorAll<HTMLElement>(':scope > .cell')]
  const isAbove = (cell: HTMLElement): boolean => {
    const { top, height } = cell.getBoundingClientRect()
    return event.clientY >= top + height / 2
  }
  const below = cells.find((cell) => !isAbove(cell))
  if (below !== undefined) return { before: below.dataset.cell as CellId }
  const last = visible.indexOf(cells.at(-1)?.dataset.cell as CellId)
  return { before: visible[last + 1] ?? null }
}
