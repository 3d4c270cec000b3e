import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ink, Pen } from './pen'
import { TimeScale } from './TimeScale'
import type { TrackWords } from './Track'
import { traced } from '../drawn'
import { drawPicture, hitAt, pictureOf, type Picture } from './drawTrace'
import { awaitedText } from '../taskTrace'
import type { SpanState, Trace } from '../trace'
import { SPAN_STATES } from '../trace'

const WORDS: TrackWords = {
  states: Object.fromEntries(SPAN_STATES.map((state) => [state, state])) as Record<SpanState, string>,
  runs: 'runs',
  tiers: { exact: 'exact', os: 'os', portable: 'portable', 'no-gil': 'no GIL' },
  duration: (us) => `${us / 1000} ms`,
  used: 'used',
  usedNow: (cores) => `${cores.toFixed(1)} used`,
  coresHeading: 'cores',
  core: (core) => `core ${core}`,
  unusedCores: (count) => `${count} unused`,
  gilHeading: 'gil',
  gil: (process) => `gil of ${process}`,
  heldInTurns: (handOffs) => `held in turns, ${handOffs} hand-offs`,
  heldBy: (thread) => `held by ${thread}`,
  heldByUnknown: 'held',
  heldByNobody: 'free',
  notSeen: 'not seen',
  waitingArea: 'waiting',
  waiting: (count) => `${count} wait`,
  threadsOf: (process) => `threads of ${process}`,
  moreThreads: (count) => `${count} more`,
  onCore: (core) => `on core ${core}`,
  holdsGil: 'holds the GIL',
  line: (cell, line) => `cell ${cell}, line ${line}`,
  letGoBy: (thread) => `let go by ${thread}`,
  endedAs: (thread) => `as ${thread} ended`,
  notes: 'notes',
  tasks: {
    of: (thread) => `tasks of ${thread}`,
    key: 'key',
    more: (count) => `${count} more tasks`,
    running: 'running',
    ready: 'ready',
    awaited: awaitedText,
    awaits: (thing) => `awaits ${awaitedText(thing)}`,
    ran: (coroutine, steps) => `${coroutine} ${steps} steps`,
    madeBy: (parent, line) => `made by ${parent ?? 'nobody'} in line ${line}`,
    older: 'older',
    ended: { pending: 'goes on', done: 'done', cancelled: 'cancelled', failed: 'failed', lost: 'lost' }
  }
}

/** One px is one letter of a drawing. */
const LETTER = 10
const scaleOf = (trace: Trace): TimeScale =>
  new TimeScale(0, trace.duration, 100, Math.round(trace.duration / 1000 / LETTER))

/** What is drawn in a row, as `ink x-end`, with x counted from where time begins. */
function row(picture: Picture, id: string, ink?: Ink, lines?: ReadonlySet<number>): string[] {
  const log: string[] = []
  const scale = scaleOf(picture.trace)
  const pen: Pen = {
    fill(with_, rectangles) {
      for (let i = 0; i < rectangles.length; i += 4) {
        const [x = 0, , width = 0] = rectangles.slice(i, i + 4)
        const place = `${Math.round(x - 100)}-${Math.round(x + width - 100)}`
        if (x >= 100 && (ink === undefined || with_ === ink)) log.push(`${with_} ${place}`)
      }
    },
    write: () => undefined
  }
  const { track } = picture.rows.find((one) => one.track.id === id)!
  if (lines === undefined) track.draw(pen, scale, 0)
  else track.mark?.(pen, scale, 0, lines)
  return log
}

const names = (picture: Picture): string[] => picture.rows.map(({ track }) => track.name)

/** As long as letters are drawn: samples in the middle of each settle every span at a letter's edge or half. */
const TURNS = traced(
  `
  main  GGGGGGGGGGllllllllllllllllllll
  a               GGGGGGGGGGwwwwwwwwww
  b               wwwwwwwwwwGGGGGGGGGG`,
  { letter: LETTER, cores: 4 }
)

it('the time of lines that are pointed at is set apart from all other', () => {
  const picture = pictureOf(
    traced(
      `
      main   GGGGGGGGGGllllllllll
      main@  11111222227777777777`,
      { letter: LETTER }
    ),
    WORDS
  )
  const { track } = picture.rows[names(picture).lastIndexOf('main')]!
  expect(row(picture, track.id, 'marked', new Set([1]))).toEqual(['marked 5-10'])
  expect(row(picture, track.id, 'veil', new Set([1]))).toEqual(['veil 0-5', 'veil 10-20'])
  // A new line is no new event: it ran for 100 ms.
  expect(track.hit?.(70_000, 0)).toMatchObject({
    ...{ line: { file: 'Cell In[1]', line: 2 }, from: 0, to: 100_000 }
  })
  expect([...(track.edges ?? [])]).toEqual([0, 100_000, 200_000])
})

