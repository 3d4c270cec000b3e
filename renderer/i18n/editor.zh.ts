/** The strings of help while writing code, in Simplified Chinese; part of `zh.ts`. */
import type { EditorText } from './editor.en'

export const editorZh: EditorText = {
  completions: '补全',
  help: '帮助',
  wholeHelp: 'Shift+Tab：显示全部',
  enterHelp: 'Shift+Tab：进入 · Esc：关闭',
  facts: { Type: '类型', Value: '值', Size: '大小', File: '文件' }
}
