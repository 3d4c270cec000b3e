/** What notebooks write and Python does not know (`%magic`, `!command`, `name?`), left out of the code. Pure. */

/** Cell magics below which Python stands. */
const PYTHON_BELOW = /^\s*%%(?:time|timeit|capture|prun)\b[^\n]*/
const OTHER_BELOW = /^\s*%%\w/
/** A line of shorthand: no Python line begins so, except in the middle of an expression or a string. */
const LINE = /^([ \t]*)(?:%\w.*|[!?].*|[\w.%]+\?{1,2}[ \t]*)$/gm
/** `files = !ls` and `took = %timeit f()` set a name. */
const VALUE = /^([ \t]*[^\n=#'"]*=[ \t]*)(?:!|%\w)[^\n]*$/gm

export function withoutShorthand(source: string): string {
  if (!/[%!?]/.test(source)) return source
  if (OTHER_BELOW.test(source) && !PYTHON_BELOW.test(source)) return ''
  return source.replace(PYTHON_BELOW, '').replace(LINE, '$1pass').replace(VALUE, '$10')
}
