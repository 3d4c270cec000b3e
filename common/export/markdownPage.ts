/** The Markdown of a whole notebook as HTML for a page outside the app: safe, its pictures in it, formulas as MathML. */
import type { Token } from 'markdown-it'
import { escapedHtml } from '../markdown/escapedHtml'
import { jupyterMarkdown } from '../markdown/renderMarkdown'
import type { JsonObject, Notebook } from '../notebook'
import { isObject } from '../json'
import { decoded } from '../markdown/names'
import { pictureAddress } from './htmlOutputs'
import { namedPictures } from './namedPictures'
import { safeHtml } from './safeHtml'

/** em: what an author may ask for of a formula; and how often macros are expanded. */
const FORMULA = { maxSize: 40, maxExpand: 1000 } as const

export class MarkdownPage {
  private readonly markdown = jupyterMarkdown()
  /** Those of the cell that is being drawn. */
  private attachments: JsonObject = {}

  private constructor(
    private readonly pictures: ReadonlyMap<string, string>,
    formula: (tex: string, isDisplayed: boolean) => string
  ) {
    const { rules } = this.markdown.renderer
    rules['html_inline'] = rules['html_block'] = (tokens, i) =>
      safeHtml(tokens[i]?.content ?? '', this.pictureOf)
    rules['formula'] = (tokens, i) => {
      const { content = '', info = '', tag = 'span' } = tokens[i] ?? {}
      return `<${tag} class="formula${info}">${formula(content, info !== '')}</${tag}>`
    }
    rules['image'] = (tokens, i) => {
      const token = tokens[i]
      const [source, alternative] = [String(token?.attrGet('src') ?? ''), token?.content ?? '']
      const picture = this.pictureOf(source)
      if (picture !== undefined) return `<img src="${picture}" alt="${escapedHtml(alternative)}">`
      // What is elsewhere is not fetched: the reader may.
      const words = escapedHtml(alternative === '' ? source : alternative)
      return /^https?:/i.test(source) ? `<a href="${escapedHtml(source)}">${words}</a>` : `<em>${words}</em>`
    }
  }

  /** Reads the pictures that the notebook's Markdown names, and what draws its formulas where there are any. */
  static async of(
    notebook: Notebook,
    picture: (name: string) => Promise<string | null>
  ): Promise<MarkdownPage> {
    const sources = notebook.cells.flatMap((cell): string[] => {
      if (cell.cell_type === 'markdown') return [cell.source]
      if (cell.cell_type === 'raw') return []
      return cell.outputs.flatMap((output) =>
        'data' in output
          ? ['text/markdown', 'text/latex'].flatMap((type) =>
              typeof output.data[type] === 'string' ? [output.data[type]] : []
            )
          : []
      )
    })
    const named = await namedPictures(sources, picture)
    const pictures = new Map([...named].map(([name, address]) => [name, escapedHtml(address)]))
    const markdown = jupyterMarkdown()
    const isFormula = ({ type, children }: Token): boolean =>
      type === 'formula' || (children?.some(isFormula) ?? false)
    const hasFormulas = sources.some((source) => markdown.parse(source, {}).some(isFormula))
    if (!hasFormulas) return new MarkdownPage(pictures, escapedHtml)
    const { default: katex } = await import('katex')
    return new MarkdownPage(pictures, (tex, displayMode) =>
      katex.renderToString(tex, {
        ...{ displayMode, output: 'mathml', throwOnError: false, strict: 'ignore', trust: false },
        ...FORMULA
      })
    )
  }

  /** @param cell its place: what it names is told apart from the names of other cells by it */
  render(source: string, cell: number, attachments: JsonObject = {}): string {
    this.attachments = attachments
    const place = `cell-${String(cell)}-`
    return this.markdown
      .render(source)
      .replace(/ data-anchor="((?:footnote|reference)-[\d-]+)"/g, ` id="${place}$1"`)
      .replace(/ href="#((?:footnote|reference)-[\d-]+)"/g, ` href="#${place}$1"`)
      .replace(/ data-anchor="/g, ' id="')
  }

  private readonly pictureOf = (source: string): string | undefined => {
    const name = /^attachment:(.+)$/.exec(source)?.[1]
    return name === undefined ? this.pictures.get(source) : this.attached(name)
  }

  private attached(name: string): string | undefined {
    const bundle = this.attachments[name] ?? this.attachments[decoded(name)]
    if (!isObject(bundle)) return undefined
    const [type, data] = Object.entries(bundle).find(([each]) => each.startsWith('image/')) ?? []
    return type !== undefined && /^[\w/+.-]+$/.test(type) && typeof data === 'string'
      ? pictureAddress(type, data)
      : undefined
  }
}
