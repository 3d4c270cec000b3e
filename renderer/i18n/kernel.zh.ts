/** The strings of the kernel's menu, in Simplified Chinese; part of `zh.ts`. */
import type { KernelMenuText } from './kernel.en'

export const kernelMenuZh: KernelMenuText = {
  facts: {
    title: '当前内核',
    version: 'Python',
    build: '构建',
    gil: 'GIL',
    gilOn: '开启',
    gilOff: '关闭',
    gilSwitchedOn: (module) => `开启：导入 ${module} 时被重新打开`,
    gilForced: '开启，尽管此构建可以不用',
    cores: '核心',
    allCores: (count) => `${count} 个`,
    someCores: (allowed, count, which) => `${count} 个中的 ${allowed} 个（${which}）`,
    startMethod: '子进程启动方式',
    interval: '切换间隔',
    pid: '进程'
  },

  slow: {
    title: 'GIL 慢动作',
    about:
      '有其他线程等待时，一个线程可以持有 GIL 多久。延长它会改变程序的运行方式：线程轮流得足够慢，可以看清。重启后恢复 Python 的默认值。',
    python: (time) => `Python 默认 ${time}`,
    other: (time) => `您的程序把它设成了 ${time}。`,
    noGil: '这个 Python 不使用 GIL：线程不必轮流，也就无从放慢。',
    noKernel: '内核运行后可用。',
    badge: (time) => `慢动作 ${time}`
  },

  children: {
    title: '子进程可见单元格',
    on: '无论以何种方式启动，子进程和进程池都能找到单元格中的函数和类。',
    off: '与普通 Python 相同：以 spawn 或 forkserver 启动的子进程找不到单元格中定义的任何东西，会报错，除非从文件导入。fork 的子进程本来就拥有一切。',
    kept: '保存在笔记本中，从下一次运行起生效。',
    badge: '子进程：普通 Python'
  },

  time: (seconds) =>
    seconds < 0.1 ? `${Number((seconds * 1000).toPrecision(3))} 毫秒` : `${Number(seconds.toPrecision(3))} 秒`
}
