/** Which lines of Python code begin inside a string of several lines, and which are IPython's magics. */

const STRING_OR_COMMENT = /#[^\n]*|"""|'''|"(?:[^"\\\n]|\\[\s\S])*["\n]?|'(?:[^'\\\n]|\\[\s\S])*['\n]?/g

/** For each line whether it begins inside a string in three quotes. One that never ends is none. */
export function areInString(lines: readonly string[]): readonly boolean[] {
  const text = lines.join('\n')
  const starts: number[] = []
  let at = 0
  for (const line of lines) {
    starts.push(at)
    at += line.length + 1
  }
  const inside = lines.map(() => false)
  const opened = new RegExp(STRING_OR_COMMENT)
  let line = 0
  const unended = new Set<string>()
  for (let match = opened.exec(text); match !== null; match = opened.exec(text)) {
    const quotes = match[0]
    if ((quotes !== '"""' && quotes !== "'''") || unended.has(quotes)) continue
    const end = endOf(text, quotes, opened.lastIndex)
    if (end < 0) {
      unended.add(quotes)
      continue
    }
    while (line < lines.length && (starts[line] as number) <= match.index) line++
    for (; line < lines.length && (starts[line] as number) < end; line++) inside[line] = true
    opened.lastIndex = end
  }
  return inside
}

/** Where the string ends that begins at `at`; -1 where it does not. */
function endOf(text: string, quotes: string, at: number): number {
  for (let end = text.indexOf(quotes, at); end >= 0; end = text.indexOf(quotes, end + 1)) {
    let slashes = 0
    while (text[end - 1 - slashes] === '\\' && end - 1 - slashes >= at) slashes++
    if (slashes % 2 === 0) return end + quotes.length
  }
  return -1
}

/** A magic, a shell command or a question of IPython's, which Jupytext makes comments of in scripts, once or more often. */
const MAGIC = /^\s*(?:# )*(?:%{1,3}[a-z]|[!?][a-z.~$\\/{]|[a-z_]\w*\s*=\s*[%!][a-z])/i

/** Code as a script can hold it: magics are comments. */
export function withMagicsHidden(lines: readonly string[]): readonly string[] {
  return eachMagic(lines, (line) => line.replace(/^\s*/, (indent) => `${indent}# `))
}

export function withMagicsShown(lines: readonly string[]): readonly string[] {
  return eachMagic(lines, (line) => line.replace(/^(\s*)# /, '$1'))
}

function eachMagic(lines: readonly string[], change: (line: string) => string): readonly string[] {
  if (!lines.some((line) => MAGIC.test(line))) return lines
  const inside = areInString(lines)
  return lines.map((line, i) => (!inside[i] && MAGIC.test(line) ? change(line) : line))
}
