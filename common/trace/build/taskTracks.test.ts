import { expect, test } from 'vitest'
import type { RunId } from '../../brands'
import type { TaskSteps } from '../../taskSteps'
import { taskFigures } from '../verdict/taskFigures'
import type { TasksTrace } from '../taskTrace'
import { awaitedText, READY, RUNNING } from '../taskTrace'
import { TaskTracks } from './taskTracks'
import type { Trace } from '../trace'

const BEGAN = 1_000_000
const run = 'run' as RunId

function steps(part: Partial<TaskSteps>): TaskSteps {
  return {
    ...{ since: BEGAN, sent: 0, tasks: [], awaited: [], steps: [], ends: [], holds: [], running: [] },
    ...{ merged: 0, unlisted: 0, cost_us: 10 },
    ...part
  }
}
const told = (task: number, created: number, more = {}) => ({
  ...{ task, name: `Task-${String(task)}`, coroutine: 'f', created, thread: 7, run },
  ...more
})
const SLEEP = { number: 0, kind: 'sleep', what: 'sleep', detail: 0.5 }

/** A task's spans as `what from-to`, in µs. */
function spans(trace: TasksTrace, task = 0): string[] {
  const { edges, key } = trace.tasks[task]!
  const word = (of: number): string =>
    of === RUNNING ? 'run' : of === READY ? 'ready' : awaitedText(trace.awaited[of]!)
  return [...key].map((of, i) => `${word(of)} ${String(edges[i])}-${String(edges[i + 1])}`)
}

test('a task is ready, runs, awaits, runs and is done', () => {
  const tracks = new TaskTracks(BEGAN)
  tracks.take(steps({ tasks: [told(1, 100)], awaited: [SLEEP], steps: [1, 150, 250, 0, 100, 1] }))
  expect(spans(tracks.trace(BEGAN, { duration: 1_000 }))).toEqual([
    'ready 100-150',
    'run 150-250',
    'sleep(0.5) 250-1000'
  ])
  tracks.take(
    steps({
      steps: [1, 2_000, 2_060, -1, 160, 2],
      ends: [{ task: 1, at: 2_060, state: 'done', ran: 160, steps: 2 }]
    })
  )
  const trace = tracks.trace(BEGAN, { duration: 5_000 })
  expect(spans(trace)).toEqual(['ready 100-150', 'run 150-250', 'sleep(0.5) 250-2000', 'run 2000-2060'])
  expect(trace.tasks[0]).toMatchObject({ state: 'done', steps: 2, startedBy: run, tid: 7 })
  expect(trace.cost).toBe(20)
})

test('steps told together keep their sum', () => {
  const tracks = new TaskTracks(BEGAN)
  tracks.take(
    steps({ tasks: [told(1, 0)], awaited: [SLEEP], steps: [1, 0, 100, 0, 100, 1, 1, 500, 1_500, 0, 400, 9] })
  )
  const trace = tracks.trace(BEGAN, { duration: 2_000 })
  const [figures] = taskFigures({ tasks: trace, duration: 2_000 } as unknown as Trace)
  expect(figures!.run).toBeCloseTo(0.4, 6)
  expect(figures!.suspendedBy.sleep).toBeCloseTo(1.6, 6)
  expect(trace.tasks[0]!.steps).toBe(9)
})

test('a task of an earlier run goes on in this one, with this run’s steps only', () => {
  const tracks = new TaskTracks(BEGAN)
  const earlier = 'earlier' as RunId
  tracks.take(
    steps({
      tasks: [told(1, -5_000_000, { run: earlier })],
      awaited: [SLEEP],
      steps: [1, 10, 10, 0, 70_000, 50, 1, 900, 950, 0, 70_050, 51]
    })
  )
  const trace = tracks.trace(BEGAN, { duration: 2_000 })
  expect(spans(trace)).toEqual(['sleep(0.5) 0-900', 'run 900-950', 'sleep(0.5) 950-2000'])
  expect(trace.tasks[0]).toMatchObject({ startedBy: earlier, steps: 1, state: 'pending' })
})

