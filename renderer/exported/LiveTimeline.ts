/** A timeline outside the app: the same view of the same picture, with buttons for hands without a wheel or keys. */
import type { ExportWords } from '../../common/export/words'
import { AXIS_HEIGHT } from '../../common/trace/draw/axis'
import type { Picture } from '../../common/trace/draw/drawTrace'
import { pageFrame } from '../frame'
import { LOOKING_ONLY } from '../scope/lookingOnly'
import { listenToHands } from '../scope/timelineInput'
import { TimelineView, type Tip } from '../scope/TimelineView'

export interface LiveAbout {
  readonly label: string
  /** Which keys do what. */
  readonly keys: string
  readonly words: ExportWords
}

/** CSS px; what is higher scrolls. */
const MOST_HEIGHT = 640
/** How much a button zooms. */
const ZOOM = 1.6

export class LiveTimeline {
  readonly element = made('div', 'timeline-live')
  private readonly tip = made('div', 'timeline-tip')

  constructor(picture: Picture, { label, keys, words }: LiveAbout) {
    const full = picture.height + AXIS_HEIGHT + 4
    const scroller = made('div', 'timeline-scroller')
    scroller.style.height = `${String(Math.min(full, MOST_HEIGHT))}px`
    scroller.tabIndex = 0
    scroller.role = 'application'
    scroller.ariaLabel = label
    scroller.ariaDescription = keys
    const canvas = made('canvas', 'timeline-canvas')
    const rest = made('div')
    rest.style.height = `calc(${String(full)}px - 100cqh)`
    scroller.append(canvas, rest)
    this.tip.role = 'status'
    this.tip.hidden = true
    const frame = made('div', 'timeline-frame')
    frame.append(scroller, this.tip)

    const hears = { ...LOOKING_ONLY, tip: (tip: Tip | null) => this.say(tip) }
    const view = new TimelineView(scroller, canvas, pageFrame, picture, { current: hears })
    listenToHands(view)
    const tools = made('div', 'timeline-tools')
    tools.append(
      button('+', words.zoomIn, () => view.zoom(1 / ZOOM)),
      button('−', words.zoomOut, () => view.zoom(ZOOM)),
      button(words.fit, words.fit, () => view.fit()),
      made('p', '', words.hint)
    )
    this.element.append(frame, tools)
  }

  private say(tip: Tip | null): void {
    this.tip.hidden = tip === null
    if (tip === null) return
    const { x, y, hit } = tip
    this.tip.replaceChildren(made('strong', '', hit.title), ...hit.lines.map((line) => made('div', '', line)))
    // Where there is no room at the right it is left of its place.
    this.tip.classList.toggle('at-left', x > this.element.clientWidth * 0.55)
    this.tip.style.left = `${String(x)}px`
    this.tip.style.top = `${String(y)}px`
  }
}

function button(face: string, name: string, press: () => void): HTMLButtonElement {
  const element = made('button', '', face)
  element.type = 'button'
  element.title = name
  element.ariaLabel = name
  element.addEventListener('click', press)
  return element
}

function made<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className = '',
  text = ''
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  if (className !== '') element.className = className
  element.textContent = text
  return element
}
