/**
 * Tasks of asyncio, one lane each, a child below the task that made it. A task that runs is solid, one that is suspended
 * is hatched in the colour of what it awaits, with the words inside where there is room. How it ended stands at its end.
 */
import { pythonNameOf, type Trace } from '../trace'
import type { TaskState, TasksTrace, TaskTrace } from '../taskTrace'
import { depthsOf, READY, RUNNING, taskLabel, taskStateOf } from '../taskTrace'
import type { Pen } from './pen'
import { Rectangles } from './pen'
import { heading, note } from './rows'
import { eachColumn, spanAt, type Thinned } from './steps'
import type { TimeScale } from './TimeScale'
import type { Hit, Track, TrackMaker, TrackSource } from './Track'
import { LABEL } from './Track'

const HEIGHT = 20
const BAR = { top: 3, height: 13 }
/** Words in a narrower span could not be read, in px. */
const WORDS = 44
const INDENT = 12
/** Deeper tasks are not indented more: their names need room. */
const DEEPEST = 6
/** More lanes than these are folded until the user unfolds them. */
export const LANES_UNASKED = 30

const END_MARKS: Record<TaskTrace['state'], string> = {
  ...{ pending: '', done: '✓', failed: '✗', cancelled: '⊘', lost: '?' }
}

export const taskRows: TrackMaker = (source) => {
  const { trace, words, areTasksOpen } = source
  const { tasks, unlisted } = trace.tasks
  const order = inTreeOrder(trace.tasks)
  const names = labelsOf(tasks)
  const depths = depthsOf(trace.tasks)
  const shown = areTasksOpen ? order : order.slice(0, LANES_UNASKED)
  const rows: Track[] = []
  let tid: number | null = null
  for (const task of shown) {
    const { tid: own } = tasks[task] as TaskTrace
    if (own !== tid) rows.push(headingOf(source, own))
    tid = own
    rows.push(taskRow(source, task, names, depths[task] ?? 0))
  }
  const more = order.length - shown.length + unlisted
  if (more > 0) rows.push(note('more tasks', words.tasks.more(more)))
  return rows
}

/** How many lanes are folded unless the user unfolds them. */
export function foldedTasks({ tasks }: Trace): number {
  return Math.max(0, inTreeOrder(tasks).length - LANES_UNASKED)
}

function headingOf({ trace, words }: TrackSource, tid: number): Track {
  const thread = trace.threads.find((each) => each.tid === tid)
  return heading(
    `tasks of ${tid}`,
    words.tasks.of(thread === undefined ? String(tid) : pythonNameOf(trace, thread)),
    words.tasks.key
  )
}

/** The tasks that lived in the run, thread by thread, each followed by those that it made. */
function inTreeOrder({ tasks }: TasksTrace): number[] {
  const children = new Map<number, number[]>()
  tasks.forEach(({ parent, key }, task) => {
    const own = children.get(parent)
    if (key.length > 0 && own !== undefined) own.push(task)
    else if (key.length > 0) children.set(parent, [task])
  })
  const order: number[] = []
  // A parent without a lane has no children below it: they stand where it would.
  const visit = (task: number): void => {
    if ((tasks[task]?.key.length ?? 0) > 0) order.push(task)
    for (const child of children.get(task) ?? []) visit(child)
  }
  tasks.forEach(({ parent }, task) => parent < 0 && visit(task))
  const threads = [...new Set(order.map((task) => tasks[task]?.tid))]
  return threads.flatMap((tid) => order.filter((task) => tasks[task]?.tid === tid))
}

/** What each task is called; those of one name with the number that asyncio or the order gives them. */
function labelsOf(tasks: readonly TaskTrace[]): string[] {
  const seen = new Map<string, number>()
  const labels = tasks.map(taskLabel)
  for (const label of labels) seen.set(label, (seen.get(label) ?? 0) + 1)
  const counted = new Map<string, number>()
  return labels.map((label) => {
    if (seen.get(label) === 1) return label
    const number = (counted.get(label) ?? 0) + 1
    counted.set(label, number)
    return `${label} ${String(number)}`
  })
}

