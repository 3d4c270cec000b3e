/**
 * Each GIL: who held it, as a ribbon in the threads' colours, and above it how many waited. Where hand-offs are thinner
 * than a pixel, or came faster than the samples, the ribbon shows each thread's share of it.
 */
import type { GilTrace, Trace } from '../trace'
import { NOBODY, SPAN_STATES, UNKNOWN_HOLDER, UNSEEN_HOLDER, valueAt } from '../trace'
import type { Ink, Pen } from './pen'
import { Rectangles } from './pen'
import { heading, inQuarters, label, threadInk, ThreadStack } from './rows'
import { binOf, eachColumn, spanAt, thinnedOf } from './steps'
import { eachKeyWithin } from './sums'
import type { TimeScale } from './TimeScale'
import { WaitedBy } from './totals'
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
/** A thread, and its share of something. */
type Share = readonly [thread: number, share: number]
/** In the place of a holder: several held it in turns, and the samples do not say in which order. */
const IN_TURNS = -4
/** Somebody held it, or nobody looked: who it was is not known. */
const UNKNOWN = [UNKNOWN_HOLDER, UNSEEN_HOLDER]
const inkOfUnknown = (holder: number): Ink => (holder === UNKNOWN_HOLDER ? 'machine' : 'unseen')
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
  const most = own.filter(({ spans }) => spans.state.includes(GIL_WAIT)).length
  const hasWaited = most > 0
  let waited: WaitedBy | undefined
  let holders: Int32Array | undefined
  const top = hasWaited ? RIBBON.top : LOW.top
  const height = hasWaited ? HEIGHT : LOW.height
  return {
    id: `gil ${process?.pid ?? 0} ${gil.interpreter}`,
    lane: `gil ${gil.process}.${gil.interpreter}`,
    ...{ name, height, edges: gil.edges },
    draw(pen, scale, y) {
      label(pen, scale, y + top + RIBBON.height / 2, name)
      if (hasWaited) {
        const middle = y + WAITING.top + WAITING.height / 2
        pen.write('quiet', words.waitingArea, LABEL.indent, middle, { isSmall: true })
        waited ??= new WaitedBy(trace, gil.process)
        drawWaiting(pen, scale, y, trace, waited, most)
      }
      holders ??= holdersKnown(gil)
      drawRibbon(pen, scale, y + top, source, gil, holders)
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
  waited: WaitedBy,
  most: number
): void {
  const rectangles = new Rectangles()
  const thinned = thinnedOf(trace)
  const bottom = y + WAITING.top + WAITING.height
  const right = Math.ceil(Math.min(scale.right, scale.toPx(trace.duration)))
  let known = { moment: NaN, value: 0 }
  const waitedAt = (moment: number): number => {
    if (moment !== known.moment) known = { moment, value: waited.at(moment) }
    return known.value
  }
  for (let x = scale.left; x < right;) {
    let [from, to, next] = [scale.toUs(x), scale.toUs(x + 1), x + 1]
    if (from < thinned.before && thinned.step > scale.step) {
      // Within a thinned step nothing is known of the order.
      from = Math.floor(from / thinned.step) * thinned.step
      to = from + thinned.step
      next = Math.max(x + 1, Math.min(right, Math.round(scale.toPx(to))))
    }
    const before = waitedAt(from)
    const count = (waitedAt(to) - before) / (to - from)
    const height = inQuarters((Math.min(count, most) / most) * WAITING.height)
    if (height > 0) rectangles.add('gil-wait', x, bottom - height, next - x, height)
    x = next
  }
  rectangles.draw(pen)
}

/** Draws the ribbon below `y`. */
function drawRibbon(
  pen: Pen,
  scale: TimeScale,
  y: number,
  { trace, names }: TrackSource,
  gil: GilTrace,
  holders: Int32Array
): void {
  const rectangles = new Rectangles()
  const written: [name: string, x: number, width: number][] = []
  const own = [...trace.threads.keys()].filter((index) => trace.threads[index]?.process === gil.process)
  const stack = new ThreadStack(RIBBON.height)
  const bottom = y + RIBBON.height
  // So many hand-offs are not drawn finer than the columns of `steps.ts` that stand for many spans.
  const bin = binOf(scale)
  const bins = new Map<number, readonly Share[]>()
  const turnsAt = (x: number): readonly Share[] => {
    const place = Math.floor(scale.toUs(x + 0.5) / bin)
    let shares = bins.get(place)
    if (shares === undefined)
      bins.set(place, (shares = sharesOfTurns(trace, own, place * bin, (place + 1) * bin)))
    return shares
  }
  const stackTurns = (turns: readonly Share[], part = 1): void => {
    for (const [thread, share] of turns) stack.add(thread, part * share)
  }
  eachColumn({ edges: gil.edges, key: holders }, scale, thinnedOf(trace), {
    solid(holder, x, width) {
      if (holder === NOBODY) return
      if (holder === IN_TURNS) {
        const isWide = width * scale.step >= bin
        stackTurns(isWide ? sharesOfTurns(trace, own, scale.toUs(x), scale.toUs(x + width)) : turnsAt(x))
        stack.draw(rectangles, x, width, bottom)
        return
      }
      // A thin line between turns tells two of one colour apart.
      const ink = holder >= 0 ? threadInk(holder) : inkOfUnknown(holder)
      rectangles.add(ink, x, y, width > 3 ? width - 1 : width, RIBBON.height)
      if (holder >= 0 && width >= NAME) written.push([names[holder] ?? '', x, width])
    },
    mixed(shares, x, width) {
      for (const holder of shares.keys) if (holder >= 0) stack.add(holder, shares.of(holder))
      if (shares.of(IN_TURNS) > 0) stackTurns(turnsAt(x), shares.of(IN_TURNS))
      let top = stack.draw(rectangles, x, width, bottom)
      for (const holder of UNKNOWN) {
        const height = shares.of(holder) * RIBBON.height
        top -= height
        if (height > 0) rectangles.add(inkOfUnknown(holder), x, top, width, height)
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

/** Who held it in each span, as far as the samples can say: Python counts more hand-offs than they saw where they were few. */
function holdersKnown(gil: GilTrace): Int32Array {
  return gil.holder.map((holder, i) =>
    holder >= 0 && handOffsIn(gil, i) > HAND_OFFS_OF_TURNS ? IN_TURNS : holder
  )
}

function handOffsIn({ edges, switches }: GilTrace, span: number): number {
  return valueAt(switches, edges[span + 1] ?? 0) - valueAt(switches, edges[span] ?? 0)
}

/** The threads `own` and what share each had of all the time that they ran Python from `from` to `to` (µs). */
function sharesOfTurns(trace: Trace, own: readonly number[], from: number, to: number): Share[] {
  const times = own.map((index): [number, number] => [index, pythonWithin(trace.threads[index], from, to)])
  const all = times.reduce((sum, [, time]) => sum + time, 0)
  return times.filter(([, time]) => time > 0).map(([index, time]) => [index, time / all])
}

function pythonWithin(thread: Trace['threads'][number] | undefined, from: number, to: number): number {
  if (thread === undefined) return 0
  let time = 0
  const { edges, state: key } = thread.spans
  eachKeyWithin({ edges, key }, from, to, (state, length) => (time += state === PYTHON ? length : 0))
  return time
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
