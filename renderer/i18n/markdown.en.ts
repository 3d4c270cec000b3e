/** The strings of rendered Markdown, in English; part of `en.ts`. */
export const markdownEn = {
  backToText: 'Back to the text'
}

export type MarkdownText = typeof markdownEn
