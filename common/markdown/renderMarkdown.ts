/**
 * Markdown to HTML as Jupyter's users know it: CommonMark, tables, strikethrough, task lists, footnotes, formulas. Not yet
 * safe to show.
 */
import MarkdownIt from 'markdown-it'
import { footnotes } from './footnotes'
import { formulas } from './formulas'
import { highlighted } from './highlight'
import { slug } from './slug'
import { taskLists } from './taskLists'

/** Anew for each user, who may change how parts of it are drawn. */
export function jupyterMarkdown(): InstanceType<typeof MarkdownIt> {
  const markdown = new MarkdownIt({ html: true, linkify: false, highlight: highlighted })
  markdown.use(formulas).use(taskLists).use(footnotes)

  // Headings are found by `data-anchor`, not by `id`: an id could take the place of one of the page's own.
  markdown.core.ruler.push('anchors', (state) => {
    state.tokens.forEach((token, index) => {
      const title = state.tokens[index + 1]
      if (token.type === 'heading_open' && title !== undefined)
        token.attrSet('data-anchor', slug(title.content))
    })
  })

  // Columns are aligned by `align`: styles are not let through.
  markdown.core.ruler.push('columns', (state) => {
    for (const token of state.tokens) {
      const side = /^text-align:(\w+)$/.exec(String(token.attrGet('style')))?.[1]
      if (side !== undefined) token.attrs = [['align', side]]
    }
  })
  return markdown
}

const markdown = jupyterMarkdown()

/** HTML that still holds whatever the author wrote: to be shown only through `sanitised`. */
export function renderMarkdown(source: string): string {
  return markdown.render(source)
}
