/**
 * A notebook as one page of HTML that needs nothing else: prose, code, outputs, and what each kept run did, with a timeline
 * that can be zoomed and asked. The page fetches nothing; its own policy forbids that, and every script but the one that
 * draws timelines, which it names by its hash. Without that script the timelines are still pictures. The page follows the
 * reader's light or dark theme, and is printed light. The same notebook always gives the same page.
 */
import type { Language } from '../ipc'
import { escapedHtml } from '../markdown/escapedHtml'
import { highlighted } from '../markdown/highlight'
import type { Cell, CodeCell, MarkdownCell, Notebook } from '../notebook'
import { predictionOf } from '../teaching/prediction'
import { isTagged } from '../teaching/tags'
import { LANGUAGE_TAGS } from '../trace/draw/timelineSvg'
import { htmlOfOutput } from './htmlOutputs'
import { htmlOfRuns } from './htmlRuns'
import { PAGE_STYLE } from './htmlStyle'
import { MarkdownPage } from './markdownPage'
import { withoutMonitors } from './monitorOutputs'
import { exportWords } from './words'

export interface PageAbout {
  /** What the page is called where the notebook has no heading. */
  readonly name: string
  readonly language: Language
  /** The `data:` address of a picture that Markdown names by a path beside the notebook; null where there is none. */
  readonly picture: (name: string) => Promise<string | null>
  readonly script: PageScript
}

/** What draws the timelines. */
export interface PageScript {
  readonly text: string
  /** As a Content Security Policy names it: `sha256-…`. */
  readonly hash: string
}

/** Frames of HTML outputs inherit it, and are sandboxed besides. @param script null: the page has none */
function policy(script: PageScript | null): string {
  return [
    "default-src 'none'",
    ...(script === null ? [] : [`script-src '${script.hash}'`]),
    ...["style-src 'unsafe-inline'", 'img-src data:', "base-uri 'none'", "form-action 'none'"]
  ].join('; ')
}

export async function htmlPage(
  notebook: Notebook,
  { name, language, picture, script }: PageAbout
): Promise<string> {
  const markdown = await MarkdownPage.of(notebook, picture)
  const { cells } = withoutMonitors(notebook)
  const body = cells.map((cell, i) => htmlOfCell(cell, i, language, markdown))
  const own = body.some((cell) => cell.includes(LIVE)) ? script : null
  return [
    '<!doctype html>',
    `<html lang="${LANGUAGE_TAGS[language]}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy(own)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapedHtml(titleOf(notebook) ?? name)}</title>`,
    `<style>\n${PAGE_STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    ...body,
    '</main>',
    ...(own === null ? [] : [`<script>${own.text}</script>`]),
    '</body>',
    '</html>\n'
  ].join('\n')
}

/** What stands beside a timeline for the script: prose and outputs cannot have it. */
const LIVE = '<script type="application/json">'

function htmlOfCell(cell: Cell, index: number, language: Language, markdown: MarkdownPage): string {
  const body = bodyOf(cell, index, language, markdown)
  const kind = cell.cell_type === 'markdown' ? 'prose' : cell.cell_type
  if (!isTagged(cell, 'solution')) return `<section class="${kind}">\n${body}</section>`
  const summary = escapedHtml(exportWords[language].solution)
  return `<details class="solution"><summary>${summary}</summary>\n<section class="${kind}">\n${body}</section>\n</details>`
}

function bodyOf(cell: Cell, index: number, language: Language, markdown: MarkdownPage): string {
  switch (cell.cell_type) {
    case 'markdown':
      return markdown.render(cell.source, index, cell.attachments) + choicesOf(cell, language)
    case 'raw':
      return `<pre>${escapedHtml(cell.source)}</pre>`
    case 'code':
      return htmlOfCode(cell, index, language, markdown)
  }
}

/** The answers that a prediction lets one choose from, and, folded, the right one. */
function choicesOf(cell: MarkdownCell, language: Language): string {
  const prediction = predictionOf(cell)
  if (prediction === null || !('choices' in prediction)) return ''
  const { choices, right } = prediction
  const items = choices.map((choice) => `<li>${escapedHtml(choice)}</li>`).join('')
  const summary = escapedHtml(exportWords[language].answer)
  const answer = escapedHtml(choices[right] ?? '')
  return `<ol class="choices">${items}</ol>\n<details><summary>${summary}</summary><p>${answer}</p></details>\n`
}

function htmlOfCode(cell: CodeCell, index: number, language: Language, markdown: MarkdownPage): string {
  const words = exportWords[language]
  const count =
    cell.execution_count === null ? '' : `<p class="count">[${String(cell.execution_count)}]</p>\n`
  const code = `<pre class="source"><code>${highlighted(cell.source, 'python')}</code></pre>\n`
  const outputs = cell.outputs.map((output) =>
    htmlOfOutput(output, words, (source) => markdown.render(source, index))
  )
  const runs = htmlOfRuns(cell, index + 1, language)
  return `${count}${cell.source.trim() === '' ? '' : code}${outputs.join('')}${runs}`
}

/** The text of the first heading. */
function titleOf({ cells }: Notebook): string | undefined {
  for (const { cell_type, source } of cells) {
    const title = cell_type === 'markdown' ? /^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$/m.exec(source)?.[1] : undefined
    if (title !== undefined) return title.replace(/[*_`]/g, '')
  }
  return undefined
}
