/** The strings of the monitors, in Simplified Chinese; part of `zh.ts`. */
import type { Tier } from '../../common/trace/sample'
import type { ScopeText } from './scope.en'

const percent = (share: number): string => `${Math.round(share * 100)} %`

const tierMeanings: Record<Tier, string> = {
  exact: 'GIL 的状态直接读自 Python 的内存。',
  os: '无法读取内存：只有操作系统提供的线程信息，不知道谁持有 GIL。',
  portable: '只知道每个线程的 CPU 时间。',
  'no-gil': '没有 GIL 的 Python：线程可以同时运行。'
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
    watching: '观察中……',
    sparkline: (most) => `使用核心数随时间的变化，最多 ${most.toFixed(1)} 个`
  },
  tiers: { exact: '精确', os: '仅系统信息', portable: '仅 CPU', 'no-gil': '无 GIL' },
  tier: (tier, reason, hz, missed) =>
    `${tierMeanings[tier]}${reason === '' ? '' : `原因：${reason}。`}\n每秒采样 ${Math.round(hz)} 次${
      missed < 0.005 ? '' : `，缺失 ${percent(missed)}`
    }。`,
  states: {
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
}
