/** A style of terminal text as the page shows it: classes for its form, colours from the theme where it has them. */
import { type Colour, cssColour, DEFAULT_COLOUR, type Style, TRUE_COLOUR } from './ansiStyle'

export interface Looks {
  readonly classes: readonly string[]
  /** CSS colours; `null` for the page's own. */
  readonly colour: string | null
  readonly background: string | null
}

const FORMS = ['bold', 'dim', 'italic', 'underline', 'strike'] as const

export function looksOf(style: Style): Looks {
  const classes = FORMS.filter((form) => style[form])
  const colour = cssColour(style.foreground)
  const background = cssColour(style.background)
  if (style.inverse)
    return { classes, colour: background ?? 'var(--bg-raised)', background: colour ?? 'var(--text)' }
  return { classes, colour: readable(style.foreground, style.background) ?? colour, background }
}

/** Black, white and their bright forms: programs mean "readable" by them, more than a certain colour. */
const UNCOLOURED: readonly Colour[] = [DEFAULT_COLOUR, 0, 7, 8, 15]

/**
 * The theme's sixteen colours are made to be read on the page's ground, not on each other. On a coloured ground text
 * without a colour of its own therefore takes whatever contrasts; `null` where nothing needs to change.
 */
function readable(foreground: Colour, background: Colour): string | null {
  if (background === DEFAULT_COLOUR || !UNCOLOURED.includes(foreground)) return null
  if (background < 16) return 'var(--bg-raised)'
  return foreground === DEFAULT_COLOUR ? (isLight(background) ? '#000000' : '#ffffff') : null
}

function isLight(colour: Colour): boolean {
  const [red, green, blue] = componentsOf(colour)
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140
}

function componentsOf(colour: Colour): [number, number, number] {
  if (colour >= TRUE_COLOUR) return [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255]
  const [red = 0, green = 0, blue = 0] = (cssColour(colour) ?? '').match(/\d+/g)?.map(Number) ?? []
  return [red, green, blue]
}
