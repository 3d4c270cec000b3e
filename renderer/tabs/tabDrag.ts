/** Dragging a tab to another place among the others. */
import { useState, type DragEvent } from 'react'
import type { NotebookId } from '../../common/brands'
import { useWorld } from '../state/app'

/** Says that a tab of ours is dragged. */
const TAB = 'application/x-gilscope-tab'

export function dragTab(event: DragEvent, id: NotebookId): void {
  event.dataTransfer.setData(TAB, id)
  event.dataTransfer.effectAllowed = 'move'
}

/** For the row of tabs: before which of them the dragged one would land, counted from 0, and what hears that. */
export function useTabDrops(tabs: readonly NotebookId[]) {
  const { intents } = useWorld()
  const [drop, setDrop] = useState<number | null>(null)
  return {
    drop,
    handlers: {
      onDragOver(event: DragEvent): void {
        if (!event.dataTransfer.types.includes(TAB)) return
        event.preventDefault()
        setDrop(dropAt(event))
      },
      onDragLeave(event: DragEvent): void {
        const to = event.relatedTarget
        if (!(to instanceof Node && event.currentTarget.contains(to))) setDrop(null)
      },
      onDrop(event: DragEvent): void {
        const id = tabs.find((each) => each === event.dataTransfer.getData(TAB))
        setDrop(null)
        if (id === undefined) return
        event.preventDefault()
        const place = dropAt(event)
        // Taken out, it leaves a gap that those after it close.
        intents.moveTab(id, tabs.indexOf(id) < place ? place - 1 : place)
      }
    }
  }
}

/** Left of the middle of a tab is before it. */
function dropAt(event: DragEvent): number {
  const tabs = [...event.currentTarget.querySelectorAll(':scope > .tab')]
  const after = tabs.findIndex((tab) => {
    const { left, width } = tab.getBoundingClientRect()
    return event.clientX < left + width / 2
  })
  return after < 0 ? tabs.length : after
}
