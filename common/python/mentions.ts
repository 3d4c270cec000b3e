/**
 * Every place where code reads a name or gives it a meaning, in the order in which Python would get there, and the scope
 * that it is in; read from the syntax tree, also of code that is not finished yet. Nothing is run. Pure.
 *
 *     total = sum(n for n in rows)      reads sum, reads rows, sets n (in the comprehension), reads n, sets total
 */
import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/python'
import { childrenOf } from './code'
import { Scope } from './scopes'
import type { Stretch } from './shorthand'

export interface Mention extends Stretch {
  readonly name: string
  /** Where it stands; `scope.homeOf(name)` is where it belongs. */
  readonly scope: Scope
  /**
   * `annotates`: `x: int` alone, which sets nothing and yet makes `x` the scope's own. `catches`, `releases`: `except … as
   * x`, whose name is gone after its block. `updates`: `x += 1`. `declares`: in a `global` or `nonlocal` statement.
   */
  readonly does:
    | 'reads'
    | 'sets'
    | 'updates'
    | 'imports'
    | 'defines'
    | 'annotates'
    | 'catches'
    | 'releases'
    | 'deletes'
    | 'declares'
}

/** The `count` of `self.count`. */
export interface Attribute extends Stretch {
  readonly name: string
  readonly scope: Scope
  /** The name that it is an attribute of; '' for anything else. */
  readonly of: string
  readonly isSet: boolean
}

export interface Mentions {
  readonly all: readonly Mention[]
  readonly attributes: readonly Attribute[]
  /** There is a `from … import *`. */
  readonly importsAll: boolean
}

/** @param code Python alone: of a cell's text what `masked` leaves */
export function mentionsIn(code: string): Mentions {
  const script = parser.parse(code).topNode
  const reader = new Reader(code)
  walk(reader.visitAll(childrenOf(script), new Scope('top', null, '')))
  return reader
}

/** A walk that yields the walks of its parts: however deep code is nested, the call stack is not. */
type Walk = Generator<Walk, void>

function walk(whole: Walk): void {
  const open = [whole]
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const part = last.next()
    if (part.done === true) open.pop()
    else open.push(part.value)
  }
}

class Reader implements Mentions {
  readonly all: Mention[] = []
  readonly attributes: Attribute[] = []
  importsAll = false

  constructor(private readonly code: string) {}

  /** One after the other; what follows `as` is set, and what stands before a `=` is the name of an argument. */
  *visitAll(nodes: readonly SyntaxNode[], scope: Scope): Walk {
    for (const [i, node] of nodes.entries()) {
      const next = nodes[i + 1]
      if (nodes[i - 1]?.name === 'as') yield this.bind(node, scope)
      else if (node.name !== 'VariableName' || next?.name !== 'AssignOp') yield this.visit(node, scope)
      // The tree has no node of its own for the `:=` of an argument.
      else if (this.text(next) === ':=') yield this.setInExpression(node, nodes[i + 2], scope)
    }
  }

  private *visit(node: SyntaxNode, scope: Scope): Walk {
    const children = childrenOf(node)
    switch (node.name) {
      case 'VariableName':
        return this.mention(node, scope, 'reads')
      case 'MemberExpression':
      case 'AttributePattern':
      case 'Decorator':
        this.attribute(node, scope, false)
        return yield this.visitAll(children, scope)
      case 'AssignStatement':
        return yield this.assign(children, scope)
      case 'UpdateStatement':
        yield this.visitAll(children, scope)
        if (children[0]?.name === 'VariableName') this.mention(children[0], scope, 'updates')
        return
      case 'NamedExpression':
        return yield this.setInExpression(children[0], children[2], scope)
      case 'ImportStatement':
        return this.import(children, scope)
      case 'DeleteStatement':
        return yield this.delete(children, scope)
      case 'ScopeStatement':
        return this.declare(children, scope)
      case 'FunctionDefinition':
        return yield this.function(children, scope)
      case 'ClassDefinition':
        return yield this.class(children, scope)
      case 'LambdaExpression':
        return yield this.lambda(children, scope)
      case 'TypeDefinition':
        return yield this.alias(children, scope)
      case 'CapturePattern':
        if (this.text(node) !== '_') yield this.bind(children[0], scope)
        return
      case 'KeywordPattern':
        return yield this.visitAll(children.slice(1), scope)
      case 'TryStatement':
        return yield this.try(children, scope)
      case 'ForStatement':
        return yield this.for(children, scope)
    }
    if (children.some(({ name }) => name === 'for')) yield this.comprehension(children, scope)
    else yield this.visitAll(children, scope)
  }

