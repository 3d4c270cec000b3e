/**
 * How wide text is where nothing can measure it: estimated from what the letters of common sans-serif fonts take, a little
 * too much rather than too little. Wide characters (Chinese, Japanese, Korean, emoji) take a whole em.
 */

/** Shares of an em. */
const WIDTHS: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/, 1],
  [/[\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/u, 1.2],
  [/[\p{Mn}\p{Cf}]/u, 0],
  [/[ijl.,:;'|!\u00b7]/, 0.3],
  [/[ ftrI()[\]{}/\\"`-]/, 0.4],
  [/[mwMW@%…—→]/, 0.92],
  [/[A-Z&]/, 0.68],
  [/[0-9_+=<>~#$]/, 0.64]
]
const OTHERS = 0.6
const STRONG = 1.06

/** In px, at a font size in px. */
export function estimatedWidth(text: string, size: number, isStrong = false): number {
  let ems = 0
  for (const letter of text) ems += WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? OTHERS
  return ems * size * (isStrong ? STRONG : 1)
}

/** The text, cut with an ellipsis where it would be wider than that; '' where not even one letter fits. */
export function fitted(text: string, width: number, size: number, isStrong = false): string {
  if (estimatedWidth(text, size, isStrong) <= width) return text
  const letters = [...text]
  const fits = (count: number): boolean =>
    estimatedWidth(`${letters.slice(0, count).join('')}…`, size, isStrong) <= width
  let count = Math.min(letters.length - 1, MOST_LETTERS)
  while (count > 0 && !fits(count)) count--
  return count === 0 ? '' : `${letters.slice(0, count).join('')}…`
}
/** No line of a picture has room for more. */
const MOST_LETTERS = 400

/** The text in lines, broken between words, or between any two wide characters. */
export function wrapped(text: string, width: number, size: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.match(WORD) ?? []) {
    if (line !== '' && estimatedWidth((line + word).trimEnd(), size) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += word
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}
/** What stays in one line: a word with the space after it, or a wide character with the marks that may not begin a line. */
const WORD = /(?:[\u2e80-\u9fff\uff00-\uffef][，。；：、！？）”》]*|[^\s\u2e80-\u9fff\uff00-\uffef]+)\s*/gu
