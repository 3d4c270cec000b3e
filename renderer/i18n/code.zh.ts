/** The strings of checking and laying out code, in Simplified Chinese; part of `zh.ts`. */
import type { CodeText } from './code.en'

export const codeZh: CodeText = {
  of({ kind, name, message }) {
    switch (kind) {
      case 'syntax':
        return `语法错误：${message.replace(/^SyntaxError: /, '')}`
      case 'undefined':
        return `没有单元格定义 ${name}`
      case 'unbound':
        return `${name} 在此处赋值之前就被使用`
      case 'unusedImport':
        return `${name} 已导入但未使用`
      case 'unusedVariable':
        return `${name} 已赋值但未使用`
      case 'other':
        return message.replaceAll('`', '')
    }
  },
  errors: (count) => `${count} 个错误`,
  remarks: (count) => `${count} 条提示`,
  none: '此笔记本的代码中没有发现问题。',
  noneHint: '语法错误、没有单元格定义的名称，以及未使用的导入和变量，会显示在这里和代码中。',
  off: '未启用代码检查。',
  check: '编写时检查代码',
  place: (number, line) => `单元格 ${number}，第 ${line} 行`,
  goTo: (problem, number, line) => `${problem}。转到单元格 ${number} 第 ${line} 行`,
  error: '错误',
  remark: '提示',
  notDefined: (name) => `此笔记本中没有单元格定义 ${name}。`,
  layOut: '格式化代码',
  notLaidOut: (cells) => `单元格 ${cells} 有语法错误，保持原样。`,
  toolsGone: '无法启动代码检查和格式化工具。其他功能不受影响。'
}
