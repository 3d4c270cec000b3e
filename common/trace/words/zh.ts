/** What a trace shows, in Simplified Chinese words: for the page, and for exports without one. */
import type { TaskWords, TrackWords } from '../draw/Track'
import type { Tier } from '../sample'
import { awaitedText, type Awaited, type TaskState } from '../taskTrace'
import type { SpanState } from '../trace'
import type { TraceWords } from './TraceWords'

const percent = (share: number): string => `${Math.round(share * 100)} %`

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

const taskStates: Record<TaskState, string> = {
  'task-running': '运行',
  'awaits-turn': '就绪',
  'awaits-sleep': '睡眠',
  'awaits-lock': '等待锁或队列',
  'awaits-io': '等待 I/O',
  'awaits-tasks': '等待任务',
  'awaits-other': '等待其他'
}

const tracks: TrackWords = {
  states,
  runs: '正在运行',
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
  threadsOf: (process) => `${process}${/\p{Script=Han}$/u.test(process) ? '' : ' '}的线程`,
  moreThreads: (count) => `另有 ${count} 个线程几乎没有活动`,
  onCore: (core) => `在核心 ${core} 上`,
  holdsGil: '同时仍持有 GIL',
  line: (cell, line) => (cell === null ? `第 ${line} 行` : `单元格 [${cell}] 第 ${line} 行`),
  letGoBy: (thread) => `直到 ${thread} 释放 GIL`,
  endedAs: (thread) => `直到 ${thread} 结束`,
  notes: '笔记',
  tasks: lanes
}

export const traceZh: TraceWords = {
  tracks,
  strip: {
    cores: (cores) => `${cores.toFixed(2)} 个核心`,
    processes: (count) => `${count} 个进程`,
    threads: (count) => `${count} 个线程`,
    held: (share, gils) =>
      gils === 1 ? `GIL 持有 ${percent(share)}` : `${gils} 个 GIL 各持有 ${percent(share)}`,
    waited: (share) => `等待 ${percent(share)}`,
    handOffs: (aSecond) => `每秒交接 ${Math.round(aSecond)} 次`,
    tasks: (count) => `${count} 个任务`
  },
  figures: {
    thread: '线程',
    process: '进程',
    cpu: 'CPU',
    held: '持有 GIL',
    cores: '核心',
    all: (wall, cores) => `合计，${wall}：${cores.toFixed(2)} 个核心`
  },
  legend: { tasks: '任务：', taskStates },
  picture: {
    title: '单元格运行时的情况',
    run: (number) => `第 ${number} 次运行`,
    python: (version, isFreeThreaded) => `Python ${version}${isFreeThreaded ? ' 自由线程' : ''}`,
    otherCode: '代码与上方不同',
    moreRows: (count) => `另有 ${count} 行未显示`,
    note: (from, to, text) => `${from} – ${to} 的笔记：${text}`
  },
  compared: {
    columns: {
      run: '运行',
      python: 'Python',
      wall: '用时',
      cpu: 'CPU 时间',
      cores: '核心',
      waited: '等待 GIL',
      speedUp: '加速比'
    },
    times: (speedUp) => `${speedUp.toFixed(speedUp < 9.95 ? 2 : 1)} 倍`,
    changed: (run) => `${run}：`,
    timeline: '同一时间尺度上的各次运行',
    timelineKeys: '方向键在事件和行之间移动，W 和 S 缩放，A 和 D 平移，F 显示全部。'
  }
}
