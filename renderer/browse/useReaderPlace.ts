/** Where in the scrolled notebook a reader is: at what is at the top. */
import { useEffect, useState } from 'react'
import type { CellId } from '../../common/brands'
import { pageFrame } from '../frame'
import { topCell } from '../notebook/topCell'
import type { ReaderPlace } from '../state/contents'

/** A heading that has come so near to the top is where the reader is (CSS px). */
const NEAR = 48

export function useReaderPlace(): ReaderPlace | null {
  const [place, setPlace] = useState<ReaderPlace | null>(null)
  useEffect(() => {
    const work = {
      measure(): void {
        const next = readerPlace()
        setPlace((now) => (now?.cell === next?.cell && now?.passed === next?.passed ? now : next))
      }
    }
    const look = (): void => void pageFrame.request(work)
    look()
    // Scrolling does not bubble, but it is caught on its way down; at its end the cells there have their headings.
    const events = ['scroll', 'scrollend'] as const
    for (const event of events) document.addEventListener(event, look, { capture: true, passive: true })
    return () => {
      for (const event of events) document.removeEventListener(event, look, { capture: true })
    }
  }, [])
  return place
}

function readerPlace(): ReaderPlace | null {
  const scroller = document.querySelector<HTMLElement>('.notebook')
  const cell = scroller === null ? null : topCell(scroller, NEAR)
  if (scroller === null || cell?.dataset.cell === undefined) return null
  const edge = scroller.getBoundingClientRect().top + NEAR
  const headings = [...cell.querySelectorAll(':is(h1, h2, h3, h4, h5, h6)[data-anchor]')]
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top <= edge).length
  return { cell: cell.dataset.cell as CellId, passed }
}
