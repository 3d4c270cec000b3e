/** How the user has arranged a timeline's lanes: some pinned on top, others moved within their group. Pure. */
import type { Track } from './Track'

export interface Arrangement {
  /** Lanes (see `Track.lane`) that stay below the axis, in their order. */
  readonly pinned: readonly string[]
  /** The lanes of each group in which the user has moved one, in their order. */
  readonly order: readonly string[]
}

export const AS_IT_COMES: Arrangement = { pinned: [], order: [] }

/** Pinned rows first, then the others; moved ones stand within their group, which begins at a heading. */
export function arranged(
  tracks: readonly Track[],
  { pinned, order }: Arrangement
): { readonly pinned: readonly Track[]; readonly rest: readonly Track[] } {
  const places = new Map(order.map((lane, place) => [lane, place]))
  const place = ({ lane = '' }: Track): number => places.get(lane) ?? order.length
  const rest = groupsOf(tracks.filter(({ lane }) => lane === undefined || !pinned.includes(lane)))
  return {
    pinned: pinned.flatMap((lane) => tracks.filter((track) => track.lane === lane)),
    rest: rest.flatMap((group) => {
      const moved = group.filter(({ lane }) => lane !== undefined).sort((a, b) => place(a) - place(b))
      return group.map((track) => (track.lane === undefined ? track : (moved.shift() ?? track)))
    })
  }
}

/** Pins a lane, below those that are pinned already, or lets it go back to its place. */
export function pinToggled({ pinned, order }: Arrangement, lane: string): Arrangement {
  const without = pinned.filter((each) => each !== lane)
  return { pinned: without.length < pinned.length ? without : [...pinned, lane], order }
}

/** Moves a lane so many places among its neighbours, which are those shown beside it: pinned ones, or its group. */
export function laneMoved(
  tracks: readonly Track[],
  arrangement: Arrangement,
  lane: string,
  by: number
): Arrangement {
  const { pinned, order } = arrangement
  if (pinned.includes(lane)) return { pinned: shifted(pinned, lane, by), order }
  const groups = groupsOf(arranged(tracks, arrangement).rest)
  const group = groups.find((some) => some.some((track) => track.lane === lane)) ?? []
  const lanes = group.flatMap((track) => track.lane ?? [])
  const others = order.filter((each) => !lanes.includes(each))
  return { pinned, order: [...others, ...shifted(lanes, lane, by)] }
}

function shifted(lanes: readonly string[], lane: string, by: number): readonly string[] {
  const from = lanes.indexOf(lane)
  const to = Math.min(Math.max(0, from + by), lanes.length - 1)
  return from < 0 ? lanes : lanes.toSpliced(from, 1).toSpliced(to, 0, lane)
}

function groupsOf(tracks: readonly Track[]): Track[][] {
  const groups: Track[][] = [[]]
  for (const track of tracks) {
    if (track.isHeading) groups.push([])
    groups.at(-1)?.push(track)
  }
  return groups
}
