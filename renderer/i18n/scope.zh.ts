/** The strings of the monitors, in Simplified Chinese; part of `zh.ts`. */
import type { TrackWords } from '../../common/trace/draw/Track'
import type { Tier } from '../../common/trace/sample'
import type { SpanState } from '../../common/trace/trace'
import type { ScopeText } from './scope.en'
import { tasksZh } from './tasks.zh'

const percent = (share: number): string => `${Math.round(share * 100)} %`

const tierMeanings: Record<Tier, string> = {
  exact: 'GIL 的状态直接读自 Python 的内存。',
  os: '无法读取内存：只有操作系统提供的线程信息，不知道谁持有 GIL。',
  portable: '只知道每个线程的 CPU 时间。',
  'no-gil': '没有 GIL 的 Python：线程可以同时运行。'
}

const tiers: Record<Tier, string> = {
  exact: '精确',
  os: '仅系统信息',
  portable: '仅 CPU',
  'no-gil': '无 GIL'
}
const states: Record<SpanState, string> = {
  python: '运行 Python',
  native: '运行原生代码',
  'gil-wait': '等待 GIL',
  preempted: '就绪，没有核心',
  lock: '等待锁',
  io: '等待 I/O',
  sleep: '睡眠',
  'child-wait': '等待进程',
  idle: '空闲',
  unseen: '未观察到'
}

/** A length of time, from µs: `0.4 毫秒`, `35 毫秒`, `2.45 秒`, `12 分 5 秒`. */
function duration(us: number): string {
  const ms = us / 1000
  if (ms < 10) return `${ms.toFixed(1)} 毫秒`
  if (ms < 1000) return `${Math.round(ms)} 毫秒`
  if (ms < 100_000) return `${(ms / 1000).toFixed(2)} 秒`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`
}

const tracks: TrackWords = {
  states,
  tiers,
  duration,
  used: '使用的核心',
  usedNow: (cores, machine) =>
    `本笔记本 ${cores.toFixed(2)} 个${machine === null ? '' : `，其他程序 ${machine.toFixed(2)} 个`}`,
  coresHeading: '核心',
  core: (core) => `核心 ${core}`,
  unusedCores: (count) => `${count} 个核心没有用到`,
  gilHeading: 'GIL',
  gil: (process, interpreter, isAlone) => {
    const name = isAlone ? '持有者' : process
    return interpreter === 0 ? name : `${name}，解释器 ${interpreter}`
  },
  heldInTurns: (handOffs) => `轮流持有，交接 ${handOffs} 次`,
  heldBy: (thread) => `由 ${thread} 持有`,
  heldByUnknown: '被持有，不知道是哪个线程',
  heldByNobody: '空闲',
  notSeen: '未观察到',
  waitingArea: '等待数',
  waiting: (count) => (count === 0 ? '没有线程在等' : `${count} 个线程在等`),
  threadsOf: (process) => `${process} 的线程`,
  moreThreads: (count) => `另有 ${count} 个线程几乎没有活动`,
  onCore: (core) => `在核心 ${core} 上`,
  holdsGil: '同时仍持有 GIL',
  line: (cell, line) => (cell === null ? `第 ${line} 行` : `单元格 [${cell}] 第 ${line} 行`),
  letGoBy: (thread) => `直到 ${thread} 释放 GIL`,
  endedAs: (thread) => `直到 ${thread} 结束`,
  notes: '笔记',
  tasks: tasksZh.lanes
}

export const scopeZh: ScopeText = {
  strip: {
    label: (cell) => `单元格 ${cell} 运行时的情况`,
    cores: (cores) => `${cores.toFixed(2)} 个核心`,
    processes: (count) => `${count} 个进程`,
    threads: (count) => `${count} 个线程`,
    held: (share, gils) =>
      gils === 1 ? `GIL 持有 ${percent(share)}` : `${gils} 个 GIL 各持有 ${percent(share)}`,
    waited: (share) => `等待 ${percent(share)}`,
    handOffs: (aSecond) => `每秒交接 ${Math.round(aSecond)} 次`,
    brief: '极短',
    watching: '观察中…',
    sparkline: (most) => `使用核心数随时间的变化，最多 ${most.toFixed(1)} 个`
  },
  tiers,
  tier: (tier, reason, hz, lowered, missed) =>
    `${tierMeanings[tier]}${reason === '' ? '' : `原因：${reason}。`}\n每秒采样 ${Math.round(hz)} 次${
      lowered === null ? '' : `（而非 ${lowered} 次，否则开销过大）`
    }${missed < 0.005 ? '' : `，缺失 ${percent(missed)}`}。`,
  states,
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
    thread: '线程',
    process: '进程',
    cpu: 'CPU',
    held: '持有 GIL',
    cores: '核心',
    all: (wall, cores) => `合计，${wall}：${cores.toFixed(2)} 个核心`
  }
}
