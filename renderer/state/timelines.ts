/** How the user looks at the cells' timelines; kept while the notebook is open, also of cells that are far away. Pure. */
import type { CellId } from '../../common/brands'
import { AS_IT_COMES, type Arrangement } from '../../common/trace/draw/arrangement'
import type { LegendState } from '../../common/trace/draw/Track'

export interface Timeline {
  readonly isOpen: boolean
  /** CSS px; `null` until the user chooses one: then it is as high as what it shows, within reason. */
  readonly height: number | null
  readonly areFiguresOpen: boolean
  /** All tasks have a lane, also when they are many. */
  readonly areTasksOpen: boolean
  /** States that the legend has put away. */
  readonly hidden: ReadonlySet<LegendState>
  readonly arrangement: Arrangement
}

export type Timelines = ReadonlyMap<CellId, Timeline>

const CLOSED: Timeline = {
  isOpen: false,
  height: null,
  areFiguresOpen: false,
  areTasksOpen: false,
  hidden: new Set(),
  arrangement: AS_IT_COMES
}

export function timelineOf(timelines: Timelines, cell: CellId): Timeline {
  return timelines.get(cell) ?? CLOSED
}

export function timelineChanged(timelines: Timelines, cell: CellId, change: Partial<Timeline>): Timelines {
  return new Map(timelines).set(cell, { ...timelineOf(timelines, cell), ...change })
}
