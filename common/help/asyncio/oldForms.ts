/**
 * Old ways to write asyncio, each in the form that every Python from 3.9 to 3.15 takes. Each function changes what it is sure
 * of and leaves the rest. Pure. What was taken out when: https://docs.python.org/3/whatsnew/3.7.html (`async` is a keyword),
 * 3.10 (`loop`), 3.11 (`@asyncio.coroutine`, coroutines in `asyncio.wait`).
 */
import type { SyntaxNode } from '@lezer/common'
import { around, childrenOf, statementOf, type Argument, type Call, type PythonCode } from '../../python/code'
import { Edits } from '../../python/edits'
import { meaningOf } from '../../python/imports'

/** `asyncio.async(f())`, which no Python can read any more. */
export function asyncFunction(code: PythonCode): string {
  const edits = new Edits(code)
  for (const node of code.all('MemberExpression'))
    if (node.lastChild !== null && code.of(node) === 'asyncio.async')
      edits.replace(node.lastChild, 'ensure_future')
  return edits.done()
}

/** `@asyncio.coroutine` and `yield from`. */
export function generatorCoroutines(code: PythonCode): string {
  const edits = new Edits(code)
  for (const node of code.all('DecoratedStatement')) {
    const definition = node.getChild('FunctionDefinition')
    const decorators = node.getChildren('Decorator')
    const own = decorators.find((each) =>
      ['asyncio.coroutine', 'types.coroutine'].includes(meaningOf(code, code.of(each).trim().slice(1)))
    )
    if (definition === null || own === undefined) continue
    const yields = code
      .all(['YieldExpression', 'YieldStatement'], definition)
      .filter((each) => around(each, ['FunctionDefinition', 'LambdaExpression'])?.from === definition.from)
    if (yields.some((each) => each.getChild('from') === null)) continue
    edits.replace({ from: own.from, to: own.nextSibling?.from ?? own.to }, '')
    edits.insert(definition.from, 'async ')
    for (const each of yields) awaitInstead(code, each, edits)
  }
  return edits.done()
}

function awaitInstead(code: PythonCode, node: SyntaxNode, edits: Edits): void {
  const value = node.lastChild
  if (value === null) return
  edits.replace({ from: node.from, to: value.from }, isTight(value) ? 'await ' : 'await (')
  if (!isTight(value)) edits.insert(code.endOf(value), ')')
}

/** Binds as tightly as `await` does. */
export function isTight({ name }: SyntaxNode): boolean {
  return ['CallExpression', 'VariableName', 'MemberExpression', 'ParenthesizedExpression'].includes(name)
}

/** Which took `loop` until 3.9 and refuse it from 3.10 on. */
const TOOK_LOOP = new Set(
  `sleep gather wait wait_for shield as_completed Lock Event Condition Semaphore BoundedSemaphore Queue PriorityQueue LifoQueue
  open_connection start_server open_unix_connection start_unix_server create_subprocess_exec create_subprocess_shell`
    .split(/\s+/)
    .map((name) => `asyncio.${name}`)
)

export function loopArguments(code: PythonCode): string {
  const edits = new Edits(code)
  for (const { callee, args } of code.calls()) {
    const at = args.findIndex(({ name }) => name === 'loop')
    const [own, before] = [args[at], args[at - 1]]
    if (own === undefined || !TOOK_LOOP.has(meaningOf(code, callee))) continue
    const next = args[at + 1]
    if (before !== undefined) edits.replace({ from: before.node.to, to: own.node.to }, '')
    else edits.replace({ from: own.from, to: next?.from ?? own.node.to }, '')
  }
  return edits.done()
}

/** `asyncio.wait` of coroutines: of tasks instead, or `asyncio.gather` where nobody asks which were done. */
export function waitOnCoroutines(code: PythonCode): string {
  const edits = new Edits(code)
  for (const call of code.calls()) {
    const { callee, args, node } = call
    const [tasks] = args
    if (meaningOf(code, callee) !== 'asyncio.wait' || tasks === undefined || tasks.star !== '') continue
    if (args.length === 1 && isStatement(node)) gatherInstead(code, call, tasks, edits)
    else asTasks(code, tasks, edits)
  }
  return edits.done()
}

/** Awaited, or run until complete, as a statement by itself. */
function isStatement(node: SyntaxNode): boolean {
  const outer = node.parent
  if (outer?.name === 'AwaitExpression') return outer.parent?.name === 'ExpressionStatement'
  const isRun = outer?.name === 'ArgList' && outer.parent?.parent?.name === 'ExpressionStatement'
  return isRun && statementOf(node).firstChild?.firstChild?.lastChild?.name === 'PropertyName'
}

function gatherInstead(code: PythonCode, { callee, node }: Call, tasks: Argument, edits: Edits): void {
  const name = callee.replace(/wait$/, 'gather')
  const list = code.of(tasks.node)
  const inside =
    tasks.node.name === 'ArrayExpression' ? list.slice(1, -1).trim().replace(/,$/, '') : `*${list}`
  if (callee.includes('.')) edits.replace(node, `${name}(${inside})`)
}

function asTasks(code: PythonCode, tasks: Argument, edits: Edits): void {
  const { node } = tasks
  const calls = code.definitions().filter(({ isAsync }) => isAsync)
  const isCoroutine = (each: SyntaxNode): boolean =>
    each.name === 'CallExpression' && calls.some(({ name }) => name === code.call(each).callee)
  const wrap = (each: SyntaxNode): void => {
    edits.insert(each.from, 'asyncio.create_task(')
    edits.insert(each.to, ')')
  }
  if (node.name === 'ArrayExpression') childrenOf(node).filter(isCoroutine).forEach(wrap)
  else if (node.name === 'ArrayComprehensionExpression')
    childrenOf(node).slice(1, 2).filter(isCoroutine).forEach(wrap)
  // Takes tasks too, as they are.
  else if (node.name === 'VariableName')
    edits.replace(node, `[asyncio.ensure_future(each) for each in ${code.of(node)}]`)
}