function taskRow(source: TrackSource, index: number, names: readonly string[], depth: number): Track {
  const { hidden } = source
  const { tasks, awaited, thinnedBefore: before, thinnedStep: step } = source.trace.tasks
  const task = tasks[index] as TaskTrace
  const name = names[index] ?? ''
  const left = LABEL.indent + Math.min(depth, DEEPEST) * INDENT
  const states = awaited.map((_thing, of) => taskStateOf(of, awaited))
  const stateOf = (key: number): TaskState => states[key] ?? taskStateOf(key, awaited)
  /** Null where the legend has put it away. */
  const shownOf = (key: number): TaskState | null => (hidden.has(stateOf(key)) ? null : stateOf(key))
  return {
    ...{ id: `task ${index}`, lane: `task ${name}`, name, height: HEIGHT, edges: task.edges },
    draw(pen, scale, y) {
      if (depth > 0) pen.fill('rule', [left - 8, y + 2, 1, HEIGHT - 9, left - 8, y + HEIGHT / 2, 5, 1])
      pen.write('text', name, left, y + HEIGHT / 2, { width: scale.left - left - LABEL.gap })
      drawSpans(pen, scale, y, task, shownOf, { before, step }, (of) => {
        const thing = awaited[of]
        return thing === undefined ? '' : source.words.tasks.awaited(thing)
      })
      drawEnd(pen, scale, y, task)
    },
    hit: (at) => hitOf(source, index, names, at)
  }
}

function drawSpans(
  pen: Pen,
  scale: TimeScale,
  y: number,
  { edges, key }: TaskTrace,
  shownOf: (key: number) => TaskState | null,
  thinned: Thinned,
  wordsOf: (awaited: number) => string
): void {
  const rectangles = new Rectangles()
  const written: [words: string, x: number, width: number][] = []
  const top = y + BAR.top
  eachColumn({ edges, key }, scale, thinned, {
    solid(of, x, width) {
      const ink = shownOf(of)
      if (ink === null) return
      rectangles.add(ink, x, top, width, BAR.height)
      if (width >= WORDS && of >= 0) written.push([wordsOf(of), x, width])
    },
    mixed(shares, x, width) {
      let bottom = top + BAR.height
      // What runs lies below: a busy task is a tall green column.
      for (const of of [...shares.keys].sort((a, b) => rank(a) - rank(b))) {
        const height = shares.of(of) * BAR.height
        const ink = shownOf(of)
        bottom -= height
        if (ink !== null) rectangles.add(ink, x, bottom, width, height)
      }
    }
  })
  rectangles.draw(pen)
  for (const [words, x, width] of written)
    pen.write('text', words, Math.max(x, scale.left) + 5, top + BAR.height / 2, {
      width: Math.min(width, x + width - scale.left) - 8,
      isSmall: true
    })
}

function rank(key: number): number {
  return key === RUNNING ? -2 : key === READY ? -1 : key
}

function drawEnd(pen: Pen, scale: TimeScale, y: number, { edges, state }: TaskTrace): void {
  const x = scale.toPx(edges.at(-1) ?? 0)
  if (END_MARKS[state] === '' || x < scale.left || x > scale.right) return
  const isBad = state === 'failed'
  pen.write(isBad ? 'task-failed' : 'quiet', END_MARKS[state], x + 3, y + HEIGHT / 2, {
    isStrong: isBad,
    isSmall: true
  })
}

function hitOf(
  { trace, words }: TrackSource,
  index: number,
  names: readonly string[],
  at: number
): Hit | undefined {
  const { tasks, awaited, places } = trace.tasks
  const task = tasks[index] as TaskTrace
  const span = spanAt(task.edges, at)
  if (span < 0) return undefined
  const [from, to] = [task.edges[span] ?? 0, task.edges[span + 1] ?? 0]
  const key = task.key[span] ?? READY
  const thing = awaited[key]
  const state = thing ? words.tasks.awaits(thing) : key === RUNNING ? words.tasks.running : words.tasks.ready
  const parent = names[task.parent]
  const place = places[task.place]
  return {
    title: task.name === names[index] ? task.name : `${names[index] ?? ''} · ${task.name}`,
    lines: [
      `${state} · ${words.duration(to - from)}`,
      words.tasks.ran(task.coroutine, task.steps),
      ...(parent === undefined && place === undefined ? [] : [words.tasks.madeBy(parent, place?.line)]),
      ...(task.startedBy === trace.run ? [] : [words.tasks.older]),
      words.tasks.ended[task.state]
    ],
    from,
    to
  }
}
