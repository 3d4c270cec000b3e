/** The inks as a canvas takes them: their colours are taken from `scope.css`. */
import type { Ink } from '../../common/trace/draw/pen'
import { hatchLines, textureOf, TILE, type Texture } from '../../common/trace/draw/textures'
import { SPAN_STATES } from '../../common/trace/trace'

const STATES: ReadonlySet<string> = new Set(SPAN_STATES)

/** Texts that are remembered as they were cut; then it begins anew. */
const MOST_TEXTS = 2_000

/** The inks as one theme has them on one screen. */
export class Palette {
  private readonly style: CSSStyleDeclaration
  private readonly inks = new Map<Ink, string | CanvasPattern>()
  private readonly texts = new Map<string, string>()
  readonly font: string

  /** @param magnification how large its px will be drawn, so that textures stay sharp */
  constructor(
    element: Element,
    private readonly magnification = 1
  ) {
    this.style = getComputedStyle(element)
    this.font = this.style.getPropertyValue('--font-ui')
  }

  /** What to give a canvas as `fillStyle`. */
  get(ink: Ink): string | CanvasPattern {
    const known = this.inks.get(ink)
    if (known !== undefined) return known
    const made = this.make(ink)
    this.inks.set(ink, made)
    return made
  }

  /** A text as it fits, by what that depends on; `cut` finds it out. */
  fitted(key: string, cut: () => string): string {
    const known = this.texts.get(key)
    if (known !== undefined) return known
    if (this.texts.size >= MOST_TEXTS) this.texts.clear()
    const made = cut()
    this.texts.set(key, made)
    return made
  }

  private make(ink: Ink): string | CanvasPattern {
    const variable = STATES.has(ink) ? `--state-${ink}` : `--ink-${ink}`
    const colour = this.style.getPropertyValue(variable)
    const texture = textureOf(ink)
    if (texture === undefined) return colour
    const ratio = devicePixelRatio * this.magnification
    const tile = new OffscreenCanvas(Math.round(TILE * ratio), Math.round(TILE * ratio))
    const ctx = tile.getContext('2d') as unknown as CanvasRenderingContext2D | null
    if (ctx === null) return colour
    const scale = tile.width / TILE
    ctx.scale(scale, scale)
    drawTexture(ctx, texture, { colour, soft: this.style.getPropertyValue(`${variable}-soft`) })
    const pattern = ctx.createPattern(tile, 'repeat')
    pattern?.setTransform(new DOMMatrix().scale(1 / scale))
    return pattern ?? colour
  }
}

/** Draws one square of it. */
function drawTexture(
  ctx: CanvasRenderingContext2D,
  { ground, boxes = [], boxShade = 'colour', hatch }: Texture,
  shades: { readonly colour: string; readonly soft: string }
): void {
  if (ground !== null) {
    ctx.fillStyle = shades[ground]
    ctx.fillRect(0, 0, TILE, TILE)
  }
  ctx.fillStyle = shades[boxShade]
  for (let i = 0; i < boxes.length; i += 4)
    ctx.fillRect(boxes[i] ?? 0, boxes[i + 1] ?? 0, boxes[i + 2] ?? 0, boxes[i + 3] ?? 0)
  if (hatch === undefined) return
  ctx.strokeStyle = shades.colour
  ctx.lineWidth = hatch.width
  ctx.beginPath()
  for (const [x = 0, y = 0, toX = 0, toY = 0] of hatchLines(hatch)) {
    ctx.moveTo(x, y)
    ctx.lineTo(toX, toY)
  }
  ctx.stroke()
}
