/** What exported Python scripts say in comments. */
import type { Language } from '../ipc'

interface ScriptWords {
  /** On the first line. @param name the notebook's */
  readonly head: (name: string) => string
  readonly display: string
  readonly loop: string
  /** Before the code of another program, and before what Python would refuse. */
  readonly other: string
  readonly wrong: string
}

export const scriptWords: Readonly<Record<Language, ScriptWords>> = {
  en: {
    head: (name) =>
      `${name}, as a script that runs as it is. Made by Gilscope; the notebook is the original.`,
    display: 'What a notebook shows, a script prints.',
    loop: 'The cells of a notebook share one event loop.',
    other: 'This cell is for another program:',
    wrong: 'This cell is no Python:'
  },
  zh: {
    head: (name) => `${name} 的可直接运行的脚本，由 Gilscope 生成；原件是笔记本。`,
    display: '笔记本显示的内容，脚本打印出来。',
    loop: '笔记本的各单元格共用一个事件循环。',
    other: '这个单元格属于另一种程序：',
    wrong: '这个单元格不是 Python：'
  }
}
