/** The event loop that a program makes for itself, and what it does with it. Pure. */
import type { SyntaxNode } from '@lezer/common'
import {
  around,
  childrenOf,
  isWithin,
  statementOf,
  statementsIn,
  type Definition,
  type PythonCode
} from '../../python/code'
import { Edits, indented } from '../../python/edits'
import { meaningOf } from '../../python/imports'

export interface LoopOf {
  readonly name: string
  /** `loop = asyncio.get_event_loop()` */
  readonly made: SyntaxNode
  /** The statements around it: the cell's, or those of its `if __name__ == '__main__':`. */
  readonly block: SyntaxNode
  /** Everywhere else that the name stands, except where it is a parameter's. */
  readonly uses: readonly LoopUse[]
}

export interface LoopUse {
  readonly node: SyntaxNode
  /** `run_forever` of `loop.run_forever()`; null where it is no method that is called. */
  readonly method: string | null
  /** That call, or the name. */
  readonly whole: SyntaxNode
  /** The function whose code it is in; null at the top level. */
  readonly inside: Definition | null
}

/** The one loop of a program; null where it has none, or several. */
export function loopOf(code: PythonCode): LoopOf | null {
  const found = code.all('AssignStatement').flatMap((node): LoopOf[] => {
    const [target, sign, value, more] = childrenOf(node)
    if (target?.name !== 'VariableName' || sign?.name !== 'AssignOp' || value?.name !== 'CallExpression')
      return []
    if (more !== undefined || !makesLoop(code, value)) return []
    const block = statementOf(node).parent
    if (block === null || !isTopBlock(code, block)) return []
    const name = code.of(target)
    return [{ name, made: node, block, uses: usesOf(code, name, node) }]
  })
  return found.length === 1 ? (found[0] ?? null) : null
}

export function makesLoop(code: PythonCode, call: SyntaxNode): boolean {
  const meaning = meaningOf(code, code.call(call).callee)
  return meaning === 'asyncio.get_event_loop' || meaning === 'asyncio.new_event_loop'
}

/** The text as a whole, or what stands under `if __name__ == '__main__':`. */
function isTopBlock(code: PythonCode, block: SyntaxNode): boolean {
  if (block.name === 'Script') return true
  const outer = block.parent
  return outer?.name === 'IfStatement' && outer.parent?.name === 'Script' && isGuard(code, outer)
}

