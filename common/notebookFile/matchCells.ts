/** Which cell of a file each cell of a notebook is, so that it can keep its lines. */
import type { Cell } from '../notebook'
import { isEqual } from './equal'

/** A cell of the file. */
export interface CellInFile {
  readonly cell: Cell
  /** Whether the file itself gives the cell its id; otherwise the id was made on reading. */
  readonly hasOwnId: boolean
}

/**
 * For each cell of `after` its place in `before`, or `undefined` for a new one. Where the file has ids, they decide. A
 * made id is that of the text which was first read, and is of no use once a changed text was saved; so cells without
 * ids of their own are matched by what they say, first where they stand, and those left over by where they stand alone.
 */
export function matchCells(before: readonly CellInFile[], after: readonly Cell[]): (number | undefined)[] {
  const matches = new Matches(before, after)
  matches.take((cell, place) => before[place]?.cell.id === cell.id && isSame(before[place]?.cell, cell))
  matches.takeEqualInPlace()
  matches.takeEqual()
  matches.take((cell, place) => before[place]?.cell.id === cell.id)
  matches.takeByPlace()
  return matches.places
}

class Matches {
  readonly places: (number | undefined)[]
  private readonly free: Set<number>
  private readonly byId: ReadonlyMap<Cell['id'], number>

  constructor(
    private readonly before: readonly CellInFile[],
    private readonly after: readonly Cell[]
  ) {
    this.places = after.map(() => undefined)
    this.free = new Set(before.keys())
    this.byId = new Map(before.map(({ cell }, place) => [cell.id, place]))
  }

  /** Matches cells to the file's cells of the same id, if `isIt` agrees. */
  take(isIt: (cell: Cell, place: number) => boolean): void {
    for (const [i, cell] of this.after.entries()) {
      const place = this.byId.get(cell.id)
      if (this.places[i] === undefined && place !== undefined && this.free.has(place) && isIt(cell, place))
        this.set(i, place)
    }
  }

  /** Matches cells that say the same as the one without an id that stands where they do, from either end. */
  takeEqualInPlace(): void {
    const moved = this.before.length - this.after.length
    for (const [i, cell] of this.after.entries())
      for (const place of [i, i + moved]) {
        const old = this.before[place]
        const isFree = this.places[i] === undefined && this.free.has(place) && old?.hasOwnId === false
        if (isFree && isSame(old.cell, cell)) this.set(i, place)
      }
  }

  /** Matches cells that say the same as one without an id. */
  takeEqual(): void {
    const bySource = new Map<string, number[]>()
    for (const place of this.free) {
      const { cell, hasOwnId } = this.before[place] as CellInFile
      if (hasOwnId) continue
      const same = bySource.get(cell.source)
      if (same) same.push(place)
      else bySource.set(cell.source, [place])
    }
    for (const [i, cell] of this.after.entries()) {
      if (this.places[i] !== undefined) continue
      const candidates = bySource.get(cell.source) ?? []
      const found = candidates.findIndex((place) => isSame(this.before[place]?.cell, cell))
      const [place] = found < 0 ? [] : candidates.splice(found, 1)
      if (place !== undefined) this.set(i, place)
    }
  }

  /** Between two matched neighbours: cells of one type that share a line, or all in order if there are equally many. */
  takeByPlace(): void {
    for (let i = 0; i < this.after.length; i++) {
      if (this.places[i] !== undefined) continue
      let end = i + 1
      while (end < this.after.length && this.places[end] === undefined) end++
      this.takeInGap(i, end, (this.places[i - 1] ?? -1) + 1, this.places[end] ?? this.before.length)
      i = end
    }
  }

  private takeInGap(from: number, to: number, low: number, high: number): void {
    const free: number[] = []
    for (let place = low; place < high; place++)
      if (this.free.has(place) && !this.before[place]?.hasOwnId) free.push(place)
    const areEquallyMany = free.length === to - from
    for (let i = from; i < to && free.length > 0; i++) {
      const cell = this.after[i] as Cell
      const found = free.findIndex((place) => {
        const old = this.before[place]?.cell as Cell
        return old.cell_type === cell.cell_type && (areEquallyMany || sharesLine(old.source, cell.source))
      })
      if (found < 0) continue
      this.set(i, free[found] as number)
      free.splice(0, found + 1)
    }
  }

  private set(i: number, place: number): void {
    this.places[i] = place
    this.free.delete(place)
  }
}

function isSame(before: Cell | undefined, after: Cell): boolean {
  return (
    before !== undefined && isEqual({ ...before, id: '', extra: null }, { ...after, id: '', extra: null })
  )
}

function sharesLine(a: string, b: string): boolean {
  const lines = new Set(a.split('\n').filter((line) => line.trim() !== ''))
  return b.split('\n').some((line) => lines.has(line))
}