test('the trace is cut where the run was', () => {
  const tracks = new TaskTracks(BEGAN)
  tracks.take(steps({ tasks: [told(1, 100)], awaited: [SLEEP], steps: [1, 200, 900, 0, 700, 1] }))
  expect(spans(tracks.trace(BEGAN + 300, { duration: 400 }))).toEqual(['run 0-400'])
})

test('children stand below their parents, which come before them', () => {
  const tracks = new TaskTracks(BEGAN)
  tracks.take(steps({ tasks: [told(3, 30, { parent: 2 }), told(2, 20, { parent: 1 }), told(1, 10)] }))
  const { tasks } = tracks.trace(BEGAN, { duration: 100 })
  expect(tasks.map(({ name, parent }) => [name, parent])).toEqual([
    ['Task-1', -1],
    ['Task-2', 0],
    ['Task-3', 1]
  ])
})

test('a flood of steps stays bounded, says so, and keeps its sums', () => {
  const tracks = new TaskTracks(BEGAN)
  tracks.take(steps({ tasks: [told(1, 0), told(2, 0)], awaited: [SLEEP] }))
  const count = 150_000
  for (let from = 0; from < count; from += 10_000) {
    const rows = Array.from({ length: 10_000 }, (_, i) => {
      const at = (from + i) * 200
      return [
        1,
        at,
        at + 50,
        0,
        (from + i + 1) * 50,
        from + i + 1,
        2,
        at + 50,
        at + 100,
        0,
        (from + i + 1) * 50,
        from + i + 1
      ]
    })
    tracks.take(steps({ steps: rows.flat(), sent: (from + 10_000) * 200 }))
  }
  const duration = count * 200
  const trace = tracks.trace(BEGAN, { duration })
  expect(trace.tasks[0]!.key.length + trace.tasks[1]!.key.length).toBeLessThan(200_000)
  expect(trace.thinnedBefore).toBeGreaterThan(0)
  for (const figures of taskFigures({ tasks: trace, duration } as unknown as Trace))
    expect(figures.run).toBeCloseTo((count * 50) / 1000, 3)
})

test('what is alive: who runs, who waits for a turn and who is suspended, in the order in which they were made', () => {
  const tracks = new TaskTracks(BEGAN)
  const at = { file: 'Cell In[1]', line: 7 }
  tracks.take(
    steps({
      tasks: [told(3, 30, { name: 'third', parent: 1 }), told(2, 20, at), told(1, 10), told(4, 40)],
      ...{ awaited: [SLEEP], steps: [1, 50, 60, 0, 10, 1, 4, 60, 61, -1, 1, 1], running: [2] },
      ends: [{ task: 4, at: 61, state: 'done', ran: 1, steps: 1 }]
    })
  )
  const said = () =>
    tracks.alive().map(({ name, does }) => `${name} ${typeof does === 'string' ? does : awaitedText(does)}`)
  expect(said()).toEqual(['f sleep(0.5)', 'f running', 'third ready'])
  expect(tracks.alive()[1]).toMatchObject({ tid: 7, startedBy: run, line: 7, madeBy: null })
  expect(tracks.alive()[2]).toMatchObject({ line: null, madeBy: 'f' })
  tracks.take(steps({ steps: [2, 70, 900, 0, 830, 1] }))
  expect(said()[1]).toBe('f sleep(0.5)')
})

test('what nobody told of is no crash', () => {
  const tracks = new TaskTracks(BEGAN)
  tracks.take(
    steps({
      steps: [9, 0, 1, 0, 1, 1, 9],
      ends: [{ task: 9, at: 1, state: 'done', ran: 1, steps: 1 }],
      holds: [{ task: 9, what: null, begin: 0, end: 90, others: 1 }],
      awaited: [{ number: 0, kind: 'news', what: 'x', detail: null }]
    })
  )
  const trace = tracks.trace(BEGAN, { duration: 100 })
  expect(trace).toMatchObject({ tasks: [], holds: [{ task: -1, what: '' }], awaited: [{ kind: 'other' }] })
})
