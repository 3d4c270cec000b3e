/** The strings of rendered Markdown, in Simplified Chinese; part of `zh.ts`. */
import type { MarkdownText } from './markdown.en'

export const markdownZh: MarkdownText = {
  backToText: '返回正文'
}
