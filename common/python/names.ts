/**
 * Which names a cell's code uses and sets, read from its syntax tree: nothing is run. Pure.
 *
 * A cell *sets* what it binds at its top level: by `=`, `import`, `def`, `class`, `for`, `with`, `:=` and patterns. It
 * *uses* the names that it reads there before it has set them itself, in the order of its text. What stands in the body of a
 * function is read only when the function is called; so those names are kept by the function's name, and count for the
 * cells that mention the function.
 */
import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/python'
import { masked } from './shorthand'

type Names = ReadonlySet<string>

export interface CellNames {
  /** What has to be there when the cell begins. */
  readonly uses: Names
  /** All that is read at the top level, also what the cell has set before. */
  readonly reads: Names
  readonly sets: Names
  /** Of those, what is the same again when the same code runs again: modules, functions, classes. */
  readonly fixed: Names
  /** What the functions and classes that the cell defines read once they are called, by their name. */
  readonly later: ReadonlyMap<string, Names>
  /** It may set names that cannot be seen in its text: `import *`, `exec`, `%run`. */
  readonly isOpaque: boolean
}

/** Code that sets names which its text does not tell. */
const OPAQUE_MAGIC = /^[ \t]*%{1,2}(?:run|load|pylab|store|macro)\b/m
const OPAQUE_CALL = /^(?:exec|globals|get_ipython)$/

export function namesOf(source: string): CellNames {
  const { code } = masked(source)
  const reader = new Reader(code, OPAQUE_MAGIC.test(source))
  reader.read(parser.parse(code).topNode)
  return reader.names
}

/** Where a name is bound and looked up. */
interface Scope {
  readonly sets: Set<string>
  /** Declared `global` or `nonlocal`: bound elsewhere. */
  readonly elsewhere: Set<string>
  use(name: string): void
  /** A function or class of this scope reads these when it is called. */
  defer(owner: string, names: Iterable<string>): void
}

const NONE: Names = new Set()

class Reader {
  private readonly uses = new Set<string>()
  private readonly reads = new Set<string>()
  private readonly fixed = new Set<string>()
  private readonly later = new Map<string, Set<string>>()
  private readonly top: Scope = {
    sets: new Set(),
    elsewhere: new Set(),
    use: (name) => {
      this.reads.add(name)
      if (!this.top.sets.has(name)) this.uses.add(name)
    },
    defer: (owner, names) => {
      this.later.set(owner, new Set([...(this.later.get(owner) ?? []), ...names]))
    }
  }

  constructor(
    private readonly code: string,
    private isOpaque: boolean
  ) {}

  get names(): CellNames {
    const { uses, reads, fixed, later, isOpaque } = this
    return { uses, reads, sets: this.top.sets, fixed, later, isOpaque }
  }

  read(script: SyntaxNode): void {
    this.visitAll(childrenOf(script), this.top, NONE)
  }

  private text(node: SyntaxNode): string {
    return this.code.slice(node.from, node.to)
  }

