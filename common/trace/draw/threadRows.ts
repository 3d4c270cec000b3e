/**
 * Threads, grouped by process: what each did, by colour and texture. What runs is tall, what waits for a turn is tall and
 * hatched, what waits for something else is low, what does nothing is nothing. Below it a thin line for the core.
 */
import { remembered } from '../../remembered'
import type { Spans, Trace } from '../trace'
import { executionCountOf, SPAN_STATES, type SpanState } from '../trace'
import { wakeOf } from '../wake'
import type { Ink, Pen } from './pen'
import { Rectangles } from './pen'
import { heading, inQuarters, label, note } from './rows'
import { eachColumn, spanAt, thinnedOf, type Shares, type Steps } from './steps'
import { stateWords } from './stateWords'
import type { TimeScale } from './TimeScale'
import type { Hit, Track, TrackMaker, TrackSource } from './Track'
import { ROW } from './Track'

/** The bar lies this far below the row's top and is this high. */
const BAR = { top: 3, height: 15 }
/** Right below the bar: where the thread kept the GIL without running. */
const HELD = { top: 18, height: 2 }
const CORE = { top: 21, height: 2 }

/** How high a state's bar is, in px; 0 is not drawn. Odd like the whole, so that all lie on whole pixels. */
const HEIGHTS: Record<SpanState, number> = {
  python: BAR.height,
  native: BAR.height,
  'gil-wait': BAR.height,
  preempted: BAR.height,
  lock: 7,
  io: 7,
  sleep: 3,
  'child-wait': 3,
  idle: 0,
  unseen: BAR.height
}
/** What has a share of a pixel and is tall lies above each other in this order, from below. */
const STACK = (['python', 'native', 'preempted', 'gil-wait', 'unseen'] as const).map((state) =>
  SPAN_STATES.indexOf(state)
)
const IS_STACKED = SPAN_STATES.map((_state, key) => STACK.includes(key))
const heightOf = (key: number): number => HEIGHTS[SPAN_STATES[key] ?? 'unseen']
const PYTHON = SPAN_STATES.indexOf('python')
const CORE_INKS: readonly Ink[] = ['core-0', 'core-1', 'core-2', 'core-3']

export const threadRows: TrackMaker = (source) => {
  const { trace, words, processNames, tookPart } = source
  return trace.processes.flatMap((process, index) => {
    const own = trace.threads.flatMap((thread, i) => (thread.process === index ? [i] : []))
    const shown = own.filter((i) => tookPart[i])
    if (shown.length === 0) return []
    const others = own.length - shown.length + process.unlistedThreads
    const tier = process.tier === trace.tier ? '' : words.tiers[process.tier]
    return [
      heading(`process ${process.pid}`, words.threadsOf(processNames[index] ?? ''), tier),
      ...shown.map((thread) => threadRow(source, thread, `thread ${index}.${own.indexOf(thread)}`)),
      ...(others > 0 ? [note(`more of ${process.pid}`, words.moreThreads(others))] : [])
    ]
  })
}

function threadRow(source: TrackSource, index: number, lane: string): Track {
  const { trace, names } = source
  const thread = trace.threads[index] as Trace['threads'][number]
  const { spans } = thread
  const name = names[index] ?? ''
  const drawn = SPAN_STATES.map((state) => !source.hidden.has(state) && HEIGHTS[state] > 0)
  let kept: Uint8Array | undefined
  const states: Steps = { edges: spans.edges, key: spans.state }
  return {
    ...{ id: rowIdOf(thread), lane, name, height: ROW.lane },
    get edges() {
      return eventsOf(spans)
    },
    draw(pen, scale, y) {
      label(pen, scale, y + ROW.lane / 2, name, index)
      drawStates(pen, scale, y, trace, states, drawn)
      kept ??= keptWithoutRunning(spans)
      drawHeldAndCores(pen, scale, y, trace, spans, kept)
    },
    mark(pen, scale, y, lines) {
      drawMarks(pen, scale, y, trace, { edges: spans.edges, key: ofLines(spans, lines) })
    },
    hit: (at) => hitOf(source, index, at),
    wake(at) {
      const wake = wakeOf(trace, index, at)
      const by = wake === null ? undefined : trace.threads[wake.by]
      return wake === null || by === undefined ? undefined : { by: rowIdOf(by), at: wake.at }
    }
  }
}

function rowIdOf({ tid, started }: Trace['threads'][number]): string {
  return `thread ${tid} ${started}`
}

/** When the thread did something else, or elsewhere: a busy one changes its line all the time. */
const eventsOf = remembered(({ edges, state, core, held }: Spans): Float64Array =>
  edges.filter(
    (_edge, i) =>
      i === 0 ||
      i === state.length ||
      state[i] !== state[i - 1] ||
      core[i] !== core[i - 1] ||
      held[i] !== held[i - 1]
  )
)

/** 1 for each span on one of these lines; made once for as long as they stay the same. */
function ofLines(spans: Spans, lines: ReadonlySet<number>): Uint8Array {
  const before = marked.get(spans)
  if (before?.lines === lines) return before.key
  const key = Uint8Array.from(spans.line, (line) => (lines.has(line) ? 1 : 0))
  marked.set(spans, { lines, key })
  return key
}
const marked = new WeakMap<Spans, { lines: ReadonlySet<number>; key: Uint8Array }>()

