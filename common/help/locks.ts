/** The locks that code makes, where it takes them, and how one of them can be waited for in vain. Pure. */
import type { SyntaxNode } from '@lezer/common'
import { around, childrenOf, isWithin, statementOf, statementsIn, PythonCode } from '../python/code'
import { Edits, indented } from '../python/edits'
import { importsOf, meaningOf, withImport } from '../python/imports'

export interface Lock {
  /** As it is written: `lock`, `self._lock`. */
  readonly name: string
  /** The call that makes it. */
  readonly made: SyntaxNode
  readonly module: string
  readonly taken: readonly Taking[]
}

/** A place where it is taken, and the stretch in which it is held then. */
export interface Taking {
  readonly statement: SyntaxNode
  /** Of `with lock, other:` the part that is meant; of `lock.acquire()` the statement. */
  readonly node: SyntaxNode
  readonly held: { readonly from: number; readonly to: number }
  readonly isWith: boolean
}

export function locksIn(code: PythonCode): Lock[] {
  return code.all('AssignStatement').flatMap((node): Lock[] => {
    const [target, , value] = childrenOf(node)
    if (target === undefined || value?.name !== 'CallExpression' || node.lastChild?.from !== value.from)
      return []
    const meaning = meaningOf(code, code.call(value).callee)
    const module =
      meaning === 'Lock' ? 'threading' : (/^(threading|multiprocessing)\.Lock$/.exec(meaning)?.[1] ?? null)
    if (module === null || !/^(?:VariableName|MemberExpression)$/.test(target.name)) return []
    const name = code.of(target)
    return [{ name, made: value, module, taken: takingsOf(code, name) }]
  })
}

function takingsOf(code: PythonCode, lock: string): Taking[] {
  const byWith = code.all('WithStatement').flatMap((statement): Taking[] => {
    const held = statement.getChild('Body')
    const node = childrenOf(statement).find((each) => each.name !== 'Body' && code.of(each) === lock)
    return held === null || node === undefined ? [] : [{ statement, node, held, isWith: true }]
  })
  const byCall = code.calls().flatMap(({ node, callee, args }): Taking[] => {
    const statement = node.parent
    // With arguments it need not wait for ever.
    if (callee !== `${lock}.acquire` || args.length > 0 || statement?.name !== 'ExpressionStatement')
      return []
    const release = releaseAfter(code, lock, statement)
    const to = release?.from ?? statement.parent?.to ?? statement.to
    return [{ statement, node: statement, held: { from: statement.to, to }, isWith: false }]
  })
  return [...byWith, ...byCall]
}

function releaseAfter(code: PythonCode, lock: string, statement: SyntaxNode): SyntaxNode | null {
  const block = statement.parent
  const found =
    block &&
    statementsIn(block).find(
      (each) => each.from > statement.from && code.of(each).trim() === `${lock}.release()`
    )
  return found ?? null
}

export interface Twice {
  readonly outer: Taking
  readonly inner: Taking
  /** The function that is called between; null where one stands within the other. */
  readonly through: string | null
}

/** How one thread comes to take a lock that it holds; null where it does not by what can be seen. */
export function takenTwice(code: PythonCode, { taken }: Lock): Twice | null {
  for (const outer of taken) {
    const direct = taken.find(
      (inner) => inner !== outer && isWithin(inner.node, outer.held) && isSameCall(inner.node, outer.node)
    )
    if (direct !== undefined) return { outer, inner: direct, through: null }
    for (const call of callsIn(code, outer.held, outer.node)) {
      const inner = reached(code, taken, call, new Set())
      if (inner !== null) return { outer, inner, through: call }
    }
  }
  return null
}

/** Both are run by one call of the same function. */
export function isSameCall(one: SyntaxNode, other: SyntaxNode): boolean {
  const [a, b] = [one, other].map((each) => around(each, ['FunctionDefinition', 'LambdaExpression'])?.from)
  return a === b
}

