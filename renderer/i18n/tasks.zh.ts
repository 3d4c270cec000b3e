/** The strings about tasks of asyncio, in Simplified Chinese; part of `scope.zh.ts`. */
import { traceZh } from '../../common/trace/words/zh'
import type { TasksText } from './tasks.en'

export const tasksZh: TasksText = {
  lanes: traceZh.tracks.tasks,
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
  legendName: traceZh.legend.tasks,
  legendStates: traceZh.legend.taskStates,
  count: traceZh.strip.tasks,
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
