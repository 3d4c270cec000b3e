/**
 * The colours and textures of inks, taken from `scope.css`. Each state has a texture of its own, so that states differ
 * also in print and for eyes that see few colours.
 */
import type { Ink } from '../../common/trace/draw/pen'
import { SPAN_STATES, type SpanState } from '../../common/trace/trace'

/** Puts marks on a square of `TILE` px that is already filled with the state's colour; `soft` is its lighter companion. */
type Texture = (ctx: CanvasRenderingContext2D, colour: string, soft: string) => void

/** CSS px; textures repeat after as many. */
const TILE = 6

const TEXTURES: Partial<Record<SpanState, Texture>> = {
  'gil-wait': hatched(false),
  lock: hatched(true),
  native(ctx, _colour, soft) {
    ctx.fillStyle = soft
    ctx.fillRect(1, 1, 1.2, 1.2)
    ctx.fillRect(4, 4, 1.2, 1.2)
  },
  preempted(ctx, colour, soft) {
    ctx.fillStyle = soft
    ctx.fillRect(0, 0, TILE, TILE)
    ctx.fillStyle = colour
    ctx.fillRect(0, 0, 2, TILE)
    ctx.fillRect(3, 0, 2, TILE)
  },
  io(ctx, colour, soft) {
    ctx.fillStyle = soft
    ctx.fillRect(0, 0, TILE, TILE)
    ctx.fillStyle = colour
    ctx.fillRect(0, 0, TILE, 1.6)
    ctx.fillRect(0, 3, TILE, 1.6)
  },
  'child-wait'(ctx, colour) {
    ctx.clearRect(0, 0, TILE, TILE)
    ctx.fillStyle = colour
    ctx.fillRect(0, 0, 2, TILE)
  },
  unseen(ctx, colour) {
    ctx.clearRect(0, 0, TILE, TILE)
    hatch(ctx, colour, 0.7, false)
  }
}

/** The states that are more than a plain colour; no two of them have the same texture. */
export const TEXTURED: ReadonlySet<string> = new Set(Object.keys(TEXTURES))

/** What a suspended task awaits: thin lines on a light ground, for words are written on it. */
function underWords(ctx: CanvasRenderingContext2D, colour: string, soft: string): void {
  ctx.fillStyle = soft
  ctx.fillRect(0, 0, TILE, TILE)
  hatch(ctx, colour, 0.8, false)
}

function hatched(isBackward: boolean): Texture {
  return (ctx, colour, soft) => {
    ctx.fillStyle = soft
    ctx.fillRect(0, 0, TILE, TILE)
    hatch(ctx, colour, 2, isBackward)
  }
}

/** Diagonal lines that meet those of the neighbouring tiles. */
function hatch(ctx: CanvasRenderingContext2D, colour: string, width: number, isBackward: boolean): void {
  ctx.strokeStyle = colour
  ctx.lineWidth = width
  ctx.beginPath()
  for (const shift of [-TILE, 0, TILE]) {
    ctx.moveTo(isBackward ? shift - 1 : shift + TILE + 1, -1)
    ctx.lineTo(isBackward ? shift + TILE + 1 : shift - 1, TILE + 1)
  }
  ctx.stroke()
}

const STATES: ReadonlySet<string> = new Set(SPAN_STATES)

/** The inks as one theme has them on one screen. */
export class Palette {
  private readonly style: CSSStyleDeclaration
  private readonly inks = new Map<Ink, string | CanvasPattern>()
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

  private make(ink: Ink): string | CanvasPattern {
    const variable = STATES.has(ink) ? `--state-${ink}` : `--ink-${ink}`
    const colour = this.style.getPropertyValue(variable)
    const texture = ink.startsWith('awaits-') ? underWords : TEXTURES[ink as SpanState]
    if (texture === undefined) return colour
    const ratio = devicePixelRatio * this.magnification
    const tile = new OffscreenCanvas(Math.round(TILE * ratio), Math.round(TILE * ratio))
    const ctx = tile.getContext('2d') as unknown as CanvasRenderingContext2D | null
    if (ctx === null) return colour
    const scale = tile.width / TILE
    ctx.scale(scale, scale)
    ctx.fillStyle = colour
    ctx.fillRect(0, 0, TILE, TILE)
    texture(ctx, colour, this.style.getPropertyValue(`${variable}-soft`))
    const pattern = ctx.createPattern(tile, 'repeat')
    pattern?.setTransform(new DOMMatrix().scale(1 / scale))
    return pattern ?? colour
  }
}
