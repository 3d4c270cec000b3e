/** What exported pages say beside the notebook's own words. */
import type { Language } from '../ipc'
import type { OutputWords } from './htmlOutputs'

export interface ExportWords extends OutputWords {
  /** Of a timeline. @param cell its place, counted from 1 */
  readonly timelineOf: (cell: number) => string
  /** For eyes and hands: how a timeline answers. */
  readonly hint: string
  readonly zoomIn: string
  readonly zoomOut: string
  readonly fit: string
  /** Before what is folded. @param run its name or number; '' for the only one */
  readonly figuresOf: (run: string) => string
  readonly codeOf: (run: string) => string
  readonly solution: string
  readonly answer: string
}

export const exportWords: Readonly<Record<Language, ExportWords>> = {
  en: {
    timelineOf: (cell) => `Timeline of cell ${String(cell)}`,
    hint: 'Click in, then the wheel zooms and dragging moves; a double click shows one span whole.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Show all',
    figuresOf: (run) => (run === '' ? 'Figures' : `Figures: ${run}`),
    codeOf: (run) => (run === '' ? 'The code that ran' : `The code that ran: ${run}`),
    solution: 'Solution',
    answer: 'Answer',
    cut: (left) => `${left} more characters are in the notebook.`,
    html: 'HTML output',
    cannotShow: (types) => `An output that cannot be shown here (${types}).`
  },
  zh: {
    timelineOf: (cell) => `单元格 ${String(cell)} 的时间线`,
    hint: '点击后可用滚轮缩放，拖动可平移；双击某一段，可完整显示它。',
    zoomIn: '放大',
    zoomOut: '缩小',
    fit: '显示全部',
    figuresOf: (run) => (run === '' ? '数据' : `数据：${run}`),
    codeOf: (run) => (run === '' ? '实际运行的代码' : `实际运行的代码：${run}`),
    solution: '参考答案',
    answer: '答案',
    cut: (left) => `其余 ${left} 个字符在笔记本中。`,
    html: 'HTML 输出',
    cannotShow: (types) => `此处无法显示的输出（${types}）。`
  }
}
