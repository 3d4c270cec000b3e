/** The strings of the monitors, in Simplified Chinese; part of `zh.ts`. */
import type { Tier } from '../../common/trace/sample'
import { reasonInChinese } from '../../common/trace/tierReasons'
import { traceZh } from '../../common/trace/words/zh'
import type { ScopeText } from './scope.en'
import { tasksZh } from './tasks.zh'

const { tracks } = traceZh
const percent = (share: number): string => `${Math.round(share * 100)} %`

const tierMeanings: Record<Tier, string> = {
  exact: 'GIL 的状态直接读自 Python 的内存。',
  os: '无法读取内存：只有操作系统提供的线程信息，不知道谁持有 GIL。',
  portable: '每个线程的 CPU 时间，以及它在运行、就绪还是等待；不涉及 GIL 和核心。',
  'no-gil': '没有 GIL 的 Python：线程可以同时运行。'
}

export const scopeZh: ScopeText = {
  strip: {
    label: (cell) => `单元格 ${cell} 运行时的情况`,
    ...traceZh.strip,
    brief: '极短',
    watching: '观察中…',
    sparkline: (most) => `使用核心数随时间的变化，最多 ${most.toFixed(1)} 个`
  },
  tiers: tracks.tiers,
  tier: (tier, reason, hz, lowered, missed) =>
    `${tierMeanings[tier]}${reason === '' ? '' : `原因：${reasonInChinese(reason)}`}\n每秒采样 ${Math.round(hz)} 次${
      lowered === null ? '' : `（而非 ${lowered} 次，否则开销过大）`
    }${missed < 0.005 ? '' : `，缺失 ${percent(missed)}`}。`,
  states: tracks.states,
  tasks: tasksZh,
  tracks,
  timeline: {
    name: '时间线',
    label: (cell) => `单元格 ${cell} 的时间线`,
    keys: '方向键在事件和行之间移动，按住 Shift 选择时间；W 和 S 缩放，A 和 D 平移，F 显示全部；P 固定泳道，Alt 加上下键移动泳道；Enter 转到结束等待的线程，G 转到对应的代码行；N 为所选时间写笔记，L 放大；Esc 清除。',
    fit: '显示全部',
    fitHint:
      '显示整个运行（F）。点击之后滚轮缩放；拖动平移；在时间轴上拖动或按住 Shift 拖动，选择一段时间；按住 Ctrl 点击转到对应的代码行。',
    legend: '状态',
    toggle: '在所示时间内所有线程处于此状态的时间。按下可隐藏或显示',
    large: '放大',
    largeHint: '充满窗口，远处也能看清（L）；按 Esc 返回',
    closeLarge: '返回笔记本',
    lane: '拖动可在相邻泳道间移动；图钉（P）将其固定在顶部',
    resize: '时间线的高度'
  },
  notes: {
    add: '添加笔记',
    hint: '为所选时间写笔记（N），笔记随笔记本保存',
    write: (when) => `${when} 的笔记`,
    when: (from, to) => `${from} – ${to}`,
    keep: '保留',
    giveUp: '取消',
    change: '修改笔记',
    remove: '删除笔记',
    earlier: '关于较早的一次运行'
  },
  figures: {
    title: '数据',
    ofRange: (from, to) => `从 ${from} 到 ${to} 的数据`,
    ...traceZh.figures
  }
}
