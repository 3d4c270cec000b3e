/** The strings of outputs and the console, in Simplified Chinese; part of `zh.ts`. */
import type { OutputsText } from './outputs.en'

export const outputsZh: OutputsText = {
  copy: '复制',
  copied: '已复制',
  saveThis: '保存…',
  clear: '清除输出',
  audio: '音频输出',
  video: '视频输出',
  widget: '这是一个交互式控件。控件需要 Jupyter，以下是它的文本形式。',
  vega: '这是一个 Vega 图表。绘制它需要运行输出中的代码，因此这里不绘制；以下是它的文本形式。',
  expand: (lines) => (lines < 3 ? '全部显示' : `显示全部 ${lines.toLocaleString('zh')} 行`),
  longLine: (characters) => `显示此行全部 ${characters.toLocaleString('zh')} 个字符`,
  collapse: '收起',
  stream: '文本输出',
  image: '图像输出',
  html: 'HTML 输出',
  expected: '文档给出的预期输出',
  omitted: (characters, outputs) => {
    const size = amount(characters)
    if (outputs === 0) return `此处省略了${size}输出`
    const others = `${outputs.toLocaleString('zh')} 项输出`
    return characters === 0 ? `此处省略了 ${others}` : `此处省略了${size}文本和 ${others}`
  },
  whole: {
    open: '打开完整输出',
    save: '另存为…',
    cut: '磁盘已满，文件中只有开头部分。',
    lost: '磁盘已满，未能保存到文件。'
  },
  scriptsNotRun: '此输出含有脚本，脚本不会运行。',
  unknownType: (type) => `无法显示 ${type}，以下是它的文本形式。`,
  noText: (type) => `无法显示 ${type}。`,
  drawerFailed: '此输出无法显示。',
  goToLine: (line) => `转到第 ${line} 行`,
  error: '错误',
  traceback: '错误回溯',
  inputLabel: '程序等待输入',
  passwordLabel: '程序等待输入密码',
  inputHint: '按 Enter 发送，按 Ctrl+D 结束输入',
  send: '发送',
  more: (n) => `再显示 ${n.toLocaleString('zh')} 项`,
  items: (n) => `${n.toLocaleString('zh')} 项`,
  console: {
    label: '控制台',
    clear: '清空',
    loading: '正在打开控制台…',
    failed: '无法打开控制台。'
  }
}

function amount(characters: number): string {
  if (characters < 1024) return ` ${characters} 个字符的`
  if (characters < 1024 * 1024) return ` ${Math.round(characters / 1024)} KB `
  return ` ${(characters / 1024 / 1024).toFixed(1)} MB `
}
