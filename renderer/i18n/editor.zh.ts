/** The strings of help while writing code, in Simplified Chinese; part of `zh.ts`. */
import type { EditorText } from './editor.en'

const UNITS: Record<string, string> = { item: '项', character: '个字符', byte: '字节' }

export const editorZh: EditorText = {
  help: '帮助',
  wholeHelp: 'Shift+Tab：显示全部',
  enterHelp: 'Shift+Tab：进入 · Esc：关闭',
  facts: { Type: '类型', Value: '值', Size: '大小', File: '文件' },
  phrases: {
    Completions: '补全',
    'folded code': '已折叠的代码',
    unfold: '展开',
    'Folded lines': '已折叠的行',
    'Unfolded lines': '已展开的行',
    to: '至'
  },
  size(told) {
    const [, count = '', unit = ''] = /^(\d+) (item|character|byte)s?$/.exec(told) ?? []
    return count === '' ? told : `${count} ${UNITS[unit] ?? unit}`
  }
}
