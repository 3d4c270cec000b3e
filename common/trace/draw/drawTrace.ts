/** The picture of a trace: rows below a time axis. A canvas draws it live, exports draw it as SVG. */
import type { Note } from '../../notes'
import { remembered } from '../../remembered'
import { evidenceOf, labelOf } from '../verdict/evidence'
import { arranged, AS_IT_COMES, type Arrangement } from './arrangement'
import { AXIS_HEIGHT, drawAxis, drawTickLines } from './axis'
import { coreRows } from './coreRows'
import { gilRows } from './gilRows'
import { noteRow } from './noteRow'
import type { Pen } from './pen'
import { taskRows } from './taskRows'
import { threadRows } from './threadRows'
import type { TimeScale } from './TimeScale'
import type { Hit, LegendState, Track, TrackMaker, TrackSource, TrackWords } from './Track'
import { usedRow } from './usedRow'
import type { Trace } from '../trace'

/** All kinds of rows, in their order. */
const MAKERS: readonly TrackMaker[] = [usedRow, gilRows, threadRows, taskRows, coreRows]

/** Rows and where each begins, in px below the axis; pinned ones come first, and stay there while others are scrolled. */
export interface Picture {
  readonly trace: Trace
  readonly rows: readonly PlacedRow[]
  /** Of all rows together, without the axis. */
  readonly height: number
  readonly pinnedHeight: number
  /** The tracks in the order in which they come: what an arrangement is of. */
  readonly tracks: readonly Track[]
}
export interface PlacedRow {
  readonly track: Track
  readonly top: number
}

/** How the reader wants it. */
export interface Look {
  /** States that are not drawn. */
  readonly hidden?: ReadonlySet<LegendState>
  /** All tasks have a lane, however many they are. */
  readonly areTasksOpen?: boolean
  readonly arrangement?: Arrangement
  readonly notes?: readonly Note[]
  /** The kinds of rows, where not all are wanted. */
  readonly makers?: readonly TrackMaker[]
}

const NONE: ReadonlySet<LegendState> = new Set()

export function pictureOf(trace: Trace, words: TrackWords, look: Look = {}): Picture {
  const { hidden = NONE, areTasksOpen = false, arrangement = AS_IT_COMES, notes = [], makers = MAKERS } = look
  const source: TrackSource = { trace, words, ...namesIn(trace), hidden, areTasksOpen, notes }
  const tracks = makers.flatMap((make) => make(source))
  const { pinned, rest } = arranged(tracks, arrangement)
  const rows: PlacedRow[] = []
  let height = 0
  const place = (track: Track): void => {
    rows.push({ track, top: height })
    height += track.height
  }
  for (const track of [...noteRow(source), ...pinned]) place(track)
  const pinnedHeight = height
  for (const track of rest) place(track)
  return { trace, rows, height, pinnedHeight, tracks }
}

/** Who took part, and what all are called. */
const namesIn = remembered((trace: Trace): Pick<TrackSource, 'names' | 'processNames' | 'tookPart'> => {
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
  return { names, processNames, tookPart }
})

/** Names, with numbers where several are the same: children are often all called `python3`. */
function toldApart(names: readonly string[], numbers: readonly number[]): string[] {
  const seen = new Map<string, number>()
  for (const name of names) seen.set(name, (seen.get(name) ?? 0) + 1)
  return names.map((name, i) =>
    name !== '' && seen.get(name) === 1 ? name : `${name} ${numbers[i] ?? ''}`.trim()
  )
}

export interface DrawOptions {
  /** How far the rows are scrolled up, in px. */
  readonly scrolled?: number
  /** The id of the row that the user is in. */
  readonly selected?: string | undefined
  /** Lines of code whose time is set apart, by index into the trace's `lines`. */
  readonly lines?: ReadonlySet<number> | null
}

/** Draws the axis, and below it the rows, into `height` px. Rows out of sight cost nothing. */
export function drawPicture(
  pen: Pen,
  picture: Picture,
  scale: TimeScale,
  height: number,
  { scrolled = 0, selected, lines = null }: DrawOptions = {}
): void {
  const staying = stayingHeight(picture, height)
  const draw = ({ track, top }: PlacedRow): void => {
    const y = AXIS_HEIGHT + top - (top < staying ? 0 : scrolled)
    if (y >= height || y + track.height <= AXIS_HEIGHT) return
    if (track.id === selected) pen.fill('selected', [0, y, scale.right, track.height])
    track.draw(pen, scale, y)
    if (lines !== null) track.mark?.(pen, scale, y, lines)
  }
  drawTickLines(pen, scale, AXIS_HEIGHT, height)
  for (const row of picture.rows) if (row.top >= staying) draw(row)
  if (staying > 0) {
    pen.fill('ground', [0, AXIS_HEIGHT, scale.right, staying])
    drawTickLines(pen, scale, AXIS_HEIGHT, AXIS_HEIGHT + staying)
    for (const row of picture.rows) if (row.top < staying) draw(row)
    pen.fill('rule', [0, AXIS_HEIGHT + staying - 1, scale.right, 1])
  }
  drawAxis(pen, scale)
}

/** How much below the axis stays while the rest is scrolled: the pinned rows, unless they would leave no room for it. */
export function stayingHeight({ pinnedHeight }: Picture, height: number): number {
  return pinnedHeight <= (height - AXIS_HEIGHT) * MOST_STAYING ? pinnedHeight : 0
}
const MOST_STAYING = 0.6

/** The row at a place, `y` px below the axis when nothing is scrolled. */
export function rowAt(picture: Picture, y: number): PlacedRow | undefined {
  return picture.rows.find(({ track, top }) => y >= top && y < top + track.height)
}

/** What is at a place. */
export function hitAt(picture: Picture, at: number, y: number): Hit | undefined {
  const row = rowAt(picture, y)
  return row?.track.hit?.(at, y - row.top)
}
