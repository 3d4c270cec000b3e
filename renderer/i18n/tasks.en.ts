/** The strings about tasks of asyncio, in English; part of `scope.en.ts`. */
import type { AwaitKind } from '../../common/trace/taskTrace'
import { traceEn } from '../../common/trace/words/en'

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

export const tasksEn = {
  lanes: traceEn.tracks.tasks,
  kinds,
  legend: 'States of tasks',
  legendName: traceEn.legend.tasks,
  legendStates: traceEn.legend.taskStates,
  count: traceEn.strip.tasks,
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
