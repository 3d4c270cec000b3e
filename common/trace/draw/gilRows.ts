/**
 * Each GIL: who held it, as a ribbon in the threads' colours, and above it how many waited. Where hand-offs are thinner
 * than a pixel the ribbon shows each thread's share of it.
 */
import type { GilTrace, Trace } from '../trace'
import { NOBODY, SPAN_STATES, UNKNOWN_HOLDER } from '../trace'
import type { Pen } from './pen'
import { Rectangles } from './pen'
import { heading, label, threadInk } from './rows'
import { eachColumn, spanAt, thinnedOf } from './steps'
import type { TimeScale } from './TimeScale'
import type { Hit, Track, TrackMaker, TrackSource } from './Track'
import { LABEL } from './Track'

/** How many waited, then the ribbon; in px below the row's top. */
const WAITING = { top: 3, height: 14 }
const RIBBON = { top: 19, height: 14 }
const HEIGHT = 37
/** Where nobody ever waited there is the ribbon only. */
const LOW = { top: 3, height: 20 }
/** A name in the ribbon needs as much room. */
const NAME = 46
const GIL_WAIT = SPAN_STATES.indexOf('gil-wait')

export const gilRows: TrackMaker = (source) => {
  const { trace, words } = source
  const used = trace.gils.filter((gil) =>
    gil.holder.some((holder) => holder !== NOBODY && holder >= UNKNOWN_HOLDER)
  )
  if (used.length === 0) return []
  return [heading('gil', words.gilHeading), ...used.map((gil) => gilRow(source, gil, used.length === 1))]
}

function gilRow(source: TrackSource, gil: GilTrace, isAlone: boolean): Track {
  const { trace, words, processNames } = source
  const process = trace.processes[gil.process]
  const name = words.gil(processNames[gil.process] ?? '', gil.interpreter, isAlone)
  const own = trace.threads.filter((thread) => thread.process === gil.process)
  const hasWaited = own.some(({ spans }) => spans.state.includes(GIL_WAIT))
  const top = hasWaited ? RIBBON.top : LOW.top
  const height = hasWaited ? HEIGHT : LOW.height
  return {
    ...{ id: `gil ${process?.pid ?? 0} ${gil.interpreter}`, name, height, edges: gil.edges },
    draw(pen, scale, y) {
      label(pen, scale, y + top + RIBBON.height / 2, name)
      if (hasWaited) {
        const middle = y + WAITING.top + WAITING.height / 2
        pen.write('quiet', words.waitingArea, LABEL.indent, middle, { isSmall: true })
        drawWaiting(pen, scale, y, trace, own)
      }
      drawRibbon(pen, scale, y + top, source, gil)
    },
    hit: (at) => hitOf(source, gil, own, at, name)
  }
}

/** How many waited, as an area; as high as all threads when all of them do. */
function drawWaiting(
  pen: Pen,
  scale: TimeScale,
  y: number,
  trace: Trace,
  own: readonly Trace['threads'][number][]
): void {
  const waiting = new Float64Array(Math.ceil(scale.width) + 1)
  const add = (x: number, width: number, share: number): void => {
    const first = Math.max(0, Math.round(x - scale.left))
    const end = Math.min(waiting.length, Math.round(x - scale.left + width))
    for (let column = first; column < end; column++) waiting[column] = (waiting[column] ?? 0) + share
  }
  for (const { spans } of own)
    eachColumn({ edges: spans.edges, key: spans.state }, scale, thinnedOf(trace), {
      solid: (key, x, width) => key === GIL_WAIT && add(x, width, 1),
      mixed: (shares, x, width) => add(x, width, shares.get(GIL_WAIT) ?? 0)
    })
  const most = Math.max(1, own.filter(({ spans }) => spans.state.includes(GIL_WAIT)).length)
  const rectangles = new Rectangles()
  for (let column = 0; column < waiting.length;) {
    const count = waiting[column] ?? 0
    let end = column + 1
    while (end < waiting.length && waiting[end] === count) end++
    const height = (count / most) * WAITING.height
    if (count > 0)
      rectangles.add(
        'gil-wait',
        scale.left + column,
        y + WAITING.top + WAITING.height - height,
        end - column,
        height
      )
    column = end
  }
  rectangles.draw(pen)
}

/** Draws the ribbon below `y`. */
function drawRibbon(
  pen: Pen,
  scale: TimeScale,
  y: number,
  { trace, names }: TrackSource,
  gil: GilTrace
): void {
  const rectangles = new Rectangles()
  const written: [name: string, x: number, width: number][] = []
  const inkOf = (holder: number) =>
    holder >= 0 ? threadInk(holder) : holder === UNKNOWN_HOLDER ? ('machine' as const) : ('unseen' as const)
  eachColumn({ edges: gil.edges, key: gil.holder }, scale, thinnedOf(trace), {
    solid(holder, x, width) {
      if (holder === NOBODY) return
      // A thin line between turns tells two of one colour apart.
      rectangles.add(inkOf(holder), x, y, width > 3 ? width - 1 : width, RIBBON.height)
      if (holder >= 0 && width >= NAME) written.push([names[holder] ?? '', x, width])
    },
    mixed(shares, x, width) {
      let bottom = y + RIBBON.height
      for (const [holder, share] of [...shares].sort(([a], [b]) => a - b)) {
        if (holder === NOBODY) continue
        bottom -= share * RIBBON.height
        rectangles.add(inkOf(holder), x, bottom, width, share * RIBBON.height)
      }
    }
  })
  rectangles.draw(pen)
  for (const [name, x, width] of written)
    pen.write('on-thread', name, x + 4, y + RIBBON.height / 2, {
      width: width - 8,
      isSmall: true
    })
}

function hitOf(
  { words, names }: TrackSource,
  gil: GilTrace,
  own: readonly Trace['threads'][number][],
  at: number,
  name: string
): Hit | undefined {
  const span = spanAt(gil.edges, at)
  if (span < 0) return undefined
  const [from, to] = [gil.edges[span] ?? 0, gil.edges[span + 1] ?? 0]
  const holder = gil.holder[span] ?? NOBODY
  const waiting = own.filter(({ spans }) => spans.state[spanAt(spans.edges, at)] === GIL_WAIT).length
  const who =
    holder >= 0
      ? words.heldBy(names[holder] ?? '')
      : holder === UNKNOWN_HOLDER
        ? words.heldByUnknown
        : holder === NOBODY
          ? words.heldByNobody
          : words.notSeen
  return {
    title: name,
    lines: [`${who} · ${words.duration(to - from)}`, words.waiting(waiting)],
    from,
    to
  }
}
