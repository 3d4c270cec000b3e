/** Footnotes, as GitHub writes them (`[^1]` and `[^1]: …`): numbered in each cell, below its text, with the way back. */
import type { MarkdownIt, Renderer } from 'markdown-it'
import footnote from 'markdown-it-footnote'

type Rule = NonNullable<Renderer['rules'][string]>

/** The library says which note (from 0) and, where a note is referred to more than once, which reference. */
const rule =
  (html: (note: string, reference: string) => string): Rule =>
  (tokens, index) => {
    const { id = 0, subId = 0 } = (tokens[index]?.meta ?? {}) as Record<string, number>
    return html(`${id + 1}`, subId > 0 ? `${id + 1}-${subId + 1}` : `${id + 1}`)
  }

export function footnotes(markdown: MarkdownIt): void {
  markdown.use(footnote)
  Object.assign(markdown.renderer.rules, {
    footnote_ref: rule(
      (note, reference) =>
        `<sup><a href="#footnote-${note}" data-anchor="reference-${reference}" role="doc-noteref">${note}</a></sup>`
    ),
    footnote_block_open: () => '<div class="footnotes" role="doc-endnotes"><ol>\n',
    footnote_block_close: () => '</ol></div>\n',
    footnote_open: rule((note) => `<li data-anchor="footnote-${note}">`),
    footnote_anchor: rule(
      (_note, reference) =>
        ` <a href="#reference-${reference}" class="footnote-back" role="doc-backlink">↩</a>`
    )
  })
}