/** `if __name__ == '__main__':` without `else`. */
export function isGuard(code: PythonCode, statement: SyntaxNode): boolean {
  const [, condition, , more] = childrenOf(statement)
  return (
    condition !== undefined &&
    more === undefined &&
    /^__name__\s*==\s*(['"])__main__\1$/.test(code.of(condition))
  )
}

function usesOf(code: PythonCode, name: string, made: SyntaxNode): LoopUse[] {
  const definitions = code.definitions()
  return code
    .uses(name)
    .filter((node) => !isWithin(node, made))
    .flatMap((node): LoopUse[] => {
      const inside = definitions.findLast((each) => isWithin(node, each.node)) ?? null
      const owners = definitions.filter((each) => isWithin(node, each.node))
      if (owners.some(({ params }) => params.some((param) => code.of(param) === name))) return []
      const member = node.parent
      const call = member?.parent
      const isMethod =
        member?.name === 'MemberExpression' &&
        member.firstChild?.from === node.from &&
        call?.name === 'CallExpression'
      const isCalled =
        isMethod && call?.firstChild?.from === member?.from && call?.firstChild?.to === member?.to
      if (!isCalled || member === null || member === undefined || call === null || call === undefined)
        return [{ node, method: null, whole: node, inside }]
      return [
        { node, method: member.lastChild === null ? null : code.of(member.lastChild), whole: call, inside }
      ]
    })
}

/** Whether a use is a statement by itself: `loop.close()`. */
function isStatement({ whole }: LoopUse): boolean {
  return whole.parent?.name === 'ExpressionStatement' && whole.parent.parent?.name !== 'StatementGroup'
}

/** The code without `loop.close()` and `asyncio.set_event_loop(loop)`; a `finally` that had nothing else goes too. */
export function withoutClosing(code: PythonCode, loop: LoopOf): string {
  const edits = new Edits(code)
  const gone = loop.uses.flatMap((use): SyntaxNode[] => {
    const outer = use.node.parent?.parent ?? null
    const isSet =
      outer?.name === 'CallExpression' &&
      meaningOf(code, code.call(outer).callee) === 'asyncio.set_event_loop'
    if (isSet && outer?.parent?.name === 'ExpressionStatement') return [outer.parent]
    return use.method === 'close' && isStatement(use) && use.whole.parent !== null ? [use.whole.parent] : []
  })
  for (const each of gone) {
    const block = each.parent
    const attempt = block?.parent
    const isOnly =
      block !== null && statementsIn(block).every((one) => gone.some(({ from }) => from === one.from))
    if (isOnly && attempt?.name === 'TryStatement' && block.prevSibling?.name === 'finally')
      withoutFinally(code, attempt, block, edits)
    else edits.removeStatement(each)
  }
  return edits.done()
}

function withoutFinally(code: PythonCode, attempt: SyntaxNode, body: SyntaxNode, edits: Edits): void {
  const word = body.prevSibling
  if (word === null) return
  const from = code.text.lastIndexOf('\n', word.from - 1) + 1
  const to = code.text.indexOf('\n', code.endOf(body)) + 1 || code.text.length
  edits.replace({ from, to }, '')
  const tried = attempt.getChild('Body')
  const [first] = tried === null ? [] : statementsIn(tried)
  const [before, inner] = [code.indentOf(attempt), first === undefined ? null : code.indentOf(first)]
  if (attempt.getChild('except') !== null || first === undefined || before === null || inner === null) return
  // Nothing is left that could be done when it fails.
  const begin = code.text.indexOf('\n', tried?.from) + 1
  edits.replace(
    { from: attempt.from - before.length, to: from },
    indented(code.text.slice(begin, from), inner, before)
  )
}

/**
 * The code in which no coroutine stops the loop as the last thing that it does, for it ends then by itself; a parameter that
 * was there for nothing else goes too. Null where a stop means more than that.
 */
export function withoutStopping(code: PythonCode, loop: LoopOf): string | null {
  const edits = new Edits(code)
  for (const use of loop.uses)
    if (use.method === 'stop' && !removeStop(use.inside, use.whole, edits)) return null
  for (const definition of code.definitions()) {
    const at = definition.params.findIndex((param) => isGivenLoop(code, definition, param, loop))
    const param = definition.params[at]
    if (param === undefined) continue
    const uses = code.uses(code.of(param), definition.body)
    const stops = uses.map(({ parent }) => parent?.parent).filter((call) => call?.name === 'CallExpression')
    const isStop =
      stops.length === uses.length &&
      stops.every((call) => call && code.call(call).callee === `${code.of(param)}.stop`)
    if (!isStop && stops.some((call) => call && code.call(call).callee.endsWith('.stop'))) return null
    if (!isStop) continue
    for (const call of stops) if (!call || !removeStop(definition, call, edits)) return null
    if (!removeParameter(code, definition, at, edits)) return null
  }
  return edits.done()
}

/** Whether each call of a function in this code gives the loop for that parameter. */
function isGivenLoop(
  code: PythonCode,
  { name, params }: Definition,
  param: SyntaxNode,
  loop: LoopOf
): boolean {
  const at = params.findIndex(({ from }) => from === param.from)
  const calls = code.calls().filter(({ callee }) => callee === name)
  return (
    calls.length > 0 &&
    calls.every(({ args }) => args[at]?.name === null && code.of(args[at].node) === loop.name)
  )
}

function removeStop(inside: Definition | null, call: SyntaxNode, edits: Edits): boolean {
  const statement = call.parent
  if (statement === null || inside?.isAsync !== true || statement.name !== 'ExpressionStatement') return false
  const body = statementsIn(inside.body)
  if (body.at(-1)?.from !== statement.from) return false
  if (body.length === 1) edits.replace(statement, 'pass')
  else edits.removeStatement(statement)
  return true
}

function removeParameter(
  code: PythonCode,
  { name, params, node }: Definition,
  at: number,
  edits: Edits
): boolean {
  const calls = code.calls().filter(({ callee }) => callee === name)
  // Handed on under its name it may be called from elsewhere with it.
  if (code.uses(name).length !== calls.length + 1) return false
  const own = params[at]
  const next = params[at + 1]
  const before = params[at - 1]
  if (own === undefined || own.nextSibling?.name === 'AssignOp' || own.nextSibling?.name === 'TypeDef')
    return false
  if (around(own, ['FunctionDefinition'])?.from !== node.from) return false
  if (before !== undefined && before.nextSibling?.name !== ',') return false
  edits.replace(
    before === undefined ? { from: own.from, to: next?.from ?? own.to } : { from: before.to, to: own.to },
    ''
  )
  for (const { args } of calls) {
    const [mine, after, earlier] = [args[at], args[at + 1], args[at - 1]]
    if (mine === undefined) return false
    edits.replace(
      earlier === undefined
        ? { from: mine.from, to: after?.from ?? mine.node.to }
        : { from: earlier.node.to, to: mine.node.to },
      ''
    )
  }
  return true
}
