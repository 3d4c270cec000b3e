/** A piece of Python code as a tree, and the questions that are asked of it. Nothing is run. Pure. */
import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/python'
import { masked } from './shorthand'

export interface Call {
  readonly node: SyntaxNode
  /** What is called, as it is written: `asyncio.run`. */
  readonly callee: string
  readonly args: readonly Argument[]
}

export interface Argument {
  readonly node: SyntaxNode
  /** Of one given by name. */
  readonly name: string | null
  /** `*` or `**` before it. */
  readonly star: string
  /** From its name or star to its end. */
  readonly from: number
}

/** A function that the code defines. */
export interface Definition {
  readonly node: SyntaxNode
  readonly name: string
  readonly isAsync: boolean
  /** Without stars; those that stand for many are left out. */
  readonly params: readonly SyntaxNode[]
  readonly body: SyntaxNode
}

const SIMPLE = /Statement$|^StatementGroup$/

export class PythonCode {
  readonly top: SyntaxNode
  /** All of it was understood, and it is Python alone or with notebook shorthand at its side. */
  readonly isWhole: boolean

  constructor(readonly text: string) {
    const { code, isPython } = masked(text)
    this.top = parser.parse(code).topNode
    this.isWhole = isPython && !this.all('⚠').length
  }

  of({ from, to }: { readonly from: number; readonly to: number }): string {
    return this.text.slice(from, to)
  }

  /** All nodes of these names, in the order in which they begin. */
  all(names: string | readonly string[], within: SyntaxNode = this.top): SyntaxNode[] {
    const sought = typeof names === 'string' ? [names] : names
    const found: SyntaxNode[] = []
    within.cursor().iterate((node) => {
      if (sought.includes(node.name)) found.push(node.node)
    })
    return found
  }

  calls(within: SyntaxNode = this.top): Call[] {
    return this.all('CallExpression', within).map((node) => this.call(node))
  }

  call(node: SyntaxNode): Call {
    const [callee] = childrenOf(node)
    return { node, callee: callee === undefined ? '' : this.of(callee), args: this.argumentsOf(node) }
  }

  private argumentsOf(call: SyntaxNode): Argument[] {
    const args: Argument[] = []
    let before: SyntaxNode[] = []
    for (const node of childrenOf(call.getChild('ArgList') ?? call).slice(1)) {
      if (node.name !== ',' && node.name !== ')') {
        before.push(node)
        continue
      }
      const [first, sign] = before
      const value = before.at(-1)
      if (first !== undefined && value !== undefined) {
        const isNamed = sign?.name === 'AssignOp'
        const star = first !== value && /^\*+$/.test(this.of(first)) ? this.of(first) : ''
        // A generator that stands alone: `f(x for x in y)`.
        const node = before.some(({ name }) => name === 'for') ? (call.getChild('ArgList') ?? value) : value
        args.push({ node, name: isNamed ? this.of(first) : null, star, from: first.from })
      }
      before = []
    }
    return args
  }

  /** The functions that are defined, also within others and in classes. */
  definitions(): Definition[] {
    return this.all('FunctionDefinition').flatMap((node) => {
      const children = childrenOf(node)
      const name = children.find((child) => child.name === 'VariableName')
      const body = node.getChild('Body')
      if (name === undefined || body === null) return []
      const params = childrenOf(node.getChild('ParamList') ?? node).filter(
        (each, at, all) => each.name === 'VariableName' && /^[(,*]$/.test(all[at - 1]?.name ?? '')
      )
      return { node, name: this.of(name), isAsync: children[0]?.name === 'async', params, body }
    })
  }

  /** Where a name is read or written by itself, not as an attribute or as the name of an argument. */
  uses(name: string, within: SyntaxNode = this.top): SyntaxNode[] {
    return this.all('VariableName', within).filter(
      (node) =>
        this.of(node) === name && !(node.nextSibling?.name === 'AssignOp' && node.parent?.name === 'ArgList')
    )
  }

  /** From 1. */
  lineOf({ from }: { readonly from: number }): number {
    return this.text.slice(0, from).split('\n').length
  }

  /** What stands left of a statement on its line, where that is nothing but blanks; else null. */
  indentOf({ from }: { readonly from: number }): string | null {
    const start = this.text.lastIndexOf('\n', from - 1) + 1
    const before = this.text.slice(start, from)
    return before.trim() === '' ? before : null
  }

  /** Where a node's own text ends: a block's node goes on over the blank lines behind it. */
  endOf(node: SyntaxNode): number {
    return node.from + this.of(node).trimEnd().length
  }
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child)
  return children
}

/** The statements of a block or of the whole text. */
export function statementsIn(block: SyntaxNode): SyntaxNode[] {
  return childrenOf(block).filter(({ name }) => SIMPLE.test(name) || /Definition$/.test(name))
}

/** The statement that a node is in. */
export function statementOf(node: SyntaxNode): SyntaxNode {
  let each = node
  while (each.parent !== null && !isBlock(each.parent)) each = each.parent
  return each
}

export function isBlock({ name }: SyntaxNode): boolean {
  return name === 'Body' || name === 'Script'
}

/** The nearest node of these names around one; null where there is none. */
export function around(node: SyntaxNode, names: readonly string[]): SyntaxNode | null {
  let each = node.parent
  while (each !== null && !names.includes(each.name)) each = each.parent
  return each
}

export function isWithin(node: SyntaxNode, outer: { readonly from: number; readonly to: number }): boolean {
  return outer.from <= node.from && node.to <= outer.to
}
