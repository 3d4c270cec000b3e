/** What exported pages say beside the notebook's own words. */
import type { Language } from '../ipc'
import type { OutputWords } from './htmlOutputs'

export interface ExportWords extends OutputWords {
  readonly figures: string
}

export const exportWords: Readonly<Record<Language, ExportWords>> = {
  en: {
    figures: 'Figures',
    cut: (left) => `${left} more characters are in the notebook.`,
    html: 'HTML output',
    cannotShow: (types) => `An output that cannot be shown here (${types}).`
  },
  zh: {
    figures: '数据',
    cut: (left) => `其余 ${left} 个字符在笔记本中。`,
    html: 'HTML 输出',
    cannotShow: (types) => `此处无法显示的输出（${types}）。`
  }
}
