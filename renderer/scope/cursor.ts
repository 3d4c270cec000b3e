/** Where the keyboard's cursor goes in a picture. Pure. */
import type { Track } from '../../common/trace/draw/Track'
import type { Picture, PlacedRow } from '../../common/trace/draw/drawTrace'
import { firstAfter } from '../../common/trace/trace'

/** The selected row, and the moment in it (µs). */
export interface Cursor {
  readonly row: string
  readonly at: number
}

/** The next (1) or previous (-1) moment at which something began in a row. */
export function nextEdge({ edges }: Track, at: number, direction: 1 | -1): number | undefined {
  if (edges === undefined || edges.length === 0) return undefined
  const after = firstAfter(edges, at)
  const before = after - (edges[after - 1] === at ? 2 : 1)
  // The last edge is the end: nothing begins there.
  return edges[direction === 1 ? Math.min(after, edges.length - 2) : Math.max(0, before)]
}

/** The row below (1) or above (-1) that has events; the first when none is selected. */
export function nextRow({ rows }: Picture, id: string | undefined, direction: 1 | -1): PlacedRow | undefined {
  const some = rows.filter(({ track }) => track.isHeading !== true && track.edges !== undefined)
  const now = some.findIndex(({ track }) => track.id === id)
  return some[Math.min(Math.max(0, now + direction), some.length - 1)]
}

/** How many places a lane is moved when it is dropped on another; 0 when that is no neighbour of its. */
export function placesBetween({ rows, pinnedHeight }: Picture, lane: string, other: string): number {
  const groups: string[][] = [[]]
  for (const { track, top } of rows) {
    if (track.isHeading || top === pinnedHeight) groups.push([])
    if (track.lane !== undefined) groups.at(-1)?.push(track.lane)
  }
  const group = groups.find((lanes) => lanes.includes(lane)) ?? []
  return group.includes(other) ? group.indexOf(other) - group.indexOf(lane) : 0
}
