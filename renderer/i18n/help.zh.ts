/** What help with broken examples says around its sentences, in Simplified Chinese; part of `zh.ts`. */
import type { HelpText } from './help.en'

export const helpZh: HelpText = {
  why: '判断依据',
  fix: (does) => `修改方法：${does}。`,
  mend: '在新单元格中修正',
  stopAndMend: '停止它，并在新单元格中修正',
  between: '：',
  stop: '停止单元格',
  notAgain: '不再提示这类问题',
  settings: '示例出错时的提示',
  settingsAbout: '单元格出错、停不下来或有典型毛病时，在它下面说明发生了什么，并给出修改。',
  rules: {
    'missing-import': '没有导入的标准库名称',
    'loop-idle': '停不下来的事件循环',
    'legacy-asyncio': 'Python 3.7 以前的 asyncio 写法',
    'never-awaited': '没有等待的协程',
    'lock-twice': '永远等不到的锁',
    'lock-order': '两把锁的死锁',
    'never-joined': '没有等待其结束的线程或进程',
    'cpu-threads': '在 GIL 下轮流计算的线程',
    'old-names': '新版本不再提供的名称'
  }
}
