/**
 * A code cell as parts of a script: what only defines, and what acts. Only the first may run again in a child process that
 * imports the script (see `kernels/cpython/importable.py`, which divides cells for children of the kernel by the same
 * rules). Pure: nothing is run.
 */
import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/python'
import { namesOf } from '../python/names'

export interface Part {
  /** Whole lines. */
  readonly text: string
  readonly kind: 'defines' | 'acts'
  /** Awaits at the top level. */
  readonly awaits: boolean
}

/** Calls that only build a value, by the last part of their name, as the kernel has them; and those that ask how children start. */
const PURE_CALLS = new Set(
  `bool bytes bytearray complex dict float frozenset int len list max min range reversed round set slice sorted str sum
   tuple zip abs ord chr hex object compile namedtuple Enum IntEnum Flag IntFlag NamedTuple TypedDict TypeVar ParamSpec
   TypeVarTuple NewType Path PurePath partial Fraction Decimal timedelta date datetime itemgetter attrgetter defaultdict
   OrderedDict Counter deque field get_context get_all_start_methods`.split(/\s+/)
)
const DEFINITIONS = new Set([
  ...['ImportStatement', 'FunctionDefinition', 'ClassDefinition', 'DecoratedStatement', 'TypeDefinition'],
  'PassStatement'
])
const ACTING_VALUES = /Comprehension|^AwaitExpression$|^YieldExpression$|^NamedExpression$/

/**
 * The parts in their order, neighbours of one kind together; null for what is no Python.
 *
 * @param acting names that parts which act have set so far; those of this cell are added. What needs one of them to be
 *   defined cannot be defined without: it acts too
 */
export function partsOf(code: string, acting: Set<string>): readonly Part[] | null {
  const { topNode } = parser.parse(code)
  if (hasError(topNode)) return null
  const parts: Part[] = []
  let from = 0
  const statements = childrenOf(topNode).filter(({ name }) => name !== 'Comment')
  statements.forEach((statement, i) => {
    const to = i === statements.length - 1 ? code.length : lineEnd(code, statement.to)
    const text = code.slice(from, to)
    from = to
    if (text === '') return
    const { uses, sets } = namesOf(text)
    const defines = isDefinition(statement, code) && ![...uses].some((name) => acting.has(name))
    for (const name of sets) {
      if (defines) acting.delete(name)
      else acting.add(name)
    }
    const kind = defines ? 'defines' : 'acts'
    const awaits = !defines && hasAwait(statement)
    const last = parts.at(-1)
    if (last?.kind === kind)
      parts.splice(-1, 1, { text: last.text + text, kind, awaits: awaits || last.awaits })
    else parts.push({ text, kind, awaits })
  })
  return parts.length > 0 || code.trim() === '' ? parts : [{ text: code, kind: 'defines', awaits: false }]
}

/**
 * The code with its last line printed, as a notebook shows it. Calls stay as they are: most are made for what they do, and
 * have nothing to show.
 */
export function withLastPrinted(code: string): string {
  const last = childrenOf(parser.parse(code).topNode).findLast(({ name }) => name !== 'Comment')
  if (last?.name !== 'ExpressionStatement') return code
  const value = last.firstChild
  const isShown = value !== null && !/^(?:CallExpression|AwaitExpression|String|Ellipsis)$/.test(value.name)
  if (!isShown || /^\s*;/.test(code.slice(last.to))) return code
  return `${code.slice(0, last.from)}print(${code.slice(last.from, last.to)})${code.slice(last.to)}`
}

function isDefinition(node: SyntaxNode, code: string): boolean {
  if (DEFINITIONS.has(node.name)) return true
  const children = childrenOf(node)
  switch (node.name) {
    case 'AssignStatement': {
      const at = children.findIndex(({ name }) => name === 'AssignOp')
      const isName = ({ name }: SyntaxNode): boolean => /^(?:VariableName|TypeDef|,)$/.test(name)
      const last = children.findLastIndex(({ name }) => name === 'AssignOp')
      const targets = children.slice(0, last).filter(({ name }) => name !== 'AssignOp')
      return at > 0 && targets.every(isName) && children.slice(last + 1).every((each) => isPure(each, code))
    }
    case 'IfStatement':
    case 'TryStatement': {
      if (node.name === 'IfStatement' && /\b__name__\b/.test(headOf(node, code))) return true
      const bodies = children.filter(({ name }) => name === 'Body')
      const heads = children.filter(({ name }) => name !== 'Body')
      return (
        heads.every((each) => isPure(each, code)) &&
        bodies.every((body) =>
          childrenOf(body)
            .filter(({ name }) => name !== ':' && name !== 'Comment')
            .every((each) => isDefinition(each, code))
        )
      )
    }
    case 'StatementGroup':
      return children.filter(({ name }) => name !== ';').every((each) => isDefinition(each, code))
    case 'ExpressionStatement':
      return node.firstChild?.name === 'String'
    default:
      return false
  }
}

function isPure(node: SyntaxNode, code: string): boolean {
  if (node.name === 'LambdaExpression') return true // its body runs when it is called
  if (ACTING_VALUES.test(node.name)) return false
  const children = childrenOf(node)
  // Without brackets, those of generators too.
  if (children.some(({ name }) => name === 'for')) return false
  if (node.name === 'CallExpression') {
    const [called] = children
    const name = called === undefined ? '' : (/\w+$/.exec(code.slice(called.from, called.to))?.[0] ?? '')
    if (!PURE_CALLS.has(name)) return false
  }
  return children.every((each) => isPure(each, code))
}

function hasAwait(node: SyntaxNode): boolean {
  if (/^(?:FunctionDefinition|LambdaExpression|ClassDefinition)$/.test(node.name)) return false
  if (node.name === 'AwaitExpression') return true
  const children = childrenOf(node)
  return children.some(({ name }) => name === 'async') || children.some(hasAwait)
}

function hasError(node: SyntaxNode): boolean {
  return node.type.isError || childrenOf(node).some(hasError)
}

/** The first line of a compound statement. */
function headOf(node: SyntaxNode, code: string): string {
  return code.slice(node.from, childrenOf(node).find(({ name }) => name === 'Body')?.from)
}

/** Behind the line break that ends the line of a place. */
function lineEnd(code: string, at: number): number {
  if (at > 0 && code[at - 1] === '\n') return at
  const end = code.indexOf('\n', at)
  return end < 0 ? code.length : end + 1
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child)
  return children
}
