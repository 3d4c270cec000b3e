/**
 * Where everything is in a JSON text. `JSON.parse` gives values and forgets their places; writing a notebook back with
 * only the edited lines changed needs the places. So this scanner finds them, strictly (no comments, no trailing
 * commas), and values are then made by `JSON.parse` from slices. Besides JSON it accepts `NaN` and `Infinity`, which
 * Python writes into outputs.
 */
import type { Json } from '../notebook'

export interface JsonNode {
  /** Offsets in the text: the first character of the value, and the one after its last. */
  readonly start: number
  readonly end: number
  /** An object's, in the text's order, repeated keys included. */
  readonly members?: readonly JsonMember[]
  /** An array's. */
  readonly items?: readonly JsonNode[]
}

export interface JsonMember {
  readonly key: string
  /** From the opening quote of the key to the end of the value. */
  readonly start: number
  readonly end: number
  readonly keyEnd: number
  readonly value: JsonNode
}

export interface JsonTree {
  readonly text: string
  readonly root: JsonNode
  /** Whether `NaN` or `Infinity` occurs, which `JSON.parse` refuses. */
  readonly hasNonFinite: boolean
}

/** Why a text is not JSON, and where. */
export interface JsonFault {
  readonly offset: number
  readonly reason: string
}

/** Deeper than any notebook, shallower than the stack of the functions that walk values. */
const DEEPEST = 500

/**
 * Reads a whole text.
 * @param levels how many levels of containers list their children; deeper ones are checked, and opened by `expand`
 */
export function parseJson(text: string, levels: number): JsonTree | JsonFault {
  const scanner = new Scanner(text, text.startsWith('\uFEFF') ? 1 : 0)
  try {
    const root = scanner.value(levels, 0)
    scanner.skipSpace()
    if (scanner.at < text.length) scanner.fail('there is more text after the end of the notebook')
    return { text, root, hasNonFinite: scanner.hasNonFinite }
  } catch (fault) {
    if (fault instanceof Fault) return { offset: fault.offset, reason: fault.message }
    throw fault
  }
}

export function isFault(parsed: JsonTree | JsonFault): parsed is JsonFault {
  return 'reason' in parsed
}

/** The same node with all its children, for one that lies below the levels that were asked for. */
export function expand(tree: JsonTree, node: JsonNode): JsonNode {
  return new Scanner(tree.text, node.start).value(DEEPEST, 0)
}

/** The value that a node stands for. Of repeated keys the last counts. */
export function valueOf(tree: JsonTree, node: JsonNode): Json {
  const text = tree.text.slice(node.start, node.end)
  return tree.hasNonFinite ? nonFiniteValueOf(tree.text, expand(tree, node)) : (JSON.parse(text) as Json)
}

/** The value of a key: its last occurrence, as every JSON reader takes it. */
export function memberOf(node: JsonNode, key: string): JsonMember | undefined {
  return node.members?.findLast((member) => member.key === key)
}

/** `line 3, column 14`, both from 1, columns in UTF-16 units. */
export function placeOf(text: string, offset: number): string {
  let line = 1
  let lineStart = 0
  const breaks = /\r\n?|\n/g
  for (let found = breaks.exec(text); found && breaks.lastIndex <= offset; found = breaks.exec(text)) {
    line++
    lineStart = breaks.lastIndex
  }
  return `line ${line}, column ${offset - lineStart + 1}`
}

function nonFiniteValueOf(text: string, node: JsonNode): Json {
  if (node.items) return node.items.map((item) => nonFiniteValueOf(text, item))
  if (node.members)
    return Object.fromEntries(node.members.map(({ key, value }) => [key, nonFiniteValueOf(text, value)]))
  const leaf = text.slice(node.start, node.end)
  return leaf === 'NaN' || leaf.endsWith('Infinity') ? Number(leaf) : (JSON.parse(leaf) as Json)
}

class Fault extends Error {
  constructor(
    readonly offset: number,
    reason: string
  ) {
    super(reason)
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /true|false|null|NaN|-?Infinity/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const QUOTE = 0x22
const BACKSLASH = 0x5c

class Scanner {
  hasNonFinite = false

  constructor(
    private readonly text: string,
    public at: number
  ) {}

  fail(reason: string, offset = this.at): never {
    if (offset >= this.text.length) throw new Fault(this.text.length, `the file ends too early: ${reason}`)
    throw new Fault(offset, reason)
  }

  skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.at++
    }
  }

  value(levels: number, depth: number): JsonNode {
    this.skipSpace()
    if (depth > DEEPEST) this.fail('values are nested too deeply')
    const start = this.at
    switch (this.text[start]) {
      case '{':
        return this.object(levels, depth)
      case '[':
        return this.array(levels, depth)
      case '"':
        this.string()
        break
      default:
        if (this.match(WORD)) this.hasNonFinite ||= /[NI]/.test(this.text.slice(start, this.at))
        else if (!this.match(NUMBER)) this.fail('a value is missing')
    }
    return { start, end: this.at }
  }

  private object(levels: number, depth: number): JsonNode {
    const start = this.at++
    const members: JsonMember[] = []
    if (!this.ends('}')) {
      do {
        this.skipSpace()
        const keyStart = this.at
        if (this.text[keyStart] !== '"') this.fail('a key in double quotes is missing')
        this.string()
        const keyEnd = this.at
        this.skipSpace()
        if (this.text[this.at] !== ':') this.fail('a colon is missing')
        this.at++
        const value = this.value(levels - 1, depth + 1)
        if (levels <= 0) continue
        const key = JSON.parse(this.text.slice(keyStart, keyEnd)) as string
        members.push({ key, start: keyStart, end: value.end, keyEnd, value })
      } while (this.continues('}'))
    }
    return levels > 0 ? { start, end: this.at, members } : { start, end: this.at }
  }

  private array(levels: number, depth: number): JsonNode {
    const start = this.at++
    const items: JsonNode[] = []
    if (!this.ends(']')) {
      do {
        const item = this.value(levels - 1, depth + 1)
        if (levels > 0) items.push(item)
      } while (this.continues(']'))
    }
    return levels > 0 ? { start, end: this.at, items } : { start, end: this.at }
  }

  private ends(close: string): boolean {
    this.skipSpace()
    if (this.text[this.at] !== close) return false
    this.at++
    return true
  }

  private continues(close: string): boolean {
    if (this.ends(close)) return false
    if (this.text[this.at] !== ',') this.fail(`a comma or ${close} is missing`)
    this.at++
    return true
  }

  private string(): void {
    const start = this.at++
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code === QUOTE) break
      if (code === BACKSLASH) {
        if (!this.match(ESCAPE)) this.fail('an escape in a string is faulty')
      } else if (code >= 0x20) this.at++
      else if (Number.isNaN(code)) throw new Fault(start, 'the file ends inside the string that begins here')
      else this.fail('a string contains an unescaped line break or control character')
    }
    this.at++
  }

  private match(pattern: RegExp): boolean {
    pattern.lastIndex = this.at
    const found = pattern.test(this.text)
    if (found) this.at = pattern.lastIndex
    return found
  }
}
