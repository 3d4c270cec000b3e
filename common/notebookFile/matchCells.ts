/** Which cell of a file each cell of a notebook is, so that it can keep its lines. */
import type { Cell } from '../notebook'
import { isEqual } from './equal'

/**
 * For each cell of `after` its place in `before`, or `undefined` for a new one. Ids tell, where files have them. Where
 * they have none, the ids in memory are those of the text that was first read; so cells that say the same belong
 * together, and what then remains between two known neighbours is taken for edited, in order.
 */
export function matchCells(before: readonly Cell[], after: readonly Cell[]): (number | undefined)[] {
  const places: (number | undefined)[] = after.map(() => undefined)
  const free = new Set(before.keys())
  const take = (i: number, place: number): void => {
    places[i] = place
    free.delete(place)
  }

  const byId = new Map(before.map((cell, place) => [cell.id, place]))
  const rest: number[] = []
  for (const [i, cell] of after.entries()) {
    const place = byId.get(cell.id)
    if (place !== undefined && free.has(place) && isSame(before[place], cell)) take(i, place)
    else rest.push(i)
  }
  const bySource = new Map<string, number[]>()
  for (const place of free) {
    const source = before[place]?.source ?? ''
    bySource.set(source, [...(bySource.get(source) ?? []), place])
  }
  for (const i of rest) {
    const cell = after[i]
    if (cell === undefined || byId.has(cell.id)) continue
    const place = bySource.get(cell.source)?.find((each) => free.has(each) && isSame(before[each], cell))
    if (place !== undefined) take(i, place)
  }
  for (const i of rest) {
    const place = byId.get(after[i]?.id ?? ('' as Cell['id']))
    if (places[i] === undefined && place !== undefined && free.has(place)) take(i, place)
  }
  for (const i of rest) {
    if (places[i] !== undefined) continue
    const next = i === 0 ? 0 : (places[i - 1] ?? -2) + 1
    if (free.has(next) && before[next]?.cell_type === after[i]?.cell_type) take(i, next)
  }
  return places
}

function isSame(before: Cell | undefined, after: Cell): boolean {
  return (
    before !== undefined && isEqual({ ...before, id: '', extra: null }, { ...after, id: '', extra: null })
  )
}
