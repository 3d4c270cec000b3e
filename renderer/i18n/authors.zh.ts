/** The strings about who wrote what, in Simplified Chinese; part of `zh.ts`. */
import type { AuthorsText } from './authors.en'

export const authorsZh: AuthorsText = {
  filter: '只显示此作者的行',
  unnamed: '主线程/其他',
  unnamedAbout: '主线程，或未表明身份的 C 代码与程序',
  thread: (name, pid, tid) =>
    tid === 0 ? `线程 ${name} · 进程 ${pid}` : `线程 ${name} · 进程 ${pid}，线程号 ${tid}`,
  process: (name, pid) => `子进程 ${name} · 进程 ${pid}`,
  count: (lines) => lines.toLocaleString('zh'),
  chip: (name, lines) => `${name}，${lines.toLocaleString('zh')} 行`,
  more: (authors) => `还有 ${authors.toLocaleString('zh')} 个`,
  fewer: '收起',
  showsOnly: (name, lines) => `只显示 ${name} 的 ${lines.toLocaleString('zh')} 行`
}