  private text({ from, to }: SyntaxNode): string {
    return this.code.slice(from, to)
  }

  private mention(node: SyntaxNode | undefined, scope: Scope, does: Mention['does']): void {
    if (node === undefined) return
    const { from, to } = node
    const name = this.text(node)
    this.all.push({ name, from, to, scope, does })
    if (does !== 'reads' && does !== 'declares') scope.bind(name)
  }

  /** A target: names in it are set, of an attribute or an item what it is taken from is read. */
  private *bind(target: SyntaxNode | undefined, scope: Scope): Walk {
    if (target === undefined) return
    if (target.name === 'VariableName') this.mention(target, scope, 'sets')
    else if (isGroup(target)) for (const part of childrenOf(target)) yield this.bind(part, scope)
    else if (target.name === 'MemberExpression') {
      this.attribute(target, scope, true)
      yield this.visitAll(childrenOf(target), scope)
    } else yield this.visit(target, scope)
  }

  private attribute(node: SyntaxNode, scope: Scope, isSet: boolean): void {
    for (const property of node.getChildren('PropertyName')) {
      const owner = property.prevSibling?.prevSibling
      const of = owner?.name === 'VariableName' ? this.text(owner) : ''
      const { from, to } = property
      this.attributes.push({ name: this.text(property), from, to, scope, of, isSet })
    }
  }

  private *assign(children: readonly SyntaxNode[], scope: Scope): Walk {
    const last = children.findLastIndex(({ name }) => name === 'AssignOp')
    for (const child of children) if (child.name === 'TypeDef') yield this.visit(child, scope)
    if (last < 0) {
      const [target] = children
      if (target?.name === 'VariableName') return this.mention(target, scope, 'annotates')
      return yield this.bind(target, scope)
    }
    yield this.visitAll(children.slice(last + 1), scope)
    for (const child of children.slice(0, last)) if (child.name !== 'TypeDef') yield this.bind(child, scope)
  }

  /** `name := value`: set outside of all comprehensions that are around it. */
  private *setInExpression(name: SyntaxNode | undefined, value: SyntaxNode | undefined, scope: Scope): Walk {
    if (value !== undefined) yield this.visit(value, scope)
    let outside = scope
    while (outside.kind === 'comprehension' && outside.parent !== null) outside = outside.parent
    this.mention(name, outside, 'sets')
  }

  private import(children: readonly SyntaxNode[], scope: Scope): void {
    const from = children.findIndex(({ name }) => name === 'import')
    const isFrom = children[0]?.name === 'from'
    let part: SyntaxNode[] = []
    for (const child of [...children.slice(from + 1), null]) {
      if (child?.name === '*') this.importsAll = true
      if (child?.name === 'VariableName') part.push(child)
      if (child !== null && child.name !== ',') continue
      // `import a.b` binds `a`; `import a.b as c` and `from a import b as c` bind the last one.
      const isNamed = part.length > 1 && part.at(-1)?.prevSibling?.name === 'as'
      this.mention(isFrom || isNamed ? part.at(-1) : part[0], scope, 'imports')
      part = []
    }
  }

  private *delete(targets: readonly SyntaxNode[], scope: Scope): Walk {
    for (const target of targets) {
      if (target.name === 'VariableName') {
        this.mention(target, scope, 'reads')
        this.mention(target, scope, 'deletes')
      } else if (isGroup(target)) yield this.delete(childrenOf(target), scope)
      else yield this.visit(target, scope)
    }
  }

  private declare(children: readonly SyntaxNode[], scope: Scope): void {
    const where = children[0]?.name === 'global' ? 'global' : 'nonlocal'
    for (const child of children) {
      if (child.name !== 'VariableName') continue
      scope.declare(this.text(child), where)
      this.mention(child, scope, 'declares')
    }
  }

  private *function(children: readonly SyntaxNode[], scope: Scope): Walk {
    const nameNode = nameIn(children)
    const name = nameNode === undefined ? '' : this.text(nameNode)
    const types = yield* this.types(children, name, scope)
    const own = new Scope('function', types, name)
    yield this.params(children, own, scope, types)
    for (const child of children) if (child.name === 'TypeDef') yield this.visit(child, types)
    yield this.visitAll(bodyOf(children), own)
    this.mention(nameNode, scope, 'defines')
  }

