/**
 * Each GIL: who held it, as a ribbon in the threads' colours, and above it how many waited. Where hand-offs are thinner
 * than a pixel, or came faster than the samples, the ribbon shows each thread's share of it.
 */
import type { GilTrace, Trace } from '../trace'
import { firstAfter, NOBODY, SPAN_STATES, UNKNOWN_HOLDER, valueAt } from '../trace'
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
const PYTHON = SPAN_STATES.indexOf('python')
/** In the place of a holder: several held it in turns, and the samples do not say in which order. */
const IN_TURNS = -4
/** A turn that was seen from its beginning to its end counts two hand-offs, of which it shares each with a neighbour. */
const HAND_OFFS_OF_TURNS = 2.5

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
  const own = [...trace.threads.keys()].filter((index) => trace.threads[index]?.process === gil.process)
  const stack = (
    shares: Iterable<readonly [number, number]>,
    x: number,
    width: number,
    bottom: number
  ): number => {
    for (const [holder, share] of [...shares].sort(([a], [b]) => a - b)) {
      bottom -= share * RIBBON.height
      rectangles.add(inkOf(holder), x, bottom, width, share * RIBBON.height)
    }
    return bottom
  }
  const turns = (x: number, width: number, share: number) =>
    sharesOfTurns(trace, own, scale.toUs(x), scale.toUs(x + width), share)
  const inkOf = (holder: number) =>
    holder >= 0 ? threadInk(holder) : holder === UNKNOWN_HOLDER ? ('machine' as const) : ('unseen' as const)
  eachColumn({ edges: gil.edges, key: holdersKnown(gil) }, scale, thinnedOf(trace), {
    solid(holder, x, width) {
      if (holder === NOBODY) return
      if (holder === IN_TURNS) {
        stack(turns(x, width, 1), x, width, y + RIBBON.height)
        return
      }
      // A thin line between turns tells two of one colour apart.
      rectangles.add(inkOf(holder), x, y, width > 3 ? width - 1 : width, RIBBON.height)
      if (holder >= 0 && width >= NAME) written.push([names[holder] ?? '', x, width])
    },
    mixed(shares, x, width) {
      const seen = [...shares].filter(([holder]) => holder !== NOBODY && holder !== IN_TURNS)
      const bottom = stack(seen, x, width, y + RIBBON.height)
      stack(turns(x, width, shares.get(IN_TURNS) ?? 0), x, width, bottom)
    }
  })
  rectangles.draw(pen)
  for (const [name, x, width] of written)
    pen.write('on-thread', name, x + 4, y + RIBBON.height / 2, {
      width: width - 8,
      isSmall: true
    })
}

/** Who held it in each span, as far as the samples can say: Python counts more hand-offs than they saw where they were few. */
function holdersKnown(gil: GilTrace): Int32Array {
  return gil.holder.map((holder, i) =>
    holder >= 0 && handOffsIn(gil, i) > HAND_OFFS_OF_TURNS ? IN_TURNS : holder
  )
}

function handOffsIn({ edges, switches }: GilTrace, span: number): number {
  return valueAt(switches, edges[span + 1] ?? 0) - valueAt(switches, edges[span] ?? 0)
}

/** `share` divided among the threads `own` by the time each ran Python from `from` to `to` (µs). */
function sharesOfTurns(
  trace: Trace,
  own: readonly number[],
  from: number,
  to: number,
  share: number
): [number, number][] {
  if (share === 0) return []
  const times = own.map((index): [number, number] => [index, pythonWithin(trace.threads[index], from, to)])
  const all = times.reduce((sum, [, time]) => sum + time, 0)
  return all === 0
    ? []
    : times.filter(([, time]) => time > 0).map(([index, time]) => [index, (time / all) * share])
}

function pythonWithin(thread: Trace['threads'][number] | undefined, from: number, to: number): number {
  if (thread === undefined) return 0
  const { edges, state } = thread.spans
  let time = 0
  for (let i = Math.max(0, firstAfter(edges, from) - 1); i < state.length && (edges[i] ?? to) < to; i++)
    if (state[i] === PYTHON) time += Math.min(to, edges[i + 1] ?? to) - Math.max(from, edges[i] ?? from)
  return Math.max(0, time)
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
  const handOffs = handOffsIn(gil, span)
  const who =
    holder >= 0 && handOffs > HAND_OFFS_OF_TURNS
      ? words.heldInTurns(Math.round(handOffs))
      : holder >= 0
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
