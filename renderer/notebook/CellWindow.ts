/**
 * Which cells the page has: those that are seen, those about a screen beyond, and the few that must be there anyway. In the
 * place of all others is room as high as they are. So a notebook of a thousand cells is as quick to open, to scroll and to
 * type in as one of twenty.
 *
 * A cell comes as text, at the height that it had or will about have, and is then made ready: with its editor and outputs,
 * those that are seen first, no more of them in a frame than there is time for, and none that are only flown past.
 */
import { createContext, useContext, useEffect, useState, type RefObject } from 'react'
import type { CellId } from '../../common/brands'
import { createFrame, type Frame } from '../frame'
import { GAP, topOf, type Stretch } from './rows'

/** How far beyond the visible part there are cells (CSS px): about a screen, so that scrolling meets them ready. */
const MARGIN = 900
/** What is seen is known in steps of this many px: not each step of scrolling draws the column anew. */
const STEP = 300
/** Before the screen is measured. */
const FIRST_HEIGHT = 900
/** Milliseconds of a frame for making cells ready; a frame has sixteen. One is made ready in any case. */
const BUDGET = 8

/** Who scrolls by more of a screen than this from one frame to the next sees no more than that there is text. */
const FLYING = 1 / 2

/** Draws what a change of state calls for before it returns. */
export type Flush = (change: () => void) => void

interface Drawn {
  readonly id: CellId
  /** Makes it ready; `null` once it is. */
  ready: (() => void) | null
}

export class CellWindow {
  private cells: readonly CellId[] = []
  /** With the gap above; guessed until the cell was drawn. */
  private readonly heights = new Map<CellId, number>()
  private readonly drawn = new Map<Element, Drawn>()
  private sizes: ResizeObserver | null = null
  private scrolled: { readonly scroller: Element; readonly column: Element } | null = null
  private focused: CellId | null = null
  private readonly listeners = new Set<() => void>()
  /** A new object whenever the column is to be drawn anew. */
  private view: Stretch = { from: -MARGIN, to: FIRST_HEIGHT + MARGIN }
  private measured: Stretch = { from: 0, to: FIRST_HEIGHT }
  private isOutdated = false
  private isFlying = false

  /** @param first the cell that is to be seen at first; the topmost one by default */
  constructor(
    private readonly frame: Frame,
    private readonly flush: Flush,
    private first: CellId | null = null
  ) {}

  /** These are the cells, from the top. */
  setCells(cells: readonly CellId[], guess: (id: CellId) => number): void {
    if (cells === this.cells) return
    this.cells = cells
    for (const id of cells) if (!this.heights.has(id)) this.heights.set(id, guess(id))
    if (this.first === null) return
    const top = topOf(cells, this.heightOf, this.first)
    this.view = around({ from: top, to: top + FIRST_HEIGHT })
    this.first = null
  }

  readonly heightOf = (id: CellId): number => this.heights.get(id) ?? 0

  /** What has the focus must not be taken away. */
  isFocused(id: CellId): boolean {
    return this.focused === id
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly seen = (): Stretch => this.view

  /** Follows the scrolling of this column, until the answer is called. */
  attach(scroller: HTMLElement, column: HTMLElement): () => void {
    const onFocus = ({ target, type }: FocusEvent): void => {
      const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null
      this.focused = type === 'focusin' ? ((cell?.dataset.cell ?? null) as CellId | null) : null
    }
    this.scrolled = { scroller, column }
    const sizes = new ResizeObserver((entries) => this.resized(entries))
    this.sizes = sizes
    for (const element of [scroller, ...this.drawn.keys()]) sizes.observe(element)
    scroller.addEventListener('scroll', this.look, { passive: true })
    column.addEventListener('focusin', onFocus)
    column.addEventListener('focusout', onFocus)
    this.look()
    return () => {
      this.scrolled = this.sizes = null
      sizes.disconnect()
      scroller.removeEventListener('scroll', this.look)
      column.removeEventListener('focusin', onFocus)
      column.removeEventListener('focusout', onFocus)
    }
  }

  /** What is seen may have changed. */
  readonly look = (): void => void this.frame.request(this.work)

  /** The cell is drawn as this element, and is to be made ready when there is time. */
  watch(element: Element, id: CellId, ready: () => void): () => void {
    this.drawn.set(element, { id, ready })
    this.sizes?.observe(element)
    this.look()
    return () => {
      this.drawn.delete(element)
      this.sizes?.unobserve(element)
    }
  }

  private resized(entries: readonly ResizeObserverEntry[]): void {
    for (const { target, borderBoxSize } of entries) {
      const cell = this.drawn.get(target)
      const height = (borderBoxSize[0]?.blockSize ?? 0) + GAP
      if (cell === undefined || Math.abs(this.heightOf(cell.id) - height) < 1) continue
      this.heights.set(cell.id, height)
      this.isOutdated = true
    }
    this.look()
  }

  private readonly work = {
    measure: (): void => {
      if (this.scrolled === null) return
      const screen = this.scrolled.scroller.getBoundingClientRect()
      const from = screen.top - this.scrolled.column.getBoundingClientRect().top
      this.isFlying = Math.abs(from - this.measured.from) > screen.height * FLYING
      this.measured = { from, to: from + screen.height }
    },
    draw: (): void => {
      if (this.scrolled === null) return
      const began = performance.now()
      const view = around(this.measured)
      if (this.isOutdated || view.from !== this.view.from || view.to !== this.view.to) {
        this.isOutdated = false
        this.view = view
        this.flush(() => this.listeners.forEach((listener) => listener()))
      }
      const waiting = this.waiting()
      for (const cell of this.isFlying ? [] : waiting) {
        const { ready } = cell
        cell.ready = null
        if (ready !== null) this.flush(ready)
        if (performance.now() - began > BUDGET) break
      }
      if (waiting.some(({ ready }) => ready !== null)) this.look()
    }
  }

  /** Those that are not ready, the nearest to the middle of the screen first. */
  private waiting(): Drawn[] {
    const cells = [...this.drawn.values()].filter(({ ready }) => ready !== null)
    if (cells.length < 2) return cells
    const tops = new Map<CellId, number>()
    let top = 0
    for (const id of this.cells) {
      tops.set(id, top)
      top += this.heightOf(id)
    }
    const middle = (this.measured.from + this.measured.to) / 2
    const distance = ({ id }: Drawn): number => {
      const from = tops.get(id) ?? 0
      return Math.max(from - middle, middle - from - this.heightOf(id), 0)
    }
    return cells.sort((one, other) => distance(one) - distance(other))
  }
}

function around({ from, to }: Stretch): Stretch {
  return {
    from: Math.floor((from - MARGIN) / STEP) * STEP,
    to: Math.ceil((to + MARGIN) / STEP) * STEP
  }
}

/** One per shown notebook. */
export const CellWindowContext = createContext(
  new CellWindow(
    createFrame(() => undefined),
    (change) => change()
  )
)

/** Whether the cell has its editor and outputs, or has to have them anyway. */
export function useReady(element: RefObject<Element | null>, id: CellId, isNeeded: boolean): boolean {
  const cells = useContext(CellWindowContext)
  const [isReady, setIsReady] = useState(false)
  useEffect(
    () => (element.current === null ? undefined : cells.watch(element.current, id, () => setIsReady(true))),
    [element, id, cells]
  )
  return isReady || isNeeded
}
