/** Which rows of a long list are in sight: only those are drawn, so that a thousand cost as little as thirty. */
import { useLayoutEffect, useState, type RefObject, type UIEvent } from 'react'

/** Drawn beyond both ends, so that scrolling meets them done. */
const MORE = 8

export interface VisibleRows {
  readonly from: number
  readonly to: number
  /** For the scrolling element. */
  readonly onScroll: (event: UIEvent<HTMLElement>) => void
}

/** Of `count` rows, each `height` CSS px high, in this scrolling element. */
export function useVisibleRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  height: number
): VisibleRows {
  const [top, setTop] = useState(0)
  const [room, setRoom] = useState(0)
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const observer = new ResizeObserver(() => setRoom(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  const from = Math.max(0, Math.min(Math.floor(top / height), count) - MORE)
  return {
    from,
    to: Math.min(count, Math.ceil((top + room) / height) + MORE),
    // Whole rows only: most scrolling then changes nothing here.
    onScroll: ({ currentTarget }) => setTop(Math.floor(currentTarget.scrollTop / height) * height)
  }
}

/** Brings the row into sight, as little as it takes. `head`: what covers the list's beginning, in CSS px. */
export function scrollToRow(scroller: HTMLElement, row: number, height: number, head: number): void {
  const [top, bottom] = [row * height, (row + 1) * height]
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (bottom > scroller.scrollTop + scroller.clientHeight - head)
    scroller.scrollTop = bottom - scroller.clientHeight + head
}
