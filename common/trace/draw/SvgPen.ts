/**
 * Draws the pictures of `common/trace` as SVG, the same one for the same calls. Colours of the light theme are in the
 * attributes, for viewers that drop styles; a style of the picture's own brings the dark ones where the reader's system is
 * dark. The picture fills its ground itself, so it can be read on any page. Names are made for one picture, for several may
 * be put into one page.
 */
import { colourOf, isForFiles, softOf, type FileInk } from './colours'
import type { Ink, Pen, WriteOptions } from './pen'
import { fitted } from './textWidth'
import { hatchLines, textureOf, TILE } from './textures'

const FONT =
  "system-ui,-apple-system,'Segoe UI','Noto Sans','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"
/** px; the small one is for what is less important. */
const SIZE = { usual: 12, small: 11 } as const
/** How far below the middle of its letters a line of text stands, in ems: not every viewer knows other baselines. */
const BASELINE = 0.36

/** Before the names of inks as classes: pages have classes of their own. */
const CLASS = 'ink-'

export interface SvgAbout {
  readonly width: number
  readonly height: number
  /** For those who cannot see it. */
  readonly title: string
  readonly description: string
  /** A BCP 47 tag. */
  readonly language: string
}

export class SvgPen implements Pen {
  private readonly parts: string[] = []
  private readonly inks = new Set<FileInk>()
  /** The path that is being drawn: what has the same ink goes on in it. */
  private path: { readonly ink: FileInk; readonly rectangles: number[] } | null = null
  private top = 0

  /** @param id of the picture, unlike those of others on the same page */
  constructor(private readonly id: string) {}

  /** From now on everything lies so many px lower. */
  below(top: number): void {
    this.top = top
  }

  fill(ink: Ink, rectangles: readonly number[]): void {
    if (!isForFiles(ink) || rectangles.length === 0) return
    if (this.path?.ink !== ink) {
      this.endPath()
      this.path = { ink, rectangles: [] }
    }
    rectangles.forEach((each, i) => this.path?.rectangles.push(i % 4 === 1 ? each + this.top : each))
  }

  write(ink: Ink, text: string, x: number, y: number, options: WriteOptions = {}): void {
    const { width = Infinity, align = 'left', isStrong = false, isSmall = false } = options
    const size = isSmall ? SIZE.small : SIZE.usual
    const shown = fitted(text, width, size, isStrong)
    if (!isForFiles(ink) || shown === '') return
    this.endPath()
    this.inks.add(ink)
    const attributes = [
      `class="${CLASS}${ink}" fill="${colourOf(ink, 'light')}" x="${rounded(x)}" y="${rounded(y + this.top + size * BASELINE)}"`,
      isSmall ? `font-size="${String(size)}"` : '',
      isStrong ? 'font-weight="600"' : '',
      align === 'left' ? '' : `text-anchor="${align === 'right' ? 'end' : 'middle'}"`
    ].filter((each) => each !== '')
    this.parts.push(`<text ${attributes.join(' ')}>${escaped(shown)}</text>`)
  }