  /** @param bound names of comprehensions, lambdas and `except` around it, which hide those of the scope */
  private visit(node: SyntaxNode, scope: Scope, bound: Names): void {
    const children = childrenOf(node)
    switch (node.name) {
      case 'VariableName': {
        const name = this.text(node)
        if (!bound.has(name)) scope.use(name)
        if (OPAQUE_CALL.test(name)) this.isOpaque = true
        return
      }
      case 'AssignStatement':
        return this.assign(children, scope, bound)
      case 'UpdateStatement':
        this.visitAll(children, scope, bound)
        return this.bind(children[0], scope, bound)
      case 'NamedExpression':
        this.visitAll(children.slice(1), scope, bound)
        return this.bind(children[0], scope, NONE)
      case 'ImportStatement':
        return this.import(children, scope)
      case 'DeleteStatement':
        this.visitAll(children, scope, bound)
        for (const child of children) if (child.name === 'VariableName') scope.sets.delete(this.text(child))
        return
      case 'ScopeStatement':
        for (const child of children) if (child.name === 'VariableName') scope.elsewhere.add(this.text(child))
        return
      case 'FunctionDefinition':
        return this.define(children, scope, bound)
      case 'ClassDefinition':
        return this.defineClass(children, scope, bound)
      case 'LambdaExpression': {
        const params = this.params(children, scope, bound)
        return this.visitAll(
          children.filter(({ name }) => name !== 'ParamList'),
          scope,
          new Set([...bound, ...params])
        )
      }
      case 'TypeDefinition': {
        const params = this.typeParams(children)
        this.visitAll(children.slice(2), scope, new Set([...bound, ...params]))
        return this.bind(children[1], scope, bound)
      }
      case 'CapturePattern':
        return this.bind(children[0], scope, bound)
      case 'KeywordPattern':
        return this.visitAll(children.slice(1), scope, bound)
      case 'TypeParamList':
        return
      case 'TryStatement':
        return this.tryTo(children, scope, bound)
    }
    if (children.some(({ name }) => name === 'for')) this.loop(node, children, scope, bound)
    else this.visitAll(children, scope, bound)
  }

  /** One after the other; what follows `as` is bound, what stands before a `=` is the name of an argument. */
  private visitAll(nodes: readonly SyntaxNode[], scope: Scope, bound: Names): void {
    for (const [i, node] of nodes.entries()) {
      if (nodes[i - 1]?.name === 'as') this.bind(node, scope, bound)
      else if (node.name !== 'VariableName' || nodes[i + 1]?.name !== 'AssignOp')
        this.visit(node, scope, bound)
    }
  }

  private assign(children: readonly SyntaxNode[], scope: Scope, bound: Names): void {
    const last = children.findLastIndex(({ name }) => name === 'AssignOp')
    for (const child of children) if (child.name === 'TypeDef') this.visit(child, scope, bound)
    if (last < 0) return // an annotation alone sets nothing
    this.visitAll(children.slice(last + 1), scope, bound)
    for (const child of children.slice(0, last)) if (child.name !== 'TypeDef') this.bind(child, scope, bound)
  }

  /** A target: names in it are bound, what is an attribute or an item is something that is used. */
  private bind(target: SyntaxNode | undefined, scope: Scope, bound: Names): void {
    if (target === undefined) return
    if (target.name === 'VariableName') {
      const name = this.text(target)
      if (!bound.has(name)) scope.sets.add(name)
    } else if (target.name === 'MemberExpression') this.visit(target, scope, bound)
    else for (const child of childrenOf(target)) this.bind(child, scope, bound)
  }

  private import(children: readonly SyntaxNode[], scope: Scope): void {
    const from = children.findIndex(({ name }) => name === 'import')
    const isFrom = children[0]?.name === 'from'
    let part: SyntaxNode[] = []
    for (const child of [...children.slice(from + 1), null]) {
      if (child?.name === '*') this.isOpaque = true
      if (child?.name === 'VariableName') part.push(child)
      if (child !== null && child.name !== ',') continue
      // `import a.b` binds `a`; `import a.b as c` and `from a import b as c` bind the last one.
      const isNamed = part.length > 1 && part.at(-1)?.prevSibling?.name === 'as'
      const node = isFrom || isNamed ? part.at(-1) : part[0]
      if (node !== undefined) this.fix(this.text(node), scope)
      part = []
    }
  }

  private fix(name: string, scope: Scope): void {
    scope.sets.add(name)
    if (scope === this.top) this.fixed.add(name)
  }

