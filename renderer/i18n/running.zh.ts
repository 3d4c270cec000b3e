/** The strings of run control, in Simplified Chinese; part of `zh.ts`. */
import type { RunningText } from './running.en'

export const runningZh: RunningText = {
  menu: '更多运行方式',
  due: (count) => (count === 0 ? '运行已过期的单元格' : `运行已过期的单元格（${count} 个）`),
  stopOnError: '遇到第一个错误时停止',
  stops: '某个单元格失败时，排在后面的单元格不再运行。',
  goesOn: '某个单元格失败时，排在后面的单元格照常运行。',
  tagged: '带有 raises-exception 标签的单元格不会使其他单元格停止。',
  goTo: (number) => `转到单元格 ${number}`,

  queue: {
    waiting: (count) => `${count} 个等待中`,
    title: '等待运行的单元格',
    running: '运行中',
    place: (place) => `${place}.`,
    gone: '已删除的单元格',
    takeOut: '移出队列',
    takeOutOf: (number) => `将单元格 ${number} 移出队列`,
    clear: '全部移出',
    more: (count) => `还有 ${count} 个`,
    keys: '按 Del 移出一个单元格。'
  },

  marks: {
    changed: '代码在上次运行之后有改动。',
    stale: (name, cell) => `已过期：它用到的“${name}”后来被单元格 ${cell} 重新赋值。`,
    staleBy: (name, cell) => `已过期：它用到的“${name}”来自单元格 ${cell}，而该单元格已过期。`,
    below: (name, cell) => `从上到下运行会在这里失败：“${name}”只在更下方的单元格 ${cell} 中赋值。`,
    gone: (name) => `笔记本中已没有代码给“${name}”赋值：重启后运行会失败。`,
    runIt: '运行此单元格'
  },

  finished: (when) => `结束于 ${when}`,

  news: {
    label: '运行结果',
    done: (cell, took) => `单元格 ${cell} 已完成，用时 ${took}。`,
    failed: (cell, why) => `单元格 ${cell} 失败${why === '' ? '' : `：${why}`}。`,
    interrupted: (cell) => `单元格 ${cell} 已中断。`,
    died: (cell) => `单元格 ${cell} 运行时内核终止。`,
    output: (text) => `输出：${text}`,
    asks: (cell, prompt) => `单元格 ${cell} 请求输入${prompt === '' ? '。' : `：${prompt}`}`
  }
}
