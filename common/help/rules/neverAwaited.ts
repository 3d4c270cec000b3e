/** A coroutine that was created by a call and thrown away. */
import type { SyntaxNode } from '@lezer/common'
import { around, PythonCode } from '../../python/code'
import { Edits } from '../../python/edits'
import { importsOf, nameFor, withImport } from '../../python/imports'
import { warningsIn } from '../raised'
import { warned } from '../sentences'
import type { Fix, Rule } from '../situation'

const NEVER = /^coroutine '([\w.<>]+)' was never awaited/

export const neverAwaited: Rule = (situation) => {
  const { code, isRunning, error } = situation
  if (isRunning || error !== null || !code.isWhole) return null
  const warnings = warningsIn(situation).filter(({ category }) => category === 'RuntimeWarning')
  const names = [...new Set(warnings.flatMap(({ words }) => NEVER.exec(words)?.[1] ?? []))]
  const [first] = names
  if (first === undefined) return null
  const called = names.map((name) => `\`${name}()\``)
  return {
    says: {
      en: `${called.join(' and ')} never ran: a call only makes a coroutine, and nobody awaited it.`,
      zh: `${called.join('、')} 没有执行：调用只创建协程，没有谁等待它。`
    },
    why: names.map((name) => warned(`coroutine '${name}' was never awaited`)),
    fixes: fixOf(code, names)
  }
}

function fixOf(code: PythonCode, names: readonly string[]): Fix[] {
  const edits = new Edits(code)
  const last = (callee: string): string => callee.split('.').at(-1) ?? callee
  const short = names.map((name) => name.split('.').at(-1))
  let isRun = false
  let isAwaited = false
  for (const { node, callee, args } of code.calls()) {
    const target = args.find(({ name }) => name === 'target')
    if (target !== undefined && short.includes(last(code.of(target.node))) && last(callee) === 'Thread') {
      const given = args.find(({ name }) => name === 'args')
      const inside = given === undefined ? '' : insideTuple(code, given.node)
      if (inside === null || args.some(({ name }) => name === 'kwargs')) return []
      edits.replace(target.node, 'asyncio.run')
      const call = `args=(${code.of(target.node)}(${inside}),)`
      if (given === undefined) edits.insert(target.node.to, `, ${call}`)
      else edits.replace({ from: given.from, to: given.node.to }, call)
      isRun = true
    } else if (short.includes(last(callee)) && isThrownAway(code, node)) {
      const owner = around(node, ['FunctionDefinition', 'LambdaExpression'])
      if (owner !== null && owner.firstChild?.name !== 'async') return []
      edits.insert(node.from, owner === null ? 'asyncio.run(' : 'await ')
      if (owner === null) edits.insert(node.to, ')')
      isRun ||= owner === null
      isAwaited ||= owner !== null
    }
  }
  if (edits.isEmpty) return []
  const done = edits.done()
  const made = new PythonCode(done)
  const needsImport =
    isRun && (nameFor(made, 'asyncio', 'run') !== 'asyncio.run' || importsOf(made).length === 0)
  return [
    {
      does: isRun && isAwaited ? BOTH : isRun ? RUNS : AWAITS,
      code: needsImport ? withImport(made, 'asyncio', null) : done
    }
  ]
}

const RUNS = { en: 'run it with `asyncio.run()`', zh: '用 `asyncio.run()` 执行它' }
const AWAITS = { en: 'await it', zh: '用 `await` 等待它' }
const BOTH = {
  en: 'await it, or run it with `asyncio.run()`',
  zh: '用 `await` 等待它，或用 `asyncio.run()` 执行它'
}

/** A statement by itself, or what is printed or kept under a name at once: nobody else can await it. */
function isThrownAway(code: PythonCode, call: SyntaxNode): boolean {
  const { parent } = call
  if (parent?.name === 'ExpressionStatement') return true
  return parent?.name === 'ArgList' && parent.parent !== null && code.call(parent.parent).callee === 'print'
}

/** What stands in `(1, 2)`; null where it is no such tuple. */
function insideTuple(code: PythonCode, node: SyntaxNode): string | null {
  if (node.name !== 'TupleExpression') return null
  return code.of(node).slice(1, -1).trim().replace(/,$/, '')
}
