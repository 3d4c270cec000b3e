/** The strings about lines of code and the time they took, in Chinese; part of `zh.ts`. */
import type { LinesText } from './lines.en'

export const linesZh: LinesText = {
  toggle: '逐行',
  toggleHint: '在每行代码旁显示各线程在这一行花了多少时间，以及在做什么',
  parts: {
    python: '运行 Python',
    native: '原生代码',
    gilWait: '等待 GIL',
    preempted: '就绪但没有核心',
    blocked: '阻塞'
  },
  line: (line) => `第 ${line} 行`,
  ofRun: (cell) => `在单元格 ${cell} 的运行中`,
  figures: (list) => list.map(([part, time]) => `${part} ${time}`).join('，'),
  lost: (count) => `${count} 行代码在运行后被修改，其用时不再显示。`,
  table: '逐行用时',
  noLines: '没有观察到单元格中的任何一行：只在 Linux 上、Python 3.11 及以上版本能读取行号。',
  columns: { line: '行', code: '代码' },
  place: (cell, line) => `单元格 ${cell} 第 ${line} 行`,
  goTo: (cell, line) => `转到单元格 ${cell} 第 ${line} 行`,
  unplaced: '已被修改或删除'
}
