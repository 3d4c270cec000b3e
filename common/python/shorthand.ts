/**
 * What cells may hold beside Python (`%magic`, `%%magic`, `!command`, `name?`), taken out of the way of what reads Python.
 * The rules are the kernel's (`kernels/cpython/shorthand.py`): only the start of a logical line can be shorthand, where
 * Python has no use for these signs. Pure.
 */

/** A stretch of a cell's text, in UTF-16 units. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

export interface Masked {
  /** The text with a number of the same length (`000`) in place of each stretch of shorthand: every place stays where it is. */
  readonly code: string
  readonly shorthand: readonly Stretch[]
  /** False for the script of another program (`%%bash`): nothing in it is Python's. */
  readonly isPython: boolean
}

const CANDIDATE = /^[ \t]*[%!?]|\?[ \t]*$|=[ \t]*[%!]/m
/** Below these magics stands Python. */
const ABOVE_PYTHON = /^%%(?:time|timeit|capture|prun)\b/
const PLACE = String.raw`[A-Za-z_]\w*(?:\.\w+|\[[^\]=]*\])*`
const TARGET = new RegExp(String.raw`^[ \t]*${PLACE}(?:[ \t]*,[ \t]*${PLACE})*[ \t]*=[ \t]*(?=!|%[A-Za-z_])`)
const NAME = String.raw`%{0,2}[A-Za-z_][\w.]*(?:\[[^\]]*\][\w.]*)*`
const HELP = new RegExp(String.raw`^(?:\?\??[ \t]*${NAME}|${NAME}[ \t]*\?\??)[ \t]*$`)
const MAGIC = /^(?:!|%{1,2}[A-Za-z_])/

export function masked(source: string): Masked {
  if (!CANDIDATE.test(source)) return { code: source, shorthand: [], isPython: true }
  const lines = source.split('\n')
  const shorthand: Stretch[] = []
  const first = lines.findIndex((line) => line.trim() !== '')
  if (lines[first]?.startsWith('%%') === true && !ABOVE_PYTHON.test(lines[first])) {
    return {
      code: source.replace(/[^\n]/g, ' '),
      shorthand: [{ from: 0, to: source.length }],
      isPython: false
    }
  }
  const reader = new LineReader()
  let from = 0
  lines.forEach((line, at) => {
    const start = reader.isBetweenStatements ? shorthandFrom(line, at === first) : null
    if (start === null) reader.read(line)
    else shorthand.push({ from: from + start, to: from + line.trimEnd().length })
    from += line.length + 1
  })
  return {
    code: withInstead(source, shorthand, ({ from, to }) => '0'.repeat(to - from)),
    shorthand,
    isPython: true
  }
}

/** A text with something else instead of each stretch. */
export function withInstead(
  source: string,
  stretches: readonly Stretch[],
  insteadOf: (stretch: Stretch, number: number) => string
): string {
  let [text, done] = ['', 0]
  stretches.forEach((stretch, number) => {
    text += source.slice(done, stretch.from) + insteadOf(stretch, number)
    done = stretch.to
  })
  return text + source.slice(done)
}

/** Where in a line its shorthand begins; null where it has none. */
function shorthandFrom(line: string, isFirst: boolean): number | null {
  const indent = line.length - line.trimStart().length
  const text = line.slice(indent)
  if (isFirst && ABOVE_PYTHON.test(line)) return 0
  if (MAGIC.test(text) || HELP.test(text)) return indent
  return TARGET.exec(line)?.[0].length ?? null
}

const TOKEN = /#|"""|'''|"|'|[([{]|[)\]}]/g

/** How far the lines read so far leave Python in the middle of something. */
class LineReader {
  private depth = 0
  private quote: string | null = null
  private continues = false

  get isBetweenStatements(): boolean {
    return this.depth === 0 && this.quote === null && !this.continues
  }

  read(line: string): void {
    this.continues = false
    for (let at = 0; ;) {
      if (this.quote !== null) {
        const end = endOfString(line, at, this.quote)
        if (end === null) {
          // A string in single quotes ends with its line, unless the line is continued.
          if (this.quote.length === 1 && !line.endsWith('\\')) this.quote = null
          return
        }
        this.quote = null
        at = end
      }
      TOKEN.lastIndex = at
      const token = TOKEN.exec(line)
      if (token === null) {
        this.continues = line.endsWith('\\')
        return
      }
      at = TOKEN.lastIndex
      const [sign] = token
      if (sign === '#') return
      if ('([{'.includes(sign)) this.depth += 1
      else if (')]}'.includes(sign)) this.depth = Math.max(0, this.depth - 1)
      else this.quote = sign
    }
  }
}

function endOfString(line: string, from: number, quote: string): number | null {
  for (let at = from; at < line.length; at += 1) {
    if (line[at] === '\\') at += 1
    else if (line.startsWith(quote, at)) return at + quote.length
  }
  return null
}