describe('the picture of two threads that take turns', () => {
  const picture = pictureOf(TURNS, WORDS)

  it('has rows for the GIL, the threads and the cores that were used', () => {
    expect(names(picture)).toEqual([
      'used',
      ...['gil', 'gil of kernel'],
      ...['threads of kernel', 'main', 'a', 'b'],
      ...['cores', 'core 0', 'core 1', 'core 2', '1 unused']
    ])
  })

  it('shows one holder of the GIL at a time, in the colours of the threads', () => {
    const ribbon = row(picture, 'gil 100 0').filter((each) => each.startsWith('thread-'))
    expect(ribbon.map((each) => each.split(' ')[0])).toEqual(['thread-0', 'thread-1', 'thread-2'])
  })

  it('shows shares where Python counts more hand-offs than the samples saw', () => {
    const gil = TURNS.gils[0]!
    const end = TURNS.duration
    // One holder in every sample, but fifty hand-offs: who held it when is not known, how long each did is.
    const blind = { ...gil, edges: Float64Array.of(0, end), holder: Int32Array.of(0) }
    const switches = { at: Float64Array.of(0, end), value: Float64Array.of(0, 50) }
    const often = pictureOf({ ...TURNS, gils: [{ ...blind, switches }] }, WORDS)
    const ribbon = row(often, 'gil 100 0').filter((each) => each.startsWith('thread-'))
    expect(ribbon.sort()).toEqual(['thread-0 0-30', 'thread-1 0-30', 'thread-2 0-30'])
    const { top } = often.rows.find(({ track }) => track.id === 'gil 100 0')!
    expect(hitAt(often, 150_000, top + 5)?.lines[0]).toContain('held in turns, 50 hand-offs')
    const once = { at: Float64Array.of(0, end), value: Float64Array.of(0, 1) }
    const seldom = pictureOf({ ...TURNS, gils: [{ ...blind, switches: once }] }, WORDS)
    expect(row(seldom, 'gil 100 0').filter((each) => each.startsWith('thread-'))).toEqual(['thread-0 0-29'])
  })

  it('shows what each thread did', () => {
    expect(row(picture, 'thread 101 101', 'python')).toEqual(['python 10-20'])
    expect(row(picture, 'thread 101 101', 'gil-wait')).toEqual(['gil-wait 20-30'])
    expect(row(picture, 'thread 102 102', 'gil-wait')).toEqual(['gil-wait 10-20'])
  })

  it('leaves out what the legend has put away', () => {
    const without = pictureOf(TURNS, WORDS, { hidden: new Set(['gil-wait']) })
    expect(row(without, 'thread 101 101', 'gil-wait')).toEqual([])
    expect(row(without, 'thread 101 101', 'python')).toEqual(['python 10-20'])
  })

  it('says what was at a place', () => {
    const { top } = picture.rows.find(({ track }) => track.id === 'thread 101 101')!
    expect(hitAt(picture, 250_000, top + 5)).toEqual({
      title: 'a',
      lines: ['gil-wait · 100 ms'],
      from: 200_000,
      to: 300_000
    })
    const gil = picture.rows.find(({ track }) => track.id === 'gil 100 0')!
    expect(hitAt(picture, 250_000, gil.top + 5)?.lines).toEqual(['held by b · 100 ms', '1 wait'])
  })
})

describe('the picture as its reader has arranged it', () => {
  const lane = pictureOf(TURNS, WORDS).rows.find(({ track }) => track.name === 'b')!.track.lane!
  const pinned = pictureOf(TURNS, WORDS, { arrangement: { pinned: [lane], order: [] } })

  /** Every name that is written, with its height, when the rows are scrolled. */
  function written(picture: Picture, scrolled: number): Map<string, number> {
    const at = new Map<string, number>()
    const pen: Pen = { fill: () => undefined, write: (_ink, text, _x, y) => at.set(text, y) }
    drawPicture(pen, picture, scaleOf(TURNS), 200, { scrolled })
    return at
  }

  it('has a pinned lane on top, and keeps it there when the rest is scrolled', () => {
    expect(names(pinned).slice(0, 2)).toEqual(['b', 'used'])
    expect(written(pinned, 0).get('b')).toBe(written(pinned, 60).get('b'))
    expect(written(pinned, 0).get('a')).not.toBe(written(pinned, 60).get('a'))
  })

  it('lets pinned lanes go along when they would leave no room', () => {
    const all = pictureOf(TURNS, WORDS).tracks.flatMap((track) => track.lane ?? [])
    const full = pictureOf(TURNS, WORDS, { arrangement: { pinned: all, order: [] } })
    expect(written(full, 0).get('a')).not.toBe(written(full, 60).get('a'))
  })

  it('has a note’s flag over the time it is about', () => {
    const note = { from: 100_000, to: 200_000, text: 'here', run: TURNS.run }
    const noted = pictureOf(TURNS, WORDS, { notes: [note] })
    expect(names(noted)[0]).toBe('notes')
    expect(row(noted, 'notes', 'note')).toEqual(['note 10-20'])
    expect(hitAt(noted, 150_000, 5)).toMatchObject({ title: 'here', from: 100_000, to: 200_000 })
    expect(hitAt(noted, 250_000, 5)).toBeUndefined()
  })

  it('says who ended a wait, and leads to that row', () => {
    const b = pictureOf(TURNS, WORDS).rows.find(({ track }) => track.name === 'b')!.track
    expect(b.hit!(150_000, 5)?.lines).toContain('let go by a')
    expect(b.wake!(150_000)).toEqual({ by: 'thread 101 101', at: 200_000 })
    expect(b.wake!(250_000)).toBeUndefined()
  })
})

