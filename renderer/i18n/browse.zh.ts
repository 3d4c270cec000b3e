/** The strings of the panel left of the notebook (contents, files), of teach mode and of files open elsewhere, in Simplified Chinese; part of `zh.ts`. */
import type { BrowseText } from './browse.en'

export const browseZh: BrowseText = {
  label: '目录与文件',
  hide: '隐藏目录与文件',
  resize: '目录与文件宽度',
  tabs: { contents: '目录', files: '文件' },

  contents: {
    label: '此笔记本的标题',
    none: '此笔记本没有标题。',
    noneHint: 'Markdown 单元格中以 # 开头的行是标题：它和它下面的内容会列在这里。',
    running: '其中有单元格正在运行',
    failed: '其中有单元格失败'
  },

  teach: {
    enter: '讲解模式',
    label: '讲解模式',
    previous: '上一节',
    next: '下一节',
    place: (section, of) => `第 ${section} 节，共 ${of} 节`,
    leave: '退出',
    timeline: '最近一次运行做了什么',
    nothing: '运行一个单元格（Shift+Enter）：它的线程、进程和任务在做什么会画在这里。'
  },

  printing: '正在生成页面…',

  elsewhere: {
    title: '这个文件也在另一个 Gilscope 中打开着。',
    means: '后保存的一方在覆盖对方的内容之前会先被询问。最好只在其中一个里继续。',
    know: '知道了'
  },

  files: {
    label: '此笔记本所在的文件夹',
    refresh: '重新查看',
    looking: '正在查看…',
    none: '这里什么也没有。',
    more: (count) => `还有 ${count} 项未列出`,
    failed: '无法读取此文件夹。',
    open: '已打开',
    cannotOpen: '不能在这里打开'
  }
}
