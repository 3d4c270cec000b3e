/**
 * A program that makes a loop and runs it, as one that calls `asyncio.run()`: in place where it runs one coroutine, else with
 * a `main()` that holds what it did with the loop. Null where that might be another program. Pure.
 */
import type { SyntaxNode } from '@lezer/common'
import { around, isWithin, statementsIn, PythonCode } from '../../python/code'
import { Edits, indented } from '../../python/edits'
import { importsOf, nameFor, withImport } from '../../python/imports'
import { namesOf } from '../../python/names'
import { looseCoroutines } from './loose'
import { loopOf, makesLoop, withoutClosing, withoutStopping, type LoopOf, type LoopUse } from './loops'
import { isTight } from './oldForms'

/** What must be one loop's own, so that it cannot be used in two. */
const BOUND = /\b(?:Queue|Lock|Event|Condition|Semaphore|Future|Barrier)\s*\(/
/** What cannot move into a function and mean the same. */
const STAYS = [
  'FunctionDefinition',
  'ClassDefinition',
  'ImportStatement',
  'ScopeStatement',
  'YieldExpression'
]

/** @param others the notebook's other cells */
export function modernProgram(text: string, others: readonly string[]): string | null {
  const code = new PythonCode(text)
  const loop = loopOf(code)
  if (loop === null || code.all('StatementGroup').length > 0) return withoutVariable(code)
  const closed = new PythonCode(withoutClosing(code, loop))
  const open = loopOf(closed)
  const stopped = open === null ? null : withoutStopping(closed, open)
  if (stopped === null) return null
  const bare = new PythonCode(stopped)
  const rest = loopOf(bare)
  if (rest === null || !bare.isWhole) return null
  const made = inPlace(bare, rest) ?? withMain(bare, rest, others)
  return made === null ? null : withAsyncio(made)
}

/** `asyncio.get_event_loop().run_until_complete(f())` */
function withoutVariable(code: PythonCode): string | null {
  const edits = new Edits(code)
  for (const call of code.calls()) {
    const loop = call.node.firstChild?.firstChild
    if (
      loop?.name !== 'CallExpression' ||
      !makesLoop(code, loop) ||
      !call.callee.endsWith('.run_until_complete')
    )
      continue
    if (!runsCoroutine(code, call.node)) return null
    edits.replace({ from: call.node.from, to: call.node.firstChild?.to ?? call.node.from }, 'asyncio.run')
  }
  return edits.isEmpty ? null : edits.done()
}

/** Whether a call is given one thing: what a coroutine function of this code returns. */
function runsCoroutine(code: PythonCode, call: SyntaxNode): boolean {
  const { args } = code.call(call)
  const [first] = args
  if (args.length !== 1 || first === undefined || first.name !== null || first.star !== '') return false
  return first.node.name === 'CallExpression' && isCoroutine(code, code.call(first.node).callee)
}

export function isCoroutine(code: PythonCode, callee: string): boolean {
  return code.definitions().some(({ name, isAsync }) => isAsync && name === callee)
}

function inPlace(code: PythonCode, { made, block, uses }: LoopOf): string | null {
  const areRuns = uses.every(
    ({ method, whole, inside }) =>
      method === 'run_until_complete' && inside?.isAsync !== true && runsCoroutine(code, whole)
  )
  if (!areRuns || uses.length === 0 || statementsIn(block).length < 2) return null
  if (uses.length > 1 && BOUND.test(code.text)) return null
  const edits = new Edits(code)
  edits.removeStatement(made)
  for (const { whole } of uses)
    edits.replace({ from: whole.from, to: whole.firstChild?.to ?? whole.from }, 'asyncio.run')
  return edits.done()
}

function withMain(code: PythonCode, loop: LoopOf, others: readonly string[]): string | null {
  const moved = movedStatements(code, loop)
  const [first, last] = [moved[0], moved.at(-1)]
  if (first === undefined || last === undefined) return null
  const region = { from: lineStart(code.text, first.from), to: lineEnd(code.text, code.endOf(last)) }
  const name = ['main', 'run_all', 'main_program'].find((each) => code.uses(each).length === 0)
  if (name === undefined || !canMove(code, region, others)) return null
  const edits = new Edits(code)
  const isLoopKept = awaitInstead(code, loop, moved, edits)
  if (isLoopKept === null) return null
  const indent = code.indentOf(first) ?? ''
  const body = indented(edits.slice(region.from, region.to), indent, '    ')
  const prelude = isLoopKept ? `    ${loop.name} = asyncio.get_running_loop()\n` : ''
  const main = `async def ${name}():\n${prelude}${body.replace(/\n+$/, '')}\n`
  const whole = new Edits(code)
  whole.removeStatement(loop.made)
  inFunctions(loop, whole)
  const call = `${indent}asyncio.run(${name}())\n`
  const guard = loop.block.parent
  if (loop.block.name === 'Script' || guard === null)
    whole.replace(region, `${/^$|\n\n$/.test(whole.slice(0, region.from)) ? '' : '\n'}${main}\n${call}`)
  else {
    whole.insert(guard.from, `${main}\n`)
    whole.replace(region, call)
  }
  return whole.done()
}

/** From the first statement that has to do with the loop, or makes a coroutine, to the last that uses the loop. */
function movedStatements(code: PythonCode, { made, block, uses }: LoopOf): SyntaxNode[] {
  const own = uses.filter(({ inside }) => inside === null)
  if (own.length === 0 || !own.every(({ node }) => isWithin(node, block))) return []
  const statements = statementsIn(block)
  const after = statements.findIndex(({ from }) => from === made.from) + 1
  const usesLoop = (each: SyntaxNode): boolean => own.some(({ node }) => isWithin(node, each))
  const begins = (each: SyntaxNode): boolean =>
    usesLoop(each) ||
    (!/Definition$|^DecoratedStatement$/.test(each.name) &&
      code.calls(each).some(({ callee }) => isCoroutine(code, callee) || callee.startsWith('asyncio.')))
  const to = statements.findLastIndex(usesLoop)
  const first = statements.findIndex((each, at) => at >= after && begins(each))
  // With what it fills or reads, as far as that was set after the loop.
  const isNeeded = (each: SyntaxNode): boolean =>
    each.name === 'AssignStatement' &&
    each.firstChild?.name === 'VariableName' &&
    statements
      .slice(first, to + 1)
      .some((other) => each.firstChild !== null && code.uses(code.of(each.firstChild), other).length > 0)
  const needed = statements.findIndex((each, at) => at >= after && at < first && isNeeded(each))
  const from = needed < 0 ? first : needed
  if (statements.some((each, at) => at < after && usesLoop(each))) return []
  return from < 0 ? [] : statements.slice(from, to + 1)
}

/** Whether what is set there is used nowhere else, and nothing there must stay at the top level. */
function canMove(code: PythonCode, region: { from: number; to: number }, others: readonly string[]): boolean {
  const text = code.of(region)
  const part = new PythonCode(indented(text, /^\s*/.exec(text)?.[0] ?? '', ''))
  if (part.all(STAYS).length > 0) return false
  if (part.all(['String', 'FormatString']).some((node) => part.of(node).includes('\n'))) return false
  const isUsedBy = (other: string, name: string): boolean => {
    if (!other.includes(name)) return false
    const { uses, later, sets } = namesOf(other)
    return uses.has(name) || (!sets.has(name) && [...later.values()].some((reads) => reads.has(name)))
  }
  return [...namesOf(part.text).sets].every(
    (name) =>
      code.uses(name).every((node) => isWithin(node, region) || isLocal(code, node, name)) &&
      !others.some((other) => isUsedBy(other, name))
  )
}

/** Whether it is the name of a function's own. */
function isLocal(code: PythonCode, node: SyntaxNode, name: string): boolean {
  return code
    .definitions()
    .some(
      ({ node: outer, params, body }) =>
        isWithin(node, outer) &&
        (params.some((param) => code.of(param) === name) || namesOf(`if 1${code.of(body)}`).sets.has(name))
    )
}

/** Within `main()` the loop runs already. True where it still needs a name; null where it cannot be said otherwise. */
function awaitInstead(
  code: PythonCode,
  loop: LoopOf,
  moved: readonly SyntaxNode[],
  edits: Edits
): boolean | null {
  let isLoopKept = false
  const own = loop.uses.filter(({ inside }) => inside === null)
  const forever = own.filter(({ method }) => method === 'run_forever')
  if (!own.some(({ method }) => method === 'run_until_complete') && forever.length !== 1) return null
  for (const use of own) {
    const { method, whole } = use
    if (around(whole, ['LambdaExpression']) !== null) return null
    if (method === 'run_until_complete') {
      if (!awaited(code, use, edits)) return null
    } else if (method === 'create_task') edits.replace(use.node, 'asyncio')
    else if (method === 'run_forever') {
      const loose = own.every((each) => each.method !== null && /^(?:run_|create_task)/.test(each.method))
        ? looseCoroutines(code, moved, loop.name, edits)
        : null
      if (loose === null || whole.parent?.name !== 'ExpressionStatement') return null
      edits.replace(
        whole,
        loose.length === 1 && !loose[0]?.startsWith('*')
          ? `await ${loose[0] ?? ''}`
          : `await asyncio.gather(${loose.join(', ')})`
      )
    } else isLoopKept = true
  }
  return isLoopKept
}

function awaited(code: PythonCode, { whole }: LoopUse, edits: Edits): boolean {
  const { args } = code.call(whole)
  const [first] = args
  if (args.length !== 1 || first === undefined || first.name !== null || first.star !== '') return false
  const isPart = whole.parent?.name === 'MemberExpression'
  const [open, close] = isTight(first.node) ? ['', ''] : ['(', ')']
  edits.replace({ from: whole.from, to: first.node.from }, `${isPart ? '(' : ''}await ${open}`)
  edits.replace({ from: first.node.to, to: whole.to }, `${close}${isPart ? ')' : ''}`)
  return true
}

/** A coroutine that used the loop by its global name finds it where it runs. */
function inFunctions({ uses }: LoopOf, edits: Edits): void {
  for (const { node, inside } of uses) if (inside !== null) edits.replace(node, 'asyncio.get_running_loop()')
}

function withAsyncio(text: string): string {
  const code = new PythonCode(text)
  const isKnown =
    nameFor(code, 'asyncio', 'run') === 'asyncio.run' ||
    !importsOf(code).some(({ module }) => module === 'asyncio')
  return isKnown ? text : withImport(code, 'asyncio', null)
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** Behind the line's end. */
function lineEnd(text: string, at: number): number {
  return text.indexOf('\n', at) + 1 || text.length
}
