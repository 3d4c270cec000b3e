/**
 * Which cells are near the viewport: only those have editors and drawn outputs, the others are plain text of the same
 * height. That keeps a notebook of a thousand cells as quick to open as one of twenty.
 */
import { createContext, useContext, useEffect, useState, type RefObject } from 'react'

/** How far beyond the visible part cells are made ready (CSS px): about a screen, so that scrolling meets them done. */
const MARGIN = 900

export interface Nearness {
  readonly isNear: boolean
  /** How high the element was when it was last seen coming or going (CSS px); `null` before that. */
  readonly height: number | null
}

export class NearViewport {
  private readonly listeners = new Map<Element, (nearness: Nearness) => void>()
  private observer: IntersectionObserver | null = null

  /** Watches inside this scrolling element, until the answer is called. Cells may have begun to wait before. */
  attach(scroller: Element): () => void {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting, boundingClientRect } of entries)
          this.listeners.get(target)?.({ isNear: isIntersecting, height: boundingClientRect.height })
      },
      { root: scroller, rootMargin: `${MARGIN}px 0px` }
    )
    for (const element of this.listeners.keys()) observer.observe(element)
    this.observer = observer
    return () => {
      observer.disconnect()
      this.observer = null
    }
  }

  watch(element: Element, listener: (nearness: Nearness) => void): () => void {
    this.listeners.set(element, listener)
    this.observer?.observe(element)
    return () => {
      this.listeners.delete(element)
      this.observer?.unobserve(element)
    }
  }
}

/** One per shown notebook. */
export const NearViewportContext = createContext(new NearViewport())

/** Whether the element is near, or has to be there anyway. */
export function useNearness(element: RefObject<Element | null>, isNeeded: boolean): Nearness {
  const viewport = useContext(NearViewportContext)
  const [nearness, setNearness] = useState<Nearness>({ isNear: false, height: null })
  useEffect(
    () => (element.current === null ? undefined : viewport.watch(element.current, setNearness)),
    [element, viewport]
  )
  return isNeeded && !nearness.isNear ? { ...nearness, isNear: true } : nearness
}
