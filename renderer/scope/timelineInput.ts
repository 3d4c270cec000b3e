/** What the user's hands do to a timeline: wheel, pinch, pointer and keys. */
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

type Action = (view: TimelineView) => void

const pan =
  (direction: 1 | -1): Action =>
  (view) =>
    view.pan(direction * view.scroller.clientWidth * KEY_PAN)

const KEYS: Readonly<Record<string, Action>> = {
  w: (view) => view.zoom(1 / KEY_ZOOM),
  s: (view) => view.zoom(KEY_ZOOM),
  '+': (view) => view.zoom(1 / KEY_ZOOM),
  '-': (view) => view.zoom(KEY_ZOOM),
  a: pan(-1),
  d: pan(1),
  f: (view) => view.fit(),
  ArrowLeft: (view) => view.step(-1),
  ArrowRight: (view) => view.step(1),
  ArrowUp: (view) => view.stepRow(-1),
  ArrowDown: (view) => view.stepRow(1),
  Escape: (view) => view.clear()
}

/** Listens until the answer is called. */
export function listenToHands(view: TimelineView): () => void {
  const { scroller } = view
  const hands = new AbortController()
  const { signal } = hands
  let drag: { readonly from: number; last: number; readonly isRange: boolean; moved: boolean } | null = null

  const place = (event: MouseEvent): { x: number; y: number } => {
    const box = scroller.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }

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
    const { x } = place(event)
    if (event.button !== 0 || x > scroller.clientWidth) return
    scroller.setPointerCapture(event.pointerId)
    drag = { from: x, last: x, isRange: event.shiftKey, moved: false }
  }

  function onPointerMove(event: PointerEvent): void {
    const { x, y } = place(event)
    if (drag !== null) {
      drag.moved ||= Math.abs(x - drag.from) > CLICK
      if (drag.moved && drag.isRange) view.selectRange(drag.from, x)
      else if (drag.moved) view.pan(drag.last - x)
      drag.last = x
    }
    view.point(drag?.moved ? null : { x, y })
  }

  function onPointerUp(event: PointerEvent): void {
    const { x, y } = place(event)
    if (drag !== null && !drag.moved) view.select(x, y)
    drag = null
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const action = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (action === undefined) return
    action(view)
    // The notebook's own keys must not hear it: there `d` `d` deletes a cell.
    event.preventDefault()
  }

  scroller.addEventListener('wheel', onWheel, { passive: false, signal })
  scroller.addEventListener('pointerdown', onPointerDown, { signal })
  scroller.addEventListener('pointermove', onPointerMove, { signal })
  scroller.addEventListener('pointerup', onPointerUp, { signal })
  scroller.addEventListener('pointercancel', () => (drag = null), { signal })
  scroller.addEventListener('pointerleave', () => view.point(null), { signal })
  scroller.addEventListener('dblclick', (event) => view.zoomTo(place(event).x, place(event).y), { signal })
  scroller.addEventListener('keydown', onKeyDown, { signal })
  return () => hands.abort()
}
