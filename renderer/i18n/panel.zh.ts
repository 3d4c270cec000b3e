/** The strings of the side panel, in Simplified Chinese; part of `zh.ts`. */
import { reasonInChinese } from '../../common/trace/tierReasons'
import type { PanelText } from './panel.en'

export const panelZh: PanelText = {
  label: '侧边面板',
  hide: '隐藏侧边面板',
  resize: '侧边面板宽度',
  tabs: { now: '此刻', variables: '变量', problems: '问题' },

  now: {
    label: '此内核中正在运行的一切',
    none: '没有正在运行的内核。',
    noneHint:
      '运行一个单元格：它的线程、任务和进程存活期间会显示在这里，包括各自在做什么，由哪个单元格启动。',
    looking: '正在查看…',
    columns: { name: '名称', state: '状态', core: '核心', cpu: 'CPU', cell: '单元格' },
    kernel: '内核',
    process: '进程',
    pid: (pid) => `pid ${pid}`,
    tid: (tid) => `线程 ${tid}`,
    threads: (count) => `${count} 个线程`,
    own: (count) => `Gilscope 自己的 ${count} 个线程`,
    ownHint: '它们读取命令、发送输出，不属于您的程序。',
    moreTasks: (count) => `另有 ${count} 个任务`,
    left: (does) => `上次所见：${does}`,
    leftHint: '只在单元格运行期间观察任务。这是上一次运行结束时的样子。',
    resting: '等待单元格',
    holdsHint: '它同时还持有 GIL',
    server: '全部',
    serverHint: 'multiprocessing 自己的进程：为所有单元格服务，随内核一起结束。',
    goTo: (number, count) =>
      count === null
        ? `转到启动它的单元格 ${number}`
        : `转到启动它的单元格 ${number}（第 [${count}] 次运行）`,
    end: (name) => `结束 ${name}`,
    endStates: { alive: '结束', ending: '正在结束…', stayed: '结束' },
    stayed: (name) => `${name} 没有结束，可再试一次`,
    follow: (name) => `${name} 的输出显示在当前单元格中`,
    tiers: {
      os: (reason) => `无法读取 Python 的内存，因此不知道谁持有 GIL${because(reason)}。状态来自操作系统。`,
      portable: (reason) => `线程只能看到此系统所透露的部分${because(reason)}。名称由 Python 告知。`
    }
  },

  variables: {
    label: '变量',
    noKernel: '没有正在运行的内核。',
    none: '还没有变量。',
    noneHint: '单元格设置的变量会在每次运行后显示在这里。查看变量不会运行您的任何代码。',
    looking: '正在查看…',
    filter: '按名称或类型筛选',
    count: (shown, all) => (shown === all ? `${all}` : `${shown} / ${all}`),
    cut: (most) => `只列出按名称排序的前 ${most} 个变量，可能还有更多。`,
    noMatch: (filter) => `没有名称或类型包含“${filter}”的变量。`,
    columns: { name: '名称', type: '类型', size: '大小', value: '值' },
    sort: '按此列排序',
    details: (name) => `关于 ${name}`,
    closeDetails: '关闭'
  }
}

function because(reason: string): string {
  return reason === '' ? '' : `（${reasonInChinese(reason)}）`
}
