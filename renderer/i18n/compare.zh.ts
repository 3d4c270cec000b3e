/** The strings of comparing runs, in Simplified Chinese; part of `zh.ts`. */
import { traceZh } from '../../common/trace/words/zh'
import type { CompareText } from './compare.en'

export const compareZh: CompareText = {
  pin: '固定这次运行',
  pinHint: '保留这次运行，以便与之后的运行比较',
  pinnedHint: '已固定。改动代码或换一个 Python，再运行一次，就能同时看到两者。',
  pinsFull: '这里不能再固定更多运行：请先取消一个',
  unpin: (name) => `取消固定：${name}`,
  pinned: (place) => `固定的运行 ${place}`,
  now: '最近一次运行',
  label: (cell) => `单元格 ${cell} 的运行比较`,
  runAgain: '改动代码或换一个 Python，再运行这个单元格：两次运行会以同一时间尺度显示在这里。',
  ...traceZh.compared,
  diff: (name) => `代码的差别：${name}`,

  tryOnPythons: '在多个 Python 上运行…',
  trialTitle: '在多个 Python 上运行这个单元格',
  trialAbout: '每个 Python 各有一个新的内核，依次运行，这样就不会互相争抢核心。笔记本自己的内核不受影响。',
  pythons: 'Python 版本',
  free: '自由线程',
  none: '没有找到可以运行笔记本的 Python。',
  searching: '正在查找 Python…',
  above: (count) => `先运行它上方的 ${count} 个代码单元格`,
  aboveHint: '在每个 Python 中都如此；它们的输出不显示。',
  limit: '每个 Python 的时限（秒）',
  limitHint: '超过时限，单元格会被中断，然后轮到下一个 Python。',
  busy: '笔记本的内核正忙：它的单元格会占用核心。请等它空闲后再开始。',
  running: '已经有单元格正在多个 Python 上运行。',
  start: (count) => `在 ${count} 个 Python 上运行`,
  cancel: '停止',
  putAway: '关闭',
  trialLabel: (cell) => `单元格 ${cell} 在多个 Python 上的运行`,
  onPythons: (count) => `在 ${count} 个 Python 上`,
  outdated: '代码在那之后有改动。',
  states: {
    waiting: '等待轮到它',
    starting: '正在启动',
    above: (done, all) => `正在运行上方的单元格：${done + 1} / ${all}`,
    running: '正在运行',
    cancelled: '已停止'
  },
  timeout: '超过了时限，已被中断。',
  unwatched: '没有观察它的线程。',
  failure: (failure) => {
    switch (failure.kind) {
      case 'not-started':
        return `没有启动：${failure.problem.detail ?? failure.problem.message}`
      case 'above-failed':
        return `上方第 ${failure.place + 1} 个代码单元格出错：${failure.error}`
      case 'above-too-long':
        return `上方第 ${failure.place + 1} 个代码单元格用完了全部时间。`
    }
  },
  printed: '输出',
  silent: '没有输出'
}
