/** The strings about tasks of asyncio, in Simplified Chinese; part of `scope.zh.ts`. */
import type { TaskWords } from '../../common/trace/draw/Track'
import type { Awaited } from '../../common/trace/taskTrace'
import { awaitedText } from '../../common/trace/taskTrace'
import type { TasksText } from './tasks.en'

/** Names of calls stay as they are in code. */
const WHATS: Record<string, string> = {
  'socket read': '读套接字',
  'socket write': '写套接字',
  connect: '建立连接',
  accept: '等待连接',
  server: '服务器',
  process: '进程',
  executor: '线程池',
  task: '任务'
}

function awaited(thing: Awaited): string {
  const { what, detail } = thing
  if (what === 'sleep' || what === 'to_thread') return awaitedText(thing)
  const words = WHATS[what] ?? what
  if (detail === null) return words
  if (typeof detail === 'number') return `${words}（${detail} 个）`
  return what === 'task' ? `任务“${detail}”` : `${detail} 中的 ${words}`
}

const lanes: TaskWords = {
  of: (thread) => `${thread} 中的任务`,
  key: '实心：运行 · 斜线：挂起',
  more: (count) => `+ 另有 ${count} 个任务`,
  running: '运行',
  ready: '就绪，等待轮到自己',
  awaited,
  awaits: (thing) => `等待 ${awaited(thing)}`,
  ran: (coroutine, steps) => `${coroutine}，${steps} 步`,
  madeBy: (parent, line) =>
    `${line === undefined ? '' : `在第 ${line} 行`}${parent === undefined ? '创建' : `由 ${parent} 创建`}`,
  older: '在之前的运行中创建',
  ended: {
    pending: '仍在继续',
    done: '正常结束',
    cancelled: '被取消',
    failed: '因异常结束',
    lost: '未结束就被遗忘'
  }
}

export const tasksZh: TasksText = {
  lanes,
  kinds: {
    sleep: '睡眠',
    lock: '锁',
    queue: '队列',
    tasks: '任务',
    io: 'I/O',
    thread: '线程',
    process: '进程',
    future: 'Future',
    other: '其他'
  },
  legend: '任务的状态',
  legendName: '任务：',
  legendStates: {
    'task-running': '运行',
    'awaits-turn': '就绪',
    'awaits-sleep': '睡眠',
    'awaits-lock': '等待锁或队列',
    'awaits-io': '等待 I/O',
    'awaits-tasks': '等待任务',
    'awaits-other': '等待其他'
  },
  count: (count) => `${count} 个任务`,
  unfold: (count) => `再显示 ${count} 个任务`,
  fold: '收起任务',
  table: {
    task: '任务',
    end: '结果',
    steps: '步数',
    run: '运行',
    ready: '就绪',
    suspended: '等待',
    more: (count) => `另有 ${count} 个任务未列出`,
    cost: (time) => `记录任务占用了运行时间中的 ${time}。`
  },
  states: { pending: '仍在继续', done: '完成', cancelled: '已取消', failed: '失败', lost: '被遗忘' }
}
