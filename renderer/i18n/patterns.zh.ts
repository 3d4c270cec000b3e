/** The strings of the pattern pages, in Simplified Chinese; part of `zh.ts`. */
import { pagesZh } from '../patterns/pages.zh'
import type { PatternsText } from './patterns.en'

export const patternsZh: PatternsText = {
  title: '模式',
  link: '为什么？怎么办？',
  linkTo: (name) => `${name}：为什么，怎么办`,
  looks: '看起来是什么样',
  why: '为什么会这样',
  tries: '可以试试',
  cell: '亲自看看',
  insert: '把这个单元格插入到下方',
  sources: '延伸阅读',
  picture: (name) => `模式“${name}”的图示`,
  kernel: '本笔记本',
  pages: pagesZh
}