/** A line above the time of the lines, and a veil over the rest. */
function drawMarks(pen: Pen, scale: TimeScale, y: number, trace: Trace, steps: Steps): void {
  const rectangles = new Rectangles()
  const mark = (share: number, x: number, width: number): void => {
    if (share < 0.5) rectangles.add('veil', x, y + BAR.top - 1, width, BAR.height + 3)
    if (share > 0) rectangles.add('marked', x, y, width, 2)
  }
  eachColumn(steps, scale, thinnedOf(trace), {
    solid: mark,
    mixed: (shares, x, width) => mark(shares.of(1), x, width)
  })
  rectangles.draw(pen)
}

function drawStates(
  pen: Pen,
  scale: TimeScale,
  y: number,
  trace: Trace,
  states: Steps,
  drawn: readonly boolean[]
): void {
  const [low, tall] = [new Rectangles(), new Rectangles()]
  const middle = y + BAR.top + BAR.height / 2
  const bar = (key: number, x: number, width: number): void => {
    const height = heightOf(key)
    if (drawn[key]) low.add(SPAN_STATES[key] ?? 'unseen', x, middle - height / 2, width, height)
  }
  eachColumn(states, scale, thinnedOf(trace), {
    solid: bar,
    mixed(shares, x, width) {
      // Of the low ones the longest goes on as the line that it is: a tall mark would look like an event.
      bar(
        longestOf(shares, (key) => !IS_STACKED[key]),
        x,
        width
      )
      const bottom = y + BAR.top + BAR.height
      let [share, below] = [0, 0]
      for (const key of STACK) {
        share += shares.of(key)
        const high = inQuarters(share * BAR.height)
        if (high > below && drawn[key])
          tall.add(SPAN_STATES[key] ?? 'unseen', x, bottom - high, width, high - below)
        below = high
      }
    }
  })
  low.draw(pen)
  tall.draw(pen)
}

/** The one of these keys that had the largest share; -1 when none had any. */
function longestOf(shares: Shares, isMeant: (key: number) => boolean): number {
  let [most, longest] = [0, -1]
  for (const key of shares.keys)
    if (isMeant(key) && shares.of(key) > most) [most, longest] = [shares.of(key), key]
  return longest
}

/** 1 for each span in which it had the GIL and did not run Python; empty where there is none. */
function keptWithoutRunning({ held, state }: Spans): Uint8Array {
  const kept = held.map((isHeld, i) => (isHeld === 1 && state[i] !== PYTHON ? 1 : 0))
  return kept.includes(1) ? kept : new Uint8Array()
}

/** Marks where it kept the GIL without running, and on which core it ran. */
function drawHeldAndCores(
  pen: Pen,
  scale: TimeScale,
  y: number,
  trace: Trace,
  spans: Spans,
  kept: Uint8Array
): void {
  const rectangles = new Rectangles()
  const thinned = thinnedOf(trace)
  const mark = (x: number, width: number): void => rectangles.add('held', x, y + HELD.top, width, HELD.height)
  if (kept.length > 0)
    eachColumn({ edges: spans.edges, key: kept }, scale, thinned, {
      solid: (key, x, width) => key === 1 && mark(x, width),
      // A mark for less than half of a pixel would be everywhere.
      mixed: (shares, x, width) => shares.of(1) >= 0.5 && mark(x, width)
    })
  const line = (core: number, x: number, width: number): void => {
    const ink = CORE_INKS[core % CORE_INKS.length]
    if (core >= 0 && ink) rectangles.add(ink, x, y + CORE.top, width, CORE.height)
  }
  eachColumn({ edges: spans.edges, key: spans.core }, scale, thinned, {
    solid: line,
    mixed: (shares, x, width) =>
      line(
        longestOf(shares, (key) => key >= 0),
        x,
        width
      )
  })
  rectangles.draw(pen)
}

function hitOf({ trace, words, names }: TrackSource, index: number, at: number): Hit | undefined {
  const { spans, process } = trace.threads[index] as Trace['threads'][number]
  const states = stateWords(words, trace.processes[process]?.tier ?? trace.tier)
  const span = spanAt(spans.edges, at)
  if (span < 0) return undefined
  const all = eventsOf(spans)
  const event = spanAt(all, at)
  const [from, to] = [all[event] ?? 0, all[event + 1] ?? 0]
  const state = SPAN_STATES[spans.state[span] ?? 0] ?? 'unseen'
  const core = spans.core[span] ?? -1
  const line = trace.lines[spans.line[span] ?? -1]
  const wake = wakeOf(trace, index, at)
  const by = names[wake?.by ?? -1] ?? ''
  return {
    title: names[index] ?? '',
    lines: [
      `${states[state]} · ${words.duration(to - from)}`,
      ...(core >= 0 ? [words.onCore(core)] : []),
      ...(spans.held[span] === 1 && state !== 'python' ? [words.holdsGil] : []),
      ...(line ? [words.line(executionCountOf(line), line.line)] : []),
      ...(wake === null ? [] : [wake.how === 'let-go' ? words.letGoBy(by) : words.endedAs(by)])
    ],
    from,
    to,
    ...(line ? { line } : {})
  }
}
