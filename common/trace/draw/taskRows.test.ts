import { expect, test } from 'vitest'
import { drawnTasks } from '../drawnTasks'
import { comparedPicture } from './comparedPicture'
import { pictureOf } from './drawTrace'
import { awaitedText, NO_TASKS } from '../taskTrace'
import type { TasksTrace } from '../taskTrace'
import { traced } from '../drawn'
import { thinTrace } from '../build/thinTrace'
import { AS_IT_COMES, laneMoved, pinToggled, type Arrangement } from './arrangement'
import type { Pen } from './pen'
import { LANES_UNASKED, foldedTasks, taskRows } from './taskRows'
import { TimeScale } from './TimeScale'
import type { LegendState, Track, TrackWords } from './Track'

const LETTER = 10
const words = {
  duration: (us: number) => `${String(us / 1000)} ms`,
  tasks: {
    of: (thread: string) => `tasks of ${thread}`,
    key: '',
    more: (count: number) => `+ ${String(count)} more`,
    running: 'running',
    ready: 'ready',
    awaited: awaitedText,
    awaits: awaitedText,
    ran: (coroutine: string, steps: number) => `${coroutine} ${String(steps)} steps`,
    madeBy: (parent?: string, line?: number) => `made by ${parent ?? 'nobody'}, line ${String(line)}`,
    older: 'older',
    ended: { pending: 'goes on', done: 'done', cancelled: 'cancelled', failed: 'failed', lost: 'lost' }
  }
} as unknown as TrackWords

function rowsOf(tasks: TasksTrace, areTasksOpen = false, hidden: readonly LegendState[] = []): Track[] {
  const trace = { ...traced('main  GiiiiiiiiiG', { letter: LETTER }), tasks }
  return taskRows({
    ...{ trace, words, names: ['main'], processNames: ['kernel'], tookPart: [true], hidden: new Set(hidden) },
    areTasksOpen,
    notes: []
  })
}

/** What is drawn right of the names, and what is written: one px is one letter, or `px` of them. */
function log(track: Track, px = 1, letters = 11): { fills: string[]; words: string[] } {
  const scale = new TimeScale(0, letters * LETTER * 1000, 100, letters * px)
  const fills: string[] = []
  const words: string[] = []
  const pen: Pen = {
    fill(ink, rectangles) {
      for (let i = 0; i < rectangles.length; i += 4) {
        const [x = 0, , width = 0, height = 0] = rectangles.slice(i, i + 4)
        const share = height === 13 ? '' : ` ${(height / 13).toFixed(2)}`
        if (x >= 100) fills.push(`${ink} ${String((x - 100) / px)}-${String((x + width - 100) / px)}${share}`)
      }
    },
    write: (ink, text) => words.push(`${ink}: ${text}`)
  }
  track.draw(pen, scale, 0)
  return { fills, words }
}

const THREE = drawnTasks(
  `
  main      RggggggggR.
    first   rRsssR.
    second  rRllllllR!
      deep    Riix`,
  LETTER
)

test('tasks stand below the task that made them', () => {
  expect(rowsOf(THREE).map(({ name }) => name)).toEqual(['tasks of main', 'main', 'first', 'second', 'deep'])
  const indents = rowsOf(THREE)
    .slice(1)
    .map((track) => {
      let at = 0
      track.draw(
        { fill: () => undefined, write: (_ink, text, x) => text === track.name && (at = x) },
        new TimeScale(0, 1e6, 200, 100),
        0
      )
      return at
    })
  expect(indents).toEqual([22, 34, 34, 46])
})

test('running is solid, and waits are hatched in the colour of what is awaited', () => {
  const [, main, first, second] = rowsOf(THREE)
  expect(log(main!, 20).fills).toEqual(['task-running 0-1', 'task-running 9-10', 'awaits-tasks 1-9'])
  expect(log(first!, 20).fills).toEqual([
    'awaits-turn 0-1',
    'task-running 1-2',
    'task-running 5-6',
    'awaits-sleep 2-5'
  ])
  expect(log(second!, 20).fills).toContain('awaits-lock 2-8')
})

test('what the legend puts away is not drawn, and its words neither', () => {
  const [, main, first] = rowsOf(THREE, false, ['awaits-tasks', 'task-running'])
  expect(log(main!, 20)).toEqual({ fills: [], words: ['text: main', 'quiet: ✓'] })
  expect(log(first!, 20).fills).toEqual(['awaits-turn 0-1', 'awaits-sleep 2-5'])
})