/** The functions of this code that are called there: `f()`, `self.f()`. */
function callsIn(code: PythonCode, held: Taking['held'], within: SyntaxNode): string[] {
  return code
    .calls()
    .filter(({ node }) => isWithin(node, held) && isSameCall(node, within))
    .map(({ callee }) => callee)
}

function reached(
  code: PythonCode,
  taken: readonly Taking[],
  callee: string,
  seen: Set<string>
): Taking | null {
  if (seen.has(callee)) return null
  seen.add(callee)
  const definitions = code
    .definitions()
    .filter(({ name, isAsync }) => !isAsync && (callee === name || callee === `self.${name}`))
  const [definition] = definitions
  if (definition === undefined || definitions.length > 1) return null
  const own = taken.find(
    ({ node }) => around(node, ['FunctionDefinition', 'LambdaExpression'])?.from === definition.node.from
  )
  if (own !== undefined) return own
  const [first] = statementsIn(definition.body)
  if (first === undefined) return null
  for (const next of callsIn(code, definition.body, first)) {
    const inner = reached(code, taken, next, seen)
    if (inner !== null) return inner
  }
  return null
}

/** The code with a lock that its owner may take again. */
export function withRLock(code: PythonCode, { made, module }: Lock): string {
  const edits = new Edits(code)
  const callee = made.firstChild
  if (callee === null) return code.text
  const isPlain = callee.name === 'VariableName'
  edits.replace(callee, code.of(callee).replace(/Lock$/, 'RLock'))
  const imported = importsOf(code).find(
    (each) => each.module === module && each.item === 'Lock' && each.name === 'Lock'
  )
  const isAlone = code.uses('Lock').length === 2 // its import, and here
  if (isPlain && imported !== undefined && isAlone) {
    const name = childrenOf(imported.node).findLast((each) => code.of(each) === 'Lock')
    if (name !== undefined) edits.replace(name, 'RLock')
  }
  const done = edits.done()
  return isPlain && !isAlone ? withImport(new PythonCode(done), module, 'RLock') : done
}

/** A place where a lock is taken and, on some way, not given back. */
export function neverReleased(
  code: PythonCode,
  { name, taken }: Lock
): { taking: Taking; release: SyntaxNode | null } | null {
  const releases = code.calls().filter(({ callee }) => callee === `${name}.release`)
  for (const taking of taken) {
    if (taking.isWith) continue
    const release = releaseAfter(code, name, taking.statement)
    if (releases.length === 0) return { taking, release: null }
    const leaves = code
      .all(['ReturnStatement', 'RaiseStatement', 'BreakStatement', 'ContinueStatement'])
      .some((each) => isWithin(each, taking.held) && isSameCall(each, taking.node))
    if (
      release !== null &&
      leaves &&
      releases.filter(({ node }) => isSameCall(node, taking.node)).length === 1
    )
      return { taking, release }
  }
  return null
}

/** The code that holds the lock by `with`; null where the lines are not laid out so that they can be moved. */
export function withStatement(
  code: PythonCode,
  name: string,
  taking: Taking,
  release: SyntaxNode | null
): string | null {
  const { statement } = taking
  const block = statement.parent
  const indent = code.indentOf(statement)
  if (block === null || indent === null) return null
  const held = statementsIn(block).filter(
    (each) => each.from > statement.from && each.from < (release?.from ?? Infinity)
  )
  const [first, last] = [held[0], held.at(-1)]
  if (first === undefined || last === undefined) return null
  const from = code.text.indexOf('\n', code.endOf(statement)) + 1
  const to = code.text.indexOf('\n', code.endOf(last)) + 1 || code.text.length
  const text = code.text.slice(from, to)
  if (
    code
      .all(['String', 'FormatString'])
      .some((each) => isWithin(each, { from, to }) && code.of(each).includes('\n'))
  )
    return null
  const edits = new Edits(code)
  edits.replace({ from: statement.from, to: code.endOf(statement) }, `with ${name}:`)
  edits.replace({ from, to }, indented(text, indent, `${indent}    `))
  if (release !== null) edits.removeStatement(statementOf(release))
  return edits.done()
}
