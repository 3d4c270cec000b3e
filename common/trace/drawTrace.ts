/** The picture of a trace: rows below a time axis. A canvas draws it live, exports draw it as SVG. */
import { evidenceOf, labelOf } from './evidence'
import { AXIS_HEIGHT, drawAxis, drawTickLines } from './draw/axis'
import { coreRows } from './draw/coreRows'
import { gilRows } from './draw/gilRows'
import type { Pen } from './draw/pen'
import { threadRows } from './draw/threadRows'
import type { TimeScale } from './draw/TimeScale'
import type { Hit, Track, TrackMaker, TrackSource, TrackWords } from './draw/Track'
import { usedRow } from './draw/usedRow'
import type { SpanState, Trace } from './trace'

/** All kinds of rows, in their order. */
const MAKERS: readonly TrackMaker[] = [usedRow, gilRows, threadRows, coreRows]

/** Rows and where each begins, in px below the axis. */
export interface Picture {
  readonly trace: Trace
  readonly rows: readonly PlacedRow[]
  /** Of all rows together, without the axis. */
  readonly height: number
}
export interface PlacedRow {
  readonly track: Track
  readonly top: number
}

const NONE: ReadonlySet<SpanState> = new Set()

/** @param makers the kinds of rows, where not all are wanted */
export function pictureOf(
  trace: Trace,
  words: TrackWords,
  hidden: ReadonlySet<SpanState> = NONE,
  makers: readonly TrackMaker[] = MAKERS
): Picture {
  const tookPart = trace.threads.map(() => false)
  for (const { thread } of evidenceOf(trace).taking) tookPart[thread] = true
  const names = toldApart(
    trace.threads.map((thread) => labelOf(trace, thread)),
    trace.threads.map(({ tid }) => tid)
  )
  const processNames = toldApart(
    trace.processes.map(({ name }) => name),
    trace.processes.map(({ pid }) => pid)
  )
  const source: TrackSource = { trace, words, names, processNames, tookPart, hidden }
  const rows: PlacedRow[] = []
  let height = 0
  for (const track of makers.flatMap((make) => make(source))) {
    rows.push({ track, top: height })
    height += track.height
  }
  return { trace, rows, height }
}

/** Names, with numbers where several are the same: children are often all called `python3`. */
function toldApart(names: readonly string[], numbers: readonly number[]): string[] {
  const seen = new Map<string, number>()
  for (const name of names) seen.set(name, (seen.get(name) ?? 0) + 1)
  return names.map((name, i) =>
    name !== '' && seen.get(name) === 1 ? name : `${name} ${numbers[i] ?? ''}`.trim()
  )
}

/** Draws the axis, and below it the rows from `scrolled` px on, into `height` px. Rows out of sight cost nothing. */
export function drawPicture(
  pen: Pen,
  picture: Picture,
  scale: TimeScale,
  height: number,
  scrolled = 0
): void {
  drawTickLines(pen, scale, height)
  for (const { track, top } of picture.rows) {
    const y = AXIS_HEIGHT + top - scrolled
    if (y < height && y + track.height > AXIS_HEIGHT) track.draw(pen, scale, y)
  }
  drawAxis(pen, scale)
}

/** The row at a place, `y` px below the axis when nothing is scrolled. */
export function rowAt(picture: Picture, y: number): PlacedRow | undefined {
  return picture.rows.find(({ track, top }) => y >= top && y < top + track.height)
}

/** What is at a place. */
export function hitAt(picture: Picture, at: number, y: number): Hit | undefined {
  const row = rowAt(picture, y)
  return row?.track.hit?.(at, y - row.top)
}
