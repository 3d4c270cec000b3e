/** For timelines that are only looked at: what one is arranged and noted with belongs to a cell's own. */
import type { TimelineListener } from './TimelineView'

export const LOOKING_ONLY: TimelineListener = {
  tip: () => undefined,
  range: () => undefined,
  visible: () => undefined,
  pin: () => undefined,
  move: () => undefined,
  note: () => undefined,
  large: () => undefined,
  lane: () => '',
  line: () => undefined
}
