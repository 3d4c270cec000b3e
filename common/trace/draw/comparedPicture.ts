/** Several runs in one picture, below each other on one time axis. */
import type { Note } from '../../notes'
import { gilRows } from './gilRows'
import { heading } from './rows'
import { taskRows } from './taskRows'
import { threadRows } from './threadRows'
import type { Track, TrackWords } from './Track'
import { usedRow } from './usedRow'
import { pictureOf, type Picture, type PlacedRow } from './drawTrace'
import type { Trace } from '../trace'

export interface TitledTrace {
  readonly title: string
  readonly trace: Trace
  /** Drawn above its lanes. */
  readonly notes?: readonly Note[]
}

const MAKERS = [usedRow, gilRows, threadRows, taskRows]

/** All begin at 0, and the axis is as long as the longest of them. Null where there is none. */
export function comparedPicture(runs: readonly TitledTrace[], words: TrackWords): Picture | null {
  const rows: PlacedRow[] = []
  let height = 0
  const place = (track: PlacedRow['track']): void => {
    rows.push({ track, top: height })
    height += track.height
  }
  runs.forEach(({ title, trace, notes = [] }, i) => {
    place(heading(`run ${String(i)}`, title))
    const { rows: lanes } = pictureOf(trace, words, { makers: MAKERS, notes })
    // Of one process there is nothing to tell apart: so that more runs are seen at once.
    const hasHeadings = lanes.filter(({ track }) => track.id.startsWith('process ')).length > 1
    const tasks = lanes.findIndex(({ track }) => track.id.startsWith('tasks of '))
    lanes.forEach(({ track }, at) => {
      const isOfTasks = tasks >= 0 && at >= tasks
      if (hasHeadings || isOfTasks || track.isHeading !== true)
        place(alone(track, `${String(i)} ${track.id}`))
    })
  })
  const [longest] = [...runs].sort((a, b) => b.trace.duration - a.trace.duration)
  if (longest === undefined) return null
  return { trace: longest.trace, rows, height, pinnedHeight: 0, tracks: rows.map(({ track }) => track) }
}

/** A row that stays where it is: where timelines are only looked at, lanes are not pinned or moved. */
export function alone(track: Track, id = track.id): Track {
  const row: { -readonly [Key in keyof Track]: Track[Key] } = { ...track, id }
  delete row.lane
  return row
}