describe('the picture of a trace', () => {
  it('marks a thread that keeps the GIL without a core', () => {
    const picture = pictureOf(traced('main  GGGGGPPPPPGGGGG', { letter: LETTER }), WORDS)
    expect(row(picture, 'thread 100 100', 'held')).toHaveLength(1)
    expect(row(picture, 'thread 100 100', 'preempted')).toHaveLength(1)
  })

  it('groups threads by process, and has no GIL where none could be read', () => {
    const text = `
      main  cccccccccccccccccccc
      x/m   NNNNNNNNNNNNNNNNNNNN`
    const picture = pictureOf(traced(text, { letter: LETTER, tier: 'os' }), WORDS)
    expect(names(picture)).not.toContain('gil')
    expect(names(picture)).toContain('threads of x')
  })

  it('tells processes apart that have one name', () => {
    const trace = traced(
      `
      main  cccccccccccccccccccc
      x/m   NNNNNNNNNNNNNNNNNNNN
      y/m   NNNNNNNNNNNNNNNNNNNN`,
      { letter: LETTER }
    )
    const alike = { ...trace, processes: trace.processes.map((process) => ({ ...process, name: 'python3' })) }
    const rows = names(pictureOf(alike, WORDS))
    expect(rows).toEqual(expect.arrayContaining(['threads of python3 200', 'threads of python3 300']))
    expect(rows).toEqual(expect.arrayContaining(['python3 200', 'python3 300']))
  })

  it('draws a hundred threads within the bounds of a few: rows out of sight cost nothing', () => {
    const threads = Array.from({ length: 100 }, (_, i) => `  t${String(i).padEnd(4)}${'wG'.repeat(20)}`)
    const picture = pictureOf(traced(threads.join('\n'), { letter: LETTER }), WORDS)
    let drawnNames = 0
    const pen: Pen = {
      fill: () => undefined,
      write: (_ink, text) => (drawnNames += /^t\d/.test(text) ? 1 : 0)
    }
    drawPicture(pen, picture, scaleOf(picture.trace), 200)
    expect(drawnNames).toBeLessThan(10)
    drawPicture(pen, picture, scaleOf(picture.trace), 200, { scrolled: picture.height - 300 })
    expect(drawnNames).toBeGreaterThan(0)
  })

  it('draws every part of a run at every zoom, and never outside of it', () => {
    const picture = pictureOf(TURNS, WORDS)
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(share, share, fc.integer({ min: 1, max: 1200 }), (a, b, width) => {
        const [from, to] = [Math.min(a, b) * TURNS.duration, Math.max(a, b) * TURNS.duration]
        const scale = new TimeScale(from, to, 168, width).within(TURNS.duration)
        let most = 0
        const pen: Pen = {
          fill(_ink, rectangles) {
            for (let i = 0; i < rectangles.length; i += 4)
              most = Math.max(most, (rectangles[i] ?? 0) + (rectangles[i + 2] ?? 0))
          },
          write: () => undefined
        }
        drawPicture(pen, picture, scale, 400)
        expect(most).toBeLessThanOrEqual(scale.right + 1)
      })
    )
  })

  it('draws a run that has no samples yet', () => {
    const empty = {
      ...traced('main  G'),
      duration: 0,
      threads: [],
      gils: [],
      processes: []
    } as unknown as Trace
    const picture = pictureOf(empty, WORDS)
    expect(() =>
      drawPicture({ fill: () => undefined, write: () => undefined }, picture, scaleOf(empty), 100)
    ).not.toThrow()
  })
})
