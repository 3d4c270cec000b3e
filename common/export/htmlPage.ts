/**
 * A notebook as one page of HTML that needs nothing else: prose, code, outputs, and each kept run's monitor with its figures
 * as a table. It fetches nothing and runs no script, its own policy forbids both; it follows the reader's light or dark
 * theme, and is printed light. The same notebook always gives the same page.
 */
import type { Language } from '../ipc'
import { escapedHtml } from '../markdown/escapedHtml'
import { highlighted } from '../markdown/highlight'
import type { Cell, CodeCell, Notebook } from '../notebook'
import { figuresTableOf } from '../trace/verdict/figuresTable'
import { traceWords } from '../trace/words'
import { htmlOfOutput } from './htmlOutputs'
import { PAGE_STYLE } from './htmlStyle'
import { MarkdownPage } from './markdownPage'
import { withoutMonitors } from './monitorOutputs'
import { monitorsOf, type KeptMonitor } from './monitors'
import { exportWords } from './words'

export interface PageAbout {
  /** What the page is called where the notebook has no heading. */
  readonly name: string
  readonly language: Language
  /** The `data:` address of a picture that Markdown names by a path beside the notebook; null where there is none. */
  readonly picture: (name: string) => Promise<string | null>
}

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
const TAGS: Record<Language, string> = { en: 'en', zh: 'zh-Hans' }

export async function htmlPage(notebook: Notebook, { name, language, picture }: PageAbout): Promise<string> {
  const markdown = await MarkdownPage.of(notebook, picture)
  const { cells } = withoutMonitors(notebook)
  const body = cells.map((cell, i) => htmlOfCell(cell, i, language, markdown))
  return [
    '<!doctype html>',
    `<html lang="${TAGS[language]}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapedHtml(titleOf(notebook) ?? name)}</title>`,
    `<style>\n${PAGE_STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    ...body,
    '</main>',
    '</body>',
    '</html>\n'
  ].join('\n')
}

function htmlOfCell(cell: Cell, index: number, language: Language, markdown: MarkdownPage): string {
  switch (cell.cell_type) {
    case 'markdown':
      return `<section class="prose">\n${markdown.render(cell.source, index, cell.attachments)}</section>`
    case 'raw':
      return `<section class="raw"><pre>${escapedHtml(cell.source)}</pre></section>`
    case 'code':
      return htmlOfCode(cell, index, language, markdown)
  }
}

function htmlOfCode(cell: CodeCell, index: number, language: Language, markdown: MarkdownPage): string {
  const words = exportWords[language]
  const count =
    cell.execution_count === null ? '' : `<p class="count">[${String(cell.execution_count)}]</p>\n`
  const code = `<pre class="source"><code>${highlighted(cell.source, 'python')}</code></pre>\n`
  const outputs = cell.outputs.map((output) =>
    htmlOfOutput(output, words, (source) => markdown.render(source, index))
  )
  const monitors = monitorsOf(cell, language).map((monitor) => htmlOfMonitor(monitor, language))
  return `<section class="code">\n${count}${cell.source.trim() === '' ? '' : code}${outputs.join('')}${monitors.join('')}</section>`
}

function htmlOfMonitor({ svg, trace }: KeptMonitor, language: Language): string {
  const { head, rows, foot } = figuresTableOf(trace, traceWords[language])
  const row = (cells: readonly string[]): string =>
    `<tr>${cells.map((cell, i) => (i === 0 ? `<th scope="row">${escapedHtml(cell)}</th>` : `<td>${escapedHtml(cell)}</td>`)).join('')}</tr>`
  const heads = head.map((cell) => `<th scope="col">${escapedHtml(cell)}</th>`).join('')
  return [
    '<figure class="monitor">',
    svg.trimEnd(),
    `<details><summary>${escapedHtml(exportWords[language].figures)}</summary>`,
    `<table><thead><tr>${heads}</tr></thead>`,
    `<tbody>${rows.map(({ cells }) => row(cells)).join('\n')}</tbody>`,
    `<tfoot>${row(foot)}</tfoot></table>`,
    '</details>',
    '</figure>\n'
  ].join('\n')
}

/** The text of the first heading. */
function titleOf({ cells }: Notebook): string | undefined {
  for (const { cell_type, source } of cells) {
    const title = cell_type === 'markdown' ? /^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$/m.exec(source)?.[1] : undefined
    if (title !== undefined) return title.replace(/[*_`]/g, '')
  }
  return undefined
}
