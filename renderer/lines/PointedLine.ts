/** The one line of code that the user points at now, in an editor or in a timeline; both show it. */
import { createContext } from 'react'
import type { CellId } from '../../common/brands'

export interface LinePlace {
  readonly cell: CellId
  /** From 1, of the text as it is. */
  readonly line: number
  /** Where the pointer or cursor is. */
  readonly by: 'code' | 'timeline'
}

export class PointedLine {
  private now: LinePlace | null = null
  private readonly listeners = new Set<() => void>()

  get place(): LinePlace | null {
    return this.now
  }

  point(place: LinePlace | null): void {
    const { now } = this
    if (place?.cell === now?.cell && place?.line === now?.line && place?.by === now?.by) return
    this.now = place
    for (const listen of [...this.listeners]) listen()
  }

  /** The pointer has left; what somebody else points at stays. */
  leave(by: LinePlace['by'], cell?: CellId): void {
    if (this.now?.by === by && (cell === undefined || this.now.cell === cell)) this.point(null)
  }

  /** Until the answer is called. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

/** One for the page, which has one notebook open at a time. */
export const PointedLineContext = createContext(new PointedLine())