  private *class(children: readonly SyntaxNode[], scope: Scope): Walk {
    const nameNode = nameIn(children)
    const name = nameNode === undefined ? '' : this.text(nameNode)
    const types = yield* this.types(children, name, scope)
    const bases = children.filter((child) => child.name === 'ArgList')
    yield this.visitAll(bases, types)
    yield this.visitAll(bodyOf(children), new Scope('class', types, name))
    this.mention(nameNode, scope, 'defines')
  }

  private *lambda(children: readonly SyntaxNode[], scope: Scope): Walk {
    const own = new Scope('lambda', scope, '')
    yield this.params(children, own, scope, scope)
    const body = children.filter(({ name }) => name !== 'ParamList')
    yield this.visitAll(body, own)
  }

  private *alias(children: readonly SyntaxNode[], scope: Scope): Walk {
    const [, nameNode, ...rest] = children
    const name = nameNode === undefined ? '' : this.text(nameNode)
    const types = yield* this.types(children, name, scope)
    const value = rest.filter((child) => child.name !== 'TypeParamList')
    yield this.visitAll(value, new Scope('late', types, name))
    this.mention(nameNode, scope, 'defines')
  }

  /** The scope of the `T` of `def f[T: Bound](x: T)`; where there are none, the one around. */
  private *types(children: readonly SyntaxNode[], owner: string, scope: Scope): Generator<Walk, Scope> {
    const list = children.find(({ name }) => name === 'TypeParamList')
    if (list === undefined) return scope
    const types = new Scope('types', scope, owner)
    for (const param of list.getChildren('TypeParam')) {
      yield this.bind(param.getChild('VariableName') ?? undefined, types)
      const late = new Scope('late', types, owner)
      yield this.visitAll(param.getChildren('TypeDef'), late)
    }
    return types
  }

  /** Defaults are read where the function is defined; annotations, too, and they know its types. */
  private *params(children: readonly SyntaxNode[], own: Scope, defaults: Scope, types: Scope): Walk {
    const list = children.find(({ name }) => name === 'ParamList')
    const nodes = list === undefined ? [] : childrenOf(list)
    for (const [i, node] of nodes.entries())
      if (node.name === 'VariableName' && nodes[i - 1]?.name !== 'AssignOp') this.mention(node, own, 'sets')
      else yield this.visit(node, node.name === 'TypeDef' ? types : defaults)
  }

  private *try(children: readonly SyntaxNode[], scope: Scope): Walk {
    let caught: SyntaxNode | undefined
    for (const [i, child] of children.entries())
      if (children[i - 1]?.name === 'as') this.mention((caught = child), scope, 'catches')
      else {
        yield this.visit(child, scope)
        if (child.name !== 'Body') continue
        this.mention(caught, scope, 'releases')
        caught = undefined
      }
  }

  private *for(children: readonly SyntaxNode[], scope: Scope): Walk {
    const from = children.findIndex(({ name }) => name === 'for')
    const to = children.findIndex(({ name }) => name === 'in')
    const body = children.findIndex(({ name }) => name === 'Body')
    yield this.visitAll(children.slice(to + 1, body), scope)
    for (const target of children.slice(from + 1, to)) yield this.bind(target, scope)
    yield this.visitAll(children.slice(body), scope)
  }

  /** Its first iterable is read around it; of the rest what makes an element comes last. */
  private *comprehension(children: readonly SyntaxNode[], scope: Scope): Walk {
    const own = new Scope('comprehension', scope, '')
    const first = children.findIndex(({ name }) => name === 'for')
    let targets: SyntaxNode[] = []
    let [isTarget, isIterable, isFirst] = [false, false, true]
    for (const child of children.slice(first)) {
      if (child.name === 'for') [isTarget, targets] = [true, []]
      else if (child.name === 'in') [isTarget, isIterable] = [false, true]
      else if (isTarget) targets.push(child)
      else {
        yield this.visit(child, isFirst ? scope : own)
        if (!isIterable) continue
        for (const target of targets) yield this.bind(target, own)
        ;[isIterable, isFirst] = [false, false]
      }
    }
    yield this.visitAll(children.slice(0, first), own)
  }
}

function isGroup({ name }: SyntaxNode): boolean {
  return name === 'TupleExpression' || name === 'ArrayExpression' || name === 'ParenthesizedExpression'
}

function nameIn(children: readonly SyntaxNode[]): SyntaxNode | undefined {
  return children.find(({ name }) => name === 'VariableName')
}

function bodyOf(children: readonly SyntaxNode[]): SyntaxNode[] {
  return children.filter(({ name }) => name === 'Body')
}
