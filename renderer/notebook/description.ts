/**
 * What the kernel says of a name (`kernels/cpython/inspection.py`), taken apart: how it is called, a few facts, and its
 * documentation. Pure.
 *
 *     sqrt(x, /)
 *     Type: builtin_function_or_method
 *
 *     Return the square root of x.
 */
import type { Inspection } from '../../common/session'

export type Fact = 'Type' | 'Value' | 'Size' | 'File'

export interface Description {
  /** `math.sqrt(x, /)`; '' for what is not called or whose signature nobody knows. */
  readonly call: string
  readonly facts: readonly (readonly [name: Fact, value: string])[]
  readonly documentation: string
}

const FACT = /^(Type|Value|Size|File): (.*)$/s

/** `null` when the kernel knows nothing. */
export function describedBy({ found, data }: Inspection): Description | null {
  const text = data['text/plain']
  if (!found || typeof text !== 'string') return null
  const [head = '', ...rest] = text.split('\n\n')
  let call = ''
  const facts: [Fact, string][] = []
  for (const line of head.split('\n')) {
    const fact = FACT.exec(line)
    if (fact !== null) facts.push([fact[1] as Fact, fact[2] ?? ''])
    else if (facts.length === 0) call += call === '' ? line : `\n${line}`
  }
  return { call, facts, documentation: rest.join('\n\n') }
}

/** The documentation's first paragraph. */
export function summaryOf({ documentation }: Description): string {
  return documentation.split(/\n\s*\n/, 1)[0] ?? ''
}

/** One parameter in a signature's text. */
export interface Parameter {
  /** Where it stands in the text. */
  readonly from: number
  readonly to: number
  /** Its name, without stars. */
  readonly name: string
  /** `*args` takes all that follow by position, `**options` all names that are not others'. */
  readonly takes: 'one' | 'positions' | 'names'
  /** It stands behind `*` or `*args`: by name only. */
  readonly isByName: boolean
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** The parameters of `name(a, /, b: list[int] = [1, 2], *args, c=')')`, each where it stands. */
export function parametersOf(call: string): Parameter[] {
  const found: Parameter[] = []
  const open = call.indexOf('(')
  const closers: string[] = []
  let isByName = false
  let from = open + 1
  const end = (to: number): void => {
    const text = call.slice(from, to)
    const [, lead = '', stars = '', name = ''] = /^(\s*)(\*{0,2})([\p{L}_][\p{L}\p{N}_]*)?/u.exec(text) ?? []
    const takes = stars === '**' ? 'names' : stars === '*' ? 'positions' : 'one'
    if (name !== '')
      found.push({ from: from + lead.length, to: from + text.trimEnd().length, name, takes, isByName })
    if (stars === '*') isByName = true
    from = to + 1
  }
  for (let at = open + 1; open >= 0 && at < call.length; at++) {
    const character = call[at] ?? ''
    if (character === '"' || character === "'") at = endOfString(call, at)
    else if (character in CLOSING) closers.push(CLOSING[character] ?? '')
    else if (closers.length > 0) {
      if (character === closers.at(-1)) closers.pop()
    } else if (character === ',' || character === ')') {
      end(at)
      if (character === ')') break
    }
  }
  return found
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++)
    if (text[at] === '\\') at++
    else if (text[at] === text[from]) return at
  return text.length
}

/** Which argument of a call the cursor is in. */
export interface Argument {
  /** How many stand before it by position. */
  readonly position: number
  /** Its name, where it has one. */
  readonly name: string | null
}

/** The parameter that an argument is for. */
export function parameterFor(
  parameters: readonly Parameter[],
  { position, name }: Argument
): Parameter | undefined {
  if (name !== null)
    return (
      parameters.find((each) => each.takes === 'one' && each.name === name) ??
      parameters.find((each) => each.takes === 'names')
    )
  const byPosition = parameters.filter((each) => each.takes === 'one' && !each.isByName)
  return byPosition[position] ?? parameters.find((each) => each.takes === 'positions')
}