test('lanes can be pinned and moved as those of threads, and are known again in the next run', () => {
  const trace = { ...traced('main  GiiiiiiiiiG', { letter: LETTER }), tasks: THREE }
  const all = { ...words, notes: 'notes', threadsOf: String, core: String } as TrackWords
  const namesWith = (arrangement: Arrangement): string[] =>
    pictureOf(trace, all, { arrangement, makers: [taskRows] }).rows.map(({ track }) => track.name)
  const pinned = pinToggled(AS_IT_COMES, 'task second')
  expect(namesWith(pinned)).toEqual(['second', 'tasks of main', 'main', 'first', 'deep'])
  const { tracks } = pictureOf(trace, all, { makers: [taskRows] })
  expect(namesWith(laneMoved(tracks, AS_IT_COMES, 'task deep', -2))).toEqual([
    ...['tasks of main', 'main', 'deep', 'first', 'second']
  ])
})

test('runs that are compared have lanes for their tasks, each below its own run', () => {
  const trace = { ...traced('main  GiiiiiiiiiG', { letter: LETTER }), tasks: THREE }
  const all = {
    ...words,
    used: 'used',
    threadsOf: String,
    gilHeading: 'GIL',
    gil: () => 'held'
  } as TrackWords
  const runs = [
    { title: 'one', trace },
    { title: 'two', trace: { ...trace, tasks: NO_TASKS } }
  ]
  expect(comparedPicture(runs, all)?.rows.map(({ track }) => track.name)).toEqual([
    ...['one', 'used', 'held', 'main', 'tasks of main', 'main', 'first', 'second', 'deep'],
    ...['two', 'used', 'held', 'main']
  ])
})

test('words stand inside a span where there is room, and the end has its mark', () => {
  const [, main, first, second, deep] = rowsOf(THREE)
  expect(log(main!, 20).words).toEqual(['text: main', 'text: gather of 3', 'quiet: ✓'])
  expect(log(first!, 20).words).toEqual(['text: first', 'text: sleep(0.5)', 'quiet: ✓'])
  expect(log(first!, 2).words).toEqual(['text: first', 'quiet: ✓'])
  expect(log(second!, 20).words).toEqual(['text: second', 'text: Lock', 'task-failed: ✗'])
  expect(log(deep!, 20).words.at(-1)).toBe('quiet: ⊘')
})

test('zoomed out a pixel gets the shares of what happened in it', () => {
  const busy = drawnTasks(`main  ${'Rsss'.repeat(50)}`, LETTER)
  const [, lane] = rowsOf(busy)
  const { fills } = log(lane!, 0.05, 200)
  expect(fills.length).toBeGreaterThan(1)
  for (const fill of fills) expect(fill).toMatch(/^(task-running .* 0\.25|awaits-sleep .* 0\.75)$/)
})

test('thinned, it still shows no order that nobody knows', () => {
  const busy = drawnTasks(`main  ${'RRsss'.repeat(40)}`, LETTER)
  const { tasks } = thinTrace(
    { ...traced(`main  ${'i'.repeat(200)}`, { letter: LETTER }), tasks: busy },
    200_000
  )
  const [, lane] = rowsOf(tasks)
  for (const fill of log(lane!, 5, 200).fills) expect(fill).toMatch(/ 0\.(40|60)$/)
})

test('many tasks are folded, and unfold', () => {
  const text = ['main   Rg.', ...Array.from({ length: 200 }, () => '  kid  Rs.')].join('\n')
  const tasks = drawnTasks(text, LETTER)
  const trace = { ...traced('main  GiiG', { letter: LETTER }), tasks }
  expect(foldedTasks(trace)).toBe(201 - LANES_UNASKED)
  const folded = rowsOf(tasks)
  expect(folded).toHaveLength(LANES_UNASKED + 2)
  expect(folded.at(-1)?.name).toBe(`+ ${String(201 - LANES_UNASKED)} more`)
  const open = rowsOf(tasks, true)
  expect(open).toHaveLength(202)
  expect(open.slice(2, 4).map(({ name }) => name)).toEqual(['kid 1', 'kid 2'])
  expect(rowsOf({ ...tasks, unlisted: 7 }, true).at(-1)?.name).toBe('+ 7 more')
})

test('a place says what the task did there, who made it and how it ended', () => {
  const [, , , second] = rowsOf(THREE)
  expect(second?.hit?.(45_000, 10)).toEqual({
    title: 'second',
    lines: ['Lock · 60 ms', 'second 2 steps', 'made by main, line 4', 'failed'],
    ...{ from: 20_000, to: 80_000 }
  })
  expect(second?.hit?.(109_000, 10)).toBeUndefined()
  expect([...(second?.edges ?? [])]).toEqual([0, 10_000, 20_000, 80_000, 90_000])
})

test('a run without tasks has no rows for them', () => {
  expect(
    taskRows({
      ...({} as Parameters<typeof taskRows>[0]),
      trace: traced('main  G'),
      words,
      areTasksOpen: false
    })
  ).toEqual([])
})
