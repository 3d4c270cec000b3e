/** What the user's hands do to a timeline: wheel, pinch, pointer and keys. */
import { AXIS_HEIGHT } from '../../common/trace/draw/axis'
import type { TimelineView } from './TimelineView'

/** How much a key zooms, and what share of the width it pans. */
const KEY_ZOOM = 1.3
const KEY_PAN = 0.15
/** A wheel's notch is about 100 px; this makes it a quarter. */
const WHEEL_ZOOM = 0.0024
/** A pinch comes in small steps. */
const PINCH_ZOOM = 0.012
/** Less than this between down and up is a click, in CSS px. */
const CLICK = 3

/** An answer of `false`: there was nothing to do. */
type Action = (view: TimelineView) => unknown

const pan =
  (direction: 1 | -1): Action =>
  (view) =>
    view.pan(direction * view.width * KEY_PAN)

/** By the name of the key; letters in small, with what is held down before them. */
const KEYS: Readonly<Record<string, Action>> = {
  w: (view) => view.zoom(1 / KEY_ZOOM),
  s: (view) => view.zoom(KEY_ZOOM),
  '+': (view) => view.zoom(1 / KEY_ZOOM),
  '-': (view) => view.zoom(KEY_ZOOM),
  a: pan(-1),
  d: pan(1),
  f: (view) => view.fit(),
  p: (view) => view.pinLane(),
  n: (view) => view.listener.current.note(),
  l: (view) => view.listener.current.large(),
  Enter: (view) => view.goToWaker(),
  g: (view) => view.goToLine(null),
  ArrowLeft: (view) => view.step(-1),
  ArrowRight: (view) => view.step(1),
  'Shift-ArrowLeft': (view) => view.step(-1, true),
  'Shift-ArrowRight': (view) => view.step(1, true),
  ArrowUp: (view) => view.stepRow(-1),
  ArrowDown: (view) => view.stepRow(1),
  'Alt-ArrowUp': (view) => view.moveLane(-1),
  'Alt-ArrowDown': (view) => view.moveLane(1),
  // With nothing to clear it is for whoever else waits for it: the large view ends.
  Escape: (view) => view.clear()
}

/** What is being dragged: a lane by its name, the end of a range, or the picture. */
interface Drag {
  readonly from: number
  readonly what: 'lane' | 'range' | 'time'
  readonly lane: string
  last: number
  moved: boolean
}

/** Listens until the answer is called. */
export function listenToHands(view: TimelineView): () => void {
  const { scroller } = view
  const hands = new AbortController()
  const { signal } = hands
  let drag: Drag | null = null

  const place = (event: MouseEvent): { x: number; y: number } => view.placeOf(event)

  function onWheel(event: WheelEvent): void {
    const isPinch = event.ctrlKey || event.metaKey
    const sideways = event.shiftKey ? event.deltaY : event.deltaX
    if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) view.pan(sideways)
    // Until it was clicked into, the wheel scrolls the notebook, as the hand on its way down the page expects.
    else if (isPinch || scroller.contains(document.activeElement))
      view.zoom(Math.exp(event.deltaY * (isPinch ? PINCH_ZOOM : WHEEL_ZOOM)), place(event).x)
    else return
    event.preventDefault()
  }

  function onPointerDown(event: PointerEvent): void {
    const { x, y } = place(event)
    if (event.button !== 0 || x > view.width) return
    scroller.setPointerCapture(event.pointerId)
    const lane = view.laneAt(x, y)
    const isRange = event.shiftKey || y < AXIS_HEIGHT
    const what = lane !== undefined ? 'lane' : isRange ? 'range' : 'time'
    drag = { what, from: what === 'lane' ? y : x, last: x, lane: lane ?? '', moved: false }
  }

  function onPointerMove(event: PointerEvent): void {
    const { x, y } = place(event)
    if (drag !== null) {
      drag.moved ||= Math.abs((drag.what === 'lane' ? y : x) - drag.from) > CLICK
      if (drag.moved) continueDrag(drag, x, y)
      drag.last = x
    }
    view.point(drag?.moved && drag.what !== 'lane' ? null : { x, y })
  }

  function continueDrag({ what, lane, from, last }: Drag, x: number, y: number): void {
    if (what === 'lane') view.drop(lane, y)
    else if (what === 'range') view.selectRange(from, x)
    else view.pan(last - x)
  }

  function onPointerUp(event: PointerEvent): void {
    const { x, y } = place(event)
    if (drag !== null && !drag.moved) {
      view.select(x, y)
      // As in editors, where it goes to what a name stands for.
      if (event.ctrlKey || event.metaKey) view.goToLine({ x, y })
    }
    drag = null
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const held = `${event.altKey ? 'Alt-' : ''}${event.shiftKey && event.key.length > 1 ? 'Shift-' : ''}`
    const action = KEYS[held + key]
    if (action === undefined || action(view) === false) return
    // The notebook's own keys must not hear it: there `d` `d` deletes a cell.
    event.preventDefault()
  }

  scroller.addEventListener('wheel', onWheel, { passive: false, signal })
  scroller.addEventListener('pointerdown', onPointerDown, { signal })
  scroller.addEventListener('pointermove', onPointerMove, { signal })
  scroller.addEventListener('pointerup', onPointerUp, { signal })
  scroller.addEventListener('pointercancel', () => (drag = null), { signal })
  scroller.addEventListener('pointerleave', () => view.point(null), { signal })
  scroller.addEventListener(
    'dblclick',
    (event) => {
      const { x, y } = place(event)
      view.zoomTo(x, y)
    },
    { signal }
  )
  scroller.addEventListener('keydown', onKeyDown, { signal })
  return () => hands.abort()
}
