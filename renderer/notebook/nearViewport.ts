/**
 * Which cells are near the viewport: only those have editors and drawn outputs, the others are plain text of the same
 * height. That keeps a notebook of a thousand cells as quick to open and to scroll as one of twenty.
 */
import { createContext, useContext, useEffect, useState, type RefObject } from 'react'
import { createFrame, type Frame } from '../frame'

/** How far beyond the visible part cells are made ready (CSS px): about a screen, so that scrolling meets them done. */
const MARGIN = 900
/** How many cells become ready in one frame. An editor takes some milliseconds, and a frame has sixteen. */
const PER_FRAME = 2

export interface Nearness {
  readonly isNear: boolean
  /** How high the element was when it was last seen coming or going (CSS px); `null` before that. */
  readonly height: number | null
}

type Listener = (nearness: Nearness) => void

export class NearViewport {
  private readonly listeners = new Map<Element, Listener>()
  private observer: IntersectionObserver | null = null
  /** What came near and was not told yet, with its height. */
  private readonly arriving = new Map<Element, number>()
  /** What knows that it is near. */
  private readonly near = new Set<Element>()

  constructor(private readonly frame: Frame) {}

  /** Watches inside this scrolling element, until the answer is called. Cells may have begun to wait before. */
  attach(scroller: Element): () => void {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting, boundingClientRect } of entries)
          if (isIntersecting) this.arriving.set(target, boundingClientRect.height)
          else this.left(target, boundingClientRect.height)
        this.tell()
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

  watch(element: Element, listener: Listener): () => void {
    this.listeners.set(element, listener)
    this.observer?.observe(element)
    return () => {
      this.listeners.delete(element)
      this.arriving.delete(element)
      this.near.delete(element)
      this.observer?.unobserve(element)
    }
  }

  private left(element: Element, height: number): void {
    this.arriving.delete(element)
    if (this.near.delete(element)) this.listeners.get(element)?.({ isNear: false, height })
  }

  /** Tells a few cells now and the rest in the next frames; one that was only passed by is never told. */
  private readonly tell = (): void => {
    for (const [element, height] of [...this.arriving].slice(0, PER_FRAME)) {
      this.arriving.delete(element)
      this.near.add(element)
      this.listeners.get(element)?.({ isNear: true, height })
    }
    if (this.arriving.size > 0) this.frame.request(this.work)
  }
  private readonly work = { draw: this.tell }
}

/** One per shown notebook. */
export const NearViewportContext = createContext(new NearViewport(createFrame(() => undefined)))

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
