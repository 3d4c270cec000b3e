/** Coroutines and tasks that a program makes for a loop that runs for ever, and that nobody awaits. Pure. */
import type { SyntaxNode } from '@lezer/common'
import { childrenOf, statementOf, type PythonCode } from '../../python/code'
import type { Edits } from '../../python/edits'
import { isCoroutine } from './program'

/**
 * What has to be awaited in place of `run_forever()`: names, lists with a star, calls. Calls that stood alone are taken out
 * by `edits`. Null where there is none, or where one is made that cannot be named.
 */
export function looseCoroutines(
  code: PythonCode,
  statements: readonly SyntaxNode[],
  loop: string,
  edits: Edits
): readonly string[] | null {
  const made = new Set<number>()
  const awaited: string[] = []
  const take = (node: SyntaxNode): void =>
    void made.add(code.calls(node).find(({ callee }) => isCoroutine(code, callee))?.node.from ?? -1)
  for (const statement of statements) {
    const [target, sign, value, more] = childrenOf(statement)
    if (statement.name === 'ExpressionStatement' && target !== undefined && isMade(code, target, loop)) {
      take(target)
      awaited.push(code.of(innermost(code, target)))
      edits.removeStatement(statement)
    } else if (
      statement.name === 'AssignStatement' &&
      target?.name === 'VariableName' &&
      sign?.name === 'AssignOp' &&
      value !== undefined &&
      more === undefined
    ) {
      const parts =
        value.name === 'ArrayExpression'
          ? childrenOf(value)
              .slice(1, -1)
              .filter(({ name }) => name !== ',')
          : []
      const one = value.name === 'ArrayComprehensionExpression' ? childrenOf(value).slice(1, 2) : parts
      if (isMade(code, value, loop)) awaited.push(code.of(target))
      else if (one.length > 0 && one.every((part) => isMade(code, part, loop)))
        awaited.push(`*${code.of(target)}`)
      else if (isFilledLater(code, statements, code.of(target), value, loop, take))
        awaited.push(`*${code.of(target)}`)
      else continue
      take(value)
      one.forEach(take)
    }
  }
  // One that is made in another way would be forgotten.
  const all = statements.flatMap((each) => code.calls(each)).filter(({ callee }) => isCoroutine(code, callee))
  return awaited.length > 0 && all.every(({ node }) => made.has(node.from)) ? awaited : null
}

/** A coroutine, or a task that is made of one. */
function isMade(code: PythonCode, node: SyntaxNode, loop: string): boolean {
  if (node.name !== 'CallExpression') return false
  const { callee, args } = code.call(node)
  if (isCoroutine(code, callee)) return true
  const [first] = args
  const isTask = ['asyncio.ensure_future', 'asyncio.create_task', `${loop}.create_task`].includes(callee)
  return isTask && args.length === 1 && first !== undefined && isMade(code, first.node, loop)
}

function innermost(code: PythonCode, node: SyntaxNode): SyntaxNode {
  const { callee, args } = code.call(node)
  return isCoroutine(code, callee) ? node : (args[0]?.node ?? node)
}

/** `tasks = []`, and further down `tasks.append(f())` and nothing else. */
function isFilledLater(
  code: PythonCode,
  statements: readonly SyntaxNode[],
  name: string,
  value: SyntaxNode,
  loop: string,
  take: (node: SyntaxNode) => void
): boolean {
  if (value.name !== 'ArrayExpression' || value.firstChild?.nextSibling?.name !== ']') return false
  const appended = statements
    .flatMap((each) => code.uses(name, each))
    .filter((node) => node.from !== statementOf(value).from)
    .map(({ parent }) => parent?.parent)
  const isAppend = (call: SyntaxNode | null | undefined): call is SyntaxNode => {
    if (call?.name !== 'CallExpression') return false
    const { callee, args } = code.call(call)
    return (
      callee === `${name}.append` &&
      args.length === 1 &&
      args[0] !== undefined &&
      isMade(code, args[0].node, loop)
    )
  }
  if (appended.length === 0 || !appended.every(isAppend)) return false
  for (const call of appended) take(call)
  return true
}
