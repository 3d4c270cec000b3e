/** How a piece of terminal text looks, and the SGR codes ("select graphic rendition", `ESC [ … m`) that change it. */

/** -1: the default; 0–255: the palette; `TRUE_COLOUR | 0xrrggbb`: a colour of its own. */
export type Colour = number
export const DEFAULT_COLOUR: Colour = -1
export const TRUE_COLOUR = 0x1000000

export interface Style {
  readonly foreground: Colour
  readonly background: Colour
  readonly bold: boolean
  readonly dim: boolean
  readonly italic: boolean
  readonly underline: boolean
  readonly strike: boolean
  readonly inverse: boolean
}

export const PLAIN: Style = {
  foreground: DEFAULT_COLOUR,
  background: DEFAULT_COLOUR,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  strike: false,
  inverse: false
}

/** What a single code changes; the colours of 30–49 and 90–107 are worked out in `withCode`. */
const CODES: Readonly<Record<number, Partial<Style>>> = {
  0: PLAIN,
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  9: { strike: true },
  21: { underline: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  29: { strike: false },
  39: { foreground: DEFAULT_COLOUR },
  49: { background: DEFAULT_COLOUR }
}

/** The style after `ESC [ parameters m`. Unknown codes change nothing. */
export function applySgr(style: Style, parameters: string): Style {
  // Colons separate the parts of one colour (ITU T.416), semicolons everything; both are in use for colours.
  const codes = parameters.split(/[;:]/).map((code) => (code === '' ? 0 : Number(code)))
  let next = style
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0
    if (code === 38 || code === 48) {
      const [colour, used] = extendedColour(codes.slice(at + 1))
      at += used
      if (colour !== null) next = { ...next, [code === 38 ? 'foreground' : 'background']: colour }
    } else next = withCode(next, code)
  }
  return next
}

function withCode(style: Style, code: number): Style {
  if (code === 0) return PLAIN
  if (code >= 30 && code <= 37) return { ...style, foreground: code - 30 }
  if (code >= 40 && code <= 47) return { ...style, background: code - 40 }
  if (code >= 90 && code <= 97) return { ...style, foreground: code - 90 + 8 }
  if (code >= 100 && code <= 107) return { ...style, background: code - 100 + 8 }
  const change = CODES[code]
  return change === undefined ? style : { ...style, ...change }
}

/** The colour after 38 or 48, and how many codes it took: `5;index` or `2;red;green;blue`. */
function extendedColour([kind, ...rest]: number[]): [Colour | null, number] {
  const byte = (value: number | undefined): number => Math.min(255, Math.max(0, value ?? 0))
  if (kind === 5) return [byte(rest[0]), 2]
  if (kind === 2) return [TRUE_COLOUR | (byte(rest[0]) << 16) | (byte(rest[1]) << 8) | byte(rest[2]), 4]
  return [null, 1]
}

export function sameStyle(a: Style, b: Style): boolean {
  return (
    a === b ||
    (a.foreground === b.foreground &&
      a.background === b.background &&
      a.bold === b.bold &&
      a.dim === b.dim &&
      a.italic === b.italic &&
      a.underline === b.underline &&
      a.strike === b.strike &&
      a.inverse === b.inverse)
  )
}

/** The escape sequence that gives this style, whatever was before. */
export function sgrOf(style: Style): string {
  const codes = ['0']
  if (style.bold) codes.push('1')
  if (style.dim) codes.push('2')
  if (style.italic) codes.push('3')
  if (style.underline) codes.push('4')
  if (style.inverse) codes.push('7')
  if (style.strike) codes.push('9')
  codes.push(...colourCodes(style.foreground, 30), ...colourCodes(style.background, 40))
  return `\x1b[${codes.join(';')}m`
}

function colourCodes(colour: Colour, base: 30 | 40): string[] {
  if (colour === DEFAULT_COLOUR) return []
  if (colour < 8) return [String(base + colour)]
  if (colour < 16) return [String(base + 60 + colour - 8)]
  if (colour < 256) return [`${base + 8};5;${colour}`]
  return [`${base + 8};2;${(colour >> 16) & 255};${(colour >> 8) & 255};${colour & 255}`]
}

const NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']
/** The six steps of each component in the palette's 6 × 6 × 6 cube, as xterm has them. */
const CUBE = [0, 95, 135, 175, 215, 255]

/** The colour for CSS; the sixteen named ones follow the theme. `null` for the default. */
export function cssColour(colour: Colour): string | null {
  if (colour === DEFAULT_COLOUR) return null
  if (colour < 8) return `var(--ansi-${NAMES[colour]})`
  if (colour < 16) return `var(--ansi-bright-${NAMES[colour - 8]})`
  if (colour >= TRUE_COLOUR) return `#${(colour - TRUE_COLOUR).toString(16).padStart(6, '0')}`
  if (colour >= 232) {
    const grey = 8 + (colour - 232) * 10
    return `rgb(${grey} ${grey} ${grey})`
  }
  const cube = colour - 16
  return `rgb(${CUBE[Math.floor(cube / 36)]} ${CUBE[Math.floor(cube / 6) % 6]} ${CUBE[cube % 6]})`
}
