/** The strings of the tabs above the notebook, in Simplified Chinese; part of `zh.ts`. */
import type { TabsText } from './tabs.en'

export const tabsZh: TabsText = {
  label: '打开的笔记本',
  welcome: '欢迎页',
  add: '在新标签页中新建笔记本',
  unsaved: '有未保存的更改',
  kernel: {
    none: null,
    idle: null,
    starting: 'Python 正在启动',
    busy: '正在运行',
    interrupting: '正在中断',
    stopping: 'Python 正在结束',
    dead: 'Python 意外结束',
    failed: 'Python 未能启动'
  },
  about: (parts) => parts.join('，'),
  closeOther: (name) => `关闭 ${name}`
}
