/** Where Python code gives names their meaning, read from its syntax tree. Pure. */
import { parser } from '@lezer/python'
import type { SyntaxNode } from '@lezer/common'

export interface Binding {
  readonly name: string
  readonly from: number
  readonly to: number
  /** Where the scope it belongs to begins and ends: the whole text, a function, a class, a lambda or a comprehension. */
  readonly scope: Scope
  /** An attribute that is set on `self`, in its class. */
  readonly isAttribute: boolean
}

export interface Scope {
  readonly kind: 'top' | 'function' | 'class'
  readonly from: number
  readonly to: number
  /** A class's name. */
  readonly name: string
}

export interface Bindings {
  readonly all: readonly Binding[]
  /** The scopes around a place, from the innermost. */
  readonly scopesAt: (place: number) => readonly Scope[]
  /** What stands at a place: a name, or an attribute with what it is taken from (`self` of `self.count`). */
  readonly nameAt: (place: number) => NameAt | null
}

export interface NameAt {
  readonly name: string
  /** Of an attribute; null for a name by itself, and '' where it is taken from something that has no name. */
  readonly of: string | null
}

export function bindingsIn(text: string): Bindings {
  const top = parser.parse(text).topNode
  const slice = (node: SyntaxNode): string => text.slice(node.from, node.to)
  const scopes = new Map<number, Scope>()

  function scopeOf(node: SyntaxNode): Scope {
    const key = node.from * 2 + (node.name === 'Script' ? 1 : 0)
    const { from, to } = node
    const kind = node.name === 'Script' ? 'top' : node.name === 'ClassDefinition' ? 'class' : 'function'
    const name = kind === 'class' ? node.getChild('VariableName') : null
    const scope = scopes.get(key) ?? { kind, from, to, name: name === null ? '' : slice(name) }
    scopes.set(key, scope)
    return scope
  }

  const all: Binding[] = []
  const cursor = top.cursor()
  do {
    const { node } = cursor
    if (cursor.name === 'VariableName' && isBinding(node)) {
      const name = slice(node)
      const around = scopeNode(node.parent !== null && isNamed(node) ? node.parent : node)
      const isGlobal = around.name !== 'Script' && declaresGlobal(around, name, slice)
      all.push({
        name,
        from: node.from,
        to: node.to,
        scope: scopeOf(isGlobal ? top : around),
        isAttribute: false
      })
    } else if (cursor.name === 'PropertyName' && isTarget(node.parent ?? node)) {
      const owner = node.parent?.firstChild
      const around = classAround(node)
      if (owner && around !== null && /^(?:self|cls)$/.test(slice(owner)))
        all.push({
          name: slice(node),
          from: node.from,
          to: node.to,
          scope: scopeOf(around),
          isAttribute: true
        })
    }
  } while (cursor.next())

  return {
    all,
    scopesAt(place) {
      const list: Scope[] = []
      const name = nameNode(top, place)
      let node: SyntaxNode | null = name ?? top.resolveInner(place, -1)
      // The name of a function belongs to what is around it, as do its decorators and defaults.
      if (name !== null && isNamed(name)) node = name.parent?.parent ?? null
      for (; node !== null; node = node.parent) if (isScope(node)) list.push(scopeOf(node))
      return list
    },
    nameAt(place) {
      const node = nameNode(top, place)
      if (node === null) return null
      if (node.name === 'VariableName') return { name: slice(node), of: null }
      const owner = node.parent?.firstChild
      return { name: slice(node), of: owner?.name === 'VariableName' ? slice(owner) : '' }
    }
  }
}

function nameNode(top: SyntaxNode, place: number): SyntaxNode | null {
  for (const side of [1, -1] as const) {
    const node = top.resolveInner(place, side)
    if (node.name === 'VariableName' || node.name === 'PropertyName') return node
  }
  return null
}

function isScope({ name }: SyntaxNode): boolean {
  return /^(?:Script|FunctionDefinition|ClassDefinition|LambdaExpression)$|Comprehension/.test(name)
}

/** The innermost scope that holds a node, the node itself not counted. */
function scopeNode(node: SyntaxNode): SyntaxNode {
  let around = node.parent ?? node
  while (!isScope(around) && around.parent !== null) around = around.parent
  return around
}

function classAround(node: SyntaxNode): SyntaxNode | null {
  let around = node.parent
  while (around !== null && around.name !== 'ClassDefinition') around = around.parent
  return around
}

/** The name that `def` or `class` gives: bound around it, not in it. */
function isNamed(node: SyntaxNode): boolean {
  const { parent } = node
  if (parent?.name !== 'FunctionDefinition' && parent?.name !== 'ClassDefinition') return false
  return parent.getChild('VariableName')?.from === node.from
}

function declaresGlobal(scope: SyntaxNode, name: string, slice: (node: SyntaxNode) => string): boolean {
  const statements = scope.getChild('Body')?.getChildren('ScopeStatement') ?? []
  return statements.some(
    (each) =>
      each.getChild('global') !== null && each.getChildren('VariableName').some((one) => slice(one) === name)
  )
}

function isBinding(node: SyntaxNode): boolean {
  switch (node.parent?.name) {
    case 'FunctionDefinition':
    case 'ClassDefinition':
      return isNamed(node)
    case 'ParamList':
      return [undefined, '(', ',', '*', '**', '/'].includes(node.prevSibling?.name)
    case 'ImportStatement':
      return isImported(node)
    case 'CapturePattern':
    case 'TypeParam':
      return true
    case 'NamedExpression':
    case 'TypeDefinition':
      return node.nextSibling?.name !== undefined && node.prevSibling?.name !== 'AssignOp'
    case 'WithStatement':
    case 'TryStatement':
    case 'AsPattern':
      return node.prevSibling?.name === 'as'
    default:
      return isTarget(node)
  }
}

/** `import a.b` binds a, `import a.b as c` and `from a import b as c` bind c. */
function isImported(node: SyntaxNode): boolean {
  const { prevSibling, nextSibling, parent } = node
  if (prevSibling?.name === 'as') return true
  if (parent?.firstChild?.name === 'from') {
    const list = parent.getChild('import')
    return list !== null && node.from > list.from && nextSibling?.name !== 'as'
  }
  if (prevSibling?.name === '.') return false
  let after = nextSibling
  while (after !== null && after.name !== ',' && after.name !== 'as') after = after.nextSibling
  return after?.name !== 'as'
}

/** What an assignment, a `for` or a comprehension sets. */
function isTarget(node: SyntaxNode): boolean {
  let at = node
  while (
    /^(?:TupleExpression|ArrayExpression|ParenthesizedExpression)$/.test(at.parent?.name ?? '') &&
    at.parent
  )
    at = at.parent
  const { parent } = at
  if (parent === null) return false
  if (parent.name === 'AssignStatement') {
    const last = parent.getChildren('AssignOp').at(-1)
    return last === undefined ? parent.firstChild?.from === at.from : at.to <= last.from
  }
  if (parent.name !== 'ForStatement' && !parent.name.includes('Comprehension')) return false
  let before = at.prevSibling
  while (before !== null && !/^(?:for|in|if)$/.test(before.name)) before = before.prevSibling
  return before?.name === 'for'
}
