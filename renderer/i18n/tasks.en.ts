/** The strings about tasks of asyncio, in English; part of `scope.en.ts`. */
import type { TaskWords } from '../../common/trace/draw/Track'
import { awaitedText, type AwaitKind, type TaskState } from '../../common/trace/taskTrace'

const kinds: Record<AwaitKind, string> = {
  sleep: 'sleep',
  lock: 'lock',
  queue: 'queue',
  tasks: 'tasks',
  io: 'I/O',
  thread: 'thread',
  process: 'process',
  future: 'future',
  other: 'other'
}

const legendStates: Record<TaskState, string> = {
  'task-running': 'running',
  'awaits-turn': 'ready',
  'awaits-sleep': 'asleep',
  'awaits-lock': 'waiting for a lock or queue',
  'awaits-io': 'waiting for I/O',
  'awaits-tasks': 'waiting for tasks',
  'awaits-other': 'waiting for something else'
}

const lanes: TaskWords = {
  of: (thread) => `Tasks in ${thread}`,
  key: 'solid: running · hatched: suspended',
  more: (count) => (count === 1 ? '+ 1 more task' : `+ ${count} more tasks`),
  running: 'running',
  ready: 'ready, waits for its turn',
  awaited: awaitedText,
  awaits: (thing) => `awaits ${awaitedText(thing)}`,
  ran: (coroutine, steps) => `${coroutine}, ${steps === 1 ? '1 step' : `${steps} steps`}`,
  madeBy: (parent, line) =>
    `made${parent === undefined ? '' : ` by ${parent}`}${line === undefined ? '' : ` in line ${line}`}`,
  older: 'made in an earlier run',
  ended: {
    pending: 'goes on',
    done: 'ends as done',
    cancelled: 'ends cancelled',
    failed: 'ends with an exception',
    lost: 'was forgotten before its end'
  }
}

export const tasksEn = {
  lanes,
  kinds,
  legend: 'States of tasks',
  legendName: 'Tasks:',
  legendStates,
  count: (count: number) => (count === 1 ? '1 task' : `${count} tasks`),
  unfold: (count: number) => `Show ${count} more tasks`,
  fold: 'Show fewer tasks',
  table: {
    task: 'task',
    end: 'end',
    steps: 'steps',
    run: 'ran',
    ready: 'ready',
    suspended: 'awaited',
    more: (count: number) => `${count} more tasks are not listed`,
    cost: (time: string) => `Recording the tasks took ${time} of the run.`
  },
  states: {
    pending: 'goes on',
    done: 'done',
    cancelled: 'cancelled',
    failed: 'failed',
    lost: 'forgotten'
  }
}

export type TasksText = typeof tasksEn