  private define(children: readonly SyntaxNode[], scope: Scope, bound: Names): void {
    const name = this.nameIn(children)
    const types = this.typeParams(children)
    const outside = new Set([...bound, ...types])
    const params = this.params(children, scope, outside)
    for (const child of children) if (child.name === 'TypeDef') this.visit(child, scope, outside)
    const reads = new Set<string>()
    const own: Scope = {
      sets: new Set(params),
      elsewhere: new Set(),
      use: (read) => reads.add(read),
      defer: (_owner, names) => [...names].forEach((read) => reads.add(read))
    }
    this.visitAll(bodyOf(children), own, types)
    const free = [...reads].filter((read) => !own.sets.has(read) || own.elsewhere.has(read))
    scope.defer(
      name,
      free.filter((read) => !bound.has(read))
    )
    this.fix(name, scope)
  }

  /** A class's body runs at once, in a scope of its own; its methods later. */
  private defineClass(children: readonly SyntaxNode[], scope: Scope, bound: Names): void {
    const name = this.nameIn(children)
    const inside = new Set([...bound, ...this.typeParams(children)])
    const own: Scope = {
      sets: new Set(),
      elsewhere: new Set(),
      use: (read) => own.sets.has(read) || scope.use(read),
      defer: (_owner, names) => scope.defer(name, names)
    }
    const bases = children.filter((child) => child.name === 'ArgList')
    this.visitAll(bases, scope, inside)
    this.visitAll(bodyOf(children), own, inside)
    this.fix(name, scope)
  }

  /** Names of parameters; their defaults and types are read where the function is defined. */
  private params(children: readonly SyntaxNode[], scope: Scope, bound: Names): string[] {
    const list = children.find(({ name }) => name === 'ParamList')
    const nodes = list === undefined ? [] : childrenOf(list)
    const names: string[] = []
    for (const [i, node] of nodes.entries())
      if (node.name === 'VariableName' && nodes[i - 1]?.name !== 'AssignOp') names.push(this.text(node))
      else this.visit(node, scope, bound)
    return names
  }

  /** The `T` of `def f[T](x: T)`. */
  private typeParams(children: readonly SyntaxNode[]): Names {
    const list = children.find(({ name }) => name === 'TypeParamList')
    if (list === undefined) return NONE
    return new Set(
      childrenOf(list).flatMap((each) =>
        childrenOf(each)
          .slice(0, 1)
          .map((name) => this.text(name))
      )
    )
  }

  private nameIn(children: readonly SyntaxNode[]): string {
    const node = children.find(({ name }) => name === 'VariableName')
    return node === undefined ? '' : this.text(node)
  }

  /** The name of `except … as name` is there in its own body only. */
  private tryTo(children: readonly SyntaxNode[], scope: Scope, bound: Names): void {
    let caught = bound
    for (const [i, child] of children.entries())
      if (children[i - 1]?.name === 'as') caught = new Set([...bound, this.text(child)])
      else if (child.name === 'Body') {
        this.visit(child, scope, caught)
        caught = bound
      } else this.visit(child, scope, bound)
  }

  /** A `for` statement binds its targets in the scope, a comprehension for itself alone. */
  private loop(node: SyntaxNode, children: readonly SyntaxNode[], scope: Scope, bound: Names): void {
    const targets: SyntaxNode[] = []
    const rest: SyntaxNode[] = []
    let isTarget = false
    for (const child of children) {
      if (child.name === 'for') isTarget = true
      else if (child.name === 'in') isTarget = false
      else (isTarget ? targets : rest).push(child)
    }
    if (node.name === 'ForStatement') {
      const [iterable, ...bodies] = rest.filter(({ name }) => name !== 'async')
      if (iterable !== undefined) this.visit(iterable, scope, bound)
      for (const target of targets) this.bind(target, scope, bound)
      return this.visitAll(bodies, scope, bound)
    }
    const own: Scope = { ...scope, sets: new Set() }
    for (const target of targets) this.bind(target, own, NONE)
    const inside = new Set([...bound, ...own.sets])
    const first = children[children.findIndex(({ name }) => name === 'in') + 1]
    for (const child of rest) this.visit(child, scope, child === first ? bound : inside)
  }
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child)
  return children
}

function bodyOf(children: readonly SyntaxNode[]): SyntaxNode[] {
  return children.filter(({ name }) => name === 'Body')
}