  /** The whole picture. */
  picture({ width, height, title, description, language }: SvgAbout): string {
    this.endPath()
    const { id } = this
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" id="${id}" ${box(width, height)} lang="${language}" role="img" aria-labelledby="${id}-title ${id}-desc" font-family="${FONT}" font-size="${String(SIZE.usual)}" shape-rendering="crispEdges" style="max-width:100%;height:auto">`,
      `<title id="${id}-title">${escaped(title)}</title>`,
      `<desc id="${id}-desc">${escaped(description)}</desc>`,
      `<style>${this.darkStyle()}</style>`,
      this.patterns(),
      ...this.parts,
      '</svg>\n'
    ].join('\n')
  }

  /** The same without words: what it shows is said beside it. */
  ornament({ width, height }: Pick<SvgAbout, 'width' | 'height'>): string {
    this.endPath()
    const opening = `<svg id="${this.id}" ${box(width, height)} aria-hidden="true" shape-rendering="crispEdges">`
    return `${opening}<style>${this.darkStyle()}</style>${this.patterns()}${this.parts.join('')}</svg>`
  }

  private endPath(): void {
    if (this.path === null) return
    const { ink, rectangles } = this.path
    this.path = null
    const outline = outlineOf(rectangles)
    if (outline === '') return
    this.inks.add(ink)
    const paint =
      textureOf(ink) === undefined
        ? `class="${CLASS}${ink}" fill="${colourOf(ink, 'light')}"`
        : `fill="url(#${this.id}-${ink})"`
    // A line of one px would be lost where the picture is shown smaller.
    const edges = ink === 'rule' ? ' shape-rendering="auto"' : ''
    this.parts.push(`<path ${paint}${edges} d="${outline}"/>`)
  }

  /** Printed pages stay light. */
  private darkStyle(): string {
    const rules = [...this.inks].flatMap((ink) => {
      const rule = (name: string, colour: string): string =>
        `#${this.id} .${CLASS}${name}{${name.endsWith('-line') ? 'stroke' : 'fill'}:${colour}}`
      const texture = textureOf(ink)
      const colour = colourOf(ink, 'dark')
      return [
        rule(ink, colour),
        ...(texture?.hatch === undefined ? [] : [rule(`${ink}-line`, colour)]),
        ...(softOf(ink, 'dark') === 'none' ? [] : [rule(`${ink}-soft`, softOf(ink, 'dark'))])
      ]
    })
    return `@media screen and (prefers-color-scheme:dark){${rules.join('')}}`
  }

  private patterns(): string {
    return `<defs>${[...this.inks].map((ink) => this.pattern(ink)).join('')}</defs>`
  }

  private pattern(ink: FileInk): string {
    const texture = textureOf(ink)
    if (texture === undefined) return ''
    const { ground, boxes = [], boxShade = 'colour', hatch } = texture
    const shade = (which: 'colour' | 'soft'): string =>
      which === 'soft'
        ? `class="${CLASS}${ink}-soft" fill="${softOf(ink, 'light')}"`
        : `class="${CLASS}${ink}" fill="${colourOf(ink, 'light')}"`
    const size = `width="${String(TILE)}" height="${String(TILE)}"`
    const lines = hatch && hatchLines(hatch).map(([x, y, toX, toY]) => `M${x},${y}L${toX},${toY}`)
    return [
      `<pattern id="${this.id}-${ink}" ${size} patternUnits="userSpaceOnUse">`,
      ground === null ? '' : `<rect ${size} ${shade(ground)}/>`,
      boxes.length === 0 ? '' : `<path ${shade(boxShade)} shape-rendering="auto" d="${outlineOf(boxes)}"/>`,
      hatch === undefined
        ? ''
        : `<path class="${CLASS}${ink}-line" fill="none" stroke="${colourOf(ink, 'light')}" stroke-width="${String(hatch.width)}" shape-rendering="auto" d="${lines?.join('') ?? ''}"/>`,
      '</pattern>'
    ].join('')
  }
}

function box(width: number, height: number): string {
  const [w, h] = [String(width), String(height)]
  return `viewBox="0 0 ${w} ${h}" width="${w}" height="${h}"`
}

/** Rectangles as one path; those that stand beside each other on one line become one shape with steps. */
function outlineOf(rectangles: readonly number[]): string {
  let path = ''
  let [right, bottom, top] = [NaN, NaN, NaN]
  const close = (): void => {
    if (path !== '') path += `H${rounded(right)}V${rounded(bottom)}z`
  }
  for (let i = 0; i < rectangles.length; i += 4) {
    const [x = 0, y = 0, width = 0, height = 0] = rectangles.slice(i, i + 4)
    const [left, to, high, low] = [tenth(x), tenth(x + width), tenth(y), tenth(y + height)]
    if (to <= left || low <= high) continue
    const goesOn = left === right && low === bottom
    if (!goesOn) {
      close()
      path += `M${rounded(left)},${rounded(low)}V${rounded(high)}`
    } else if (high !== top) path += `H${rounded(right)}V${rounded(high)}`
    ;[right, bottom, top] = [to, low, high]
  }
  close()
  return path
}

/** Finer cannot be seen. */
function tenth(px: number): number {
  return Math.round(px * 10) / 10
}

function rounded(px: number): string {
  return String(tenth(px))
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Without what no XML may hold: a thread may have any name. */
function escaped(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- these are what is taken out
      .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, '\ufffd')
      .replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign)
  )
}
