/** Threads and processes that went on when their cell had ended, and that nobody waits for. */
import type { SyntaxNode } from '@lezer/common'
import { childrenOf, isBlock, statementOf, statementsIn, type PythonCode } from '../../python/code'
import { Edits } from '../../python/edits'
import { count } from '../sentences'
import type { Fix, Left, Rule } from '../situation'
import { argument, POOLS, workersIn, type Worker } from '../workers'

export const neverJoined: Rule = ({ code, others, isRunning, error, left }) => {
  if (isRunning || error !== null || left === null || !code.isWhole) return null
  const workers = workersIn(code)
  const stayed = workers.filter(({ kind }) => (kind === 'thread' ? left.threads : left.processes) > 0)
  if (stayed.length === 0 || POOLS.test(code.text) || code.all('StatementGroup').length > 0) return null
  // A daemon is there to go on.
  if (/\bdaemon\b|setDaemon/.test(code.text)) return null
  if ([code.text, ...others].some((text) => /[\w\])]\.join\(/.test(text.replaceAll('path.join(', ''))))
    return null
  const fix = joined(code, stayed)
  if (fix === null) return null
  const words = wordsFor(stayed, left)
  return {
    says: {
      en: `The cell ended while ${words.en} that it started ${words.one ? 'was' : 'were'} still at work: nothing waits for ${words.one ? 'it' : 'them'}.`,
      zh: `单元格结束时，它启动的${words.zh}还在工作：没有代码等待它们结束。`
    },
    why: [
      {
        en: 'They are started, and `join()` is called nowhere in the notebook.',
        zh: '代码启动了它们，但整个笔记本里都没有调用 `join()`。'
      },
      { en: 'As the cell ended they were seen to go on.', zh: '单元格结束时，观察到它们仍在运行。' }
    ],
    fixes: [fix]
  }
}

function wordsFor(
  workers: readonly Worker[],
  { threads, processes }: Left
): { en: string; zh: string; one: boolean } {
  const [hasThreads, hasProcesses] = (['thread', 'process'] as const).map((kind) =>
    workers.some((each) => each.kind === kind)
  )
  const parts = [
    ...(hasThreads === true ? [{ en: count(threads, 'thread'), zh: ` ${String(threads)} 个线程` }] : []),
    ...(hasProcesses === true
      ? [
          {
            en: count(processes, 'process', 'processes'),
            zh: ` ${String(processes)} 个进程`
          }
        ]
      : [])
  ]
  const total = (hasThreads === true ? threads : 0) + (hasProcesses === true ? processes : 0)
  return {
    en: parts.map(({ en }) => en).join(' and '),
    zh: parts.map(({ zh }) => zh).join('和'),
    one: total === 1
  }
}

/** The code that waits for all of them at the end of their block; null where one is made in a way that is not known here. */
function joined(code: PythonCode, workers: readonly Worker[]): Fix | null {
  const edits = new Edits(code)
  const ends = new Map<number, { block: SyntaxNode; lines: string[] }>()
  for (const worker of workers) {
    const place = placeOf(code, worker, edits)
    if (place === null) return null
    const { block, lines } = ends.get(place.block.from) ?? { block: place.block, lines: [] }
    ends.set(place.block.from, { block, lines: [...lines, ...place.lines] })
  }
  for (const { block, lines } of ends.values()) {
    const last = statementsIn(block).at(-1)
    if (last === undefined || last.name === 'ReturnStatement') return null
    const indent = code.indentOf(statementsIn(block)[0] ?? last)
    if (indent === null) return null
    const end = code.text.indexOf('\n', code.endOf(last))
    edits.insert(
      end < 0 ? code.text.length : end,
      [...new Set(lines)].map((line) => `\n${indent}${line}`).join('')
    )
  }
  const does = { en: 'wait for each with `join()`', zh: '用 `join()` 等待它们结束' }
  return { does, code: edits.done() }
}

interface Place {
  /** At whose end they are waited for. */
  readonly block: SyntaxNode
  readonly lines: readonly string[]
}

function placeOf(code: PythonCode, { kind, call }: Worker, edits: Edits): Place | null {
  const statement = statementOf(call.node)
  const block = statement.parent
  const indent = code.indentOf(statement)
  if (block === null || indent === null || argument(call, 'daemon') !== null) return null
  const loop = block.parent?.name === 'ForStatement' ? block.parent : null
  const outer = loop?.parent ?? block
  if (!isBlock(outer) || (loop === null && isLoop(block.parent))) return null
  const [target, , value] = childrenOf(statement)
  const isNamed =
    statement.name === 'AssignStatement' &&
    target?.name === 'VariableName' &&
    statement.lastChild?.from === value?.from
  if (isNamed && target !== undefined && value !== undefined) {
    const name = code.of(target)
    if (value.from === call.node.from && isStarted(code, name))
      return loop === null
        ? { block, lines: [`${name}.join()`] }
        : inLoop(code, { kind, loop, name, after: statement }, edits)
    const isList = value.name === 'ArrayExpression' || value.name === 'ArrayComprehensionExpression'
    const each = freeName(code, kind === 'thread' ? 'thread' : 'process')
    return loop === null && isList
      ? { block, lines: [`for ${each} in ${name}:`, `    ${each}.join()`] }
      : null
  }
  // `Thread(…).start()`
  const start = call.node.parent?.parent
  if (
    statement.name !== 'ExpressionStatement' ||
    start?.name !== 'CallExpression' ||
    start.parent?.from !== statement.from
  )
    return null
  if (code.of(start).slice(code.of(call.node).length) !== '.start()') return null
  const name = freeName(code, kind === 'thread' ? 'thread' : 'process')
  if (loop === null && workersIn(code).length > 1) return null
  edits.replace({ from: call.node.to, to: start.to }, `\n${indent}${name}.start()`)
  edits.insert(call.node.from, `${name} = `)
  return loop === null
    ? { block, lines: [`${name}.join()`] }
    : inLoop(code, { kind, loop, name, after: statement }, edits)
}

interface InLoop {
  readonly kind: Worker['kind']
  readonly loop: SyntaxNode
  readonly name: string
  readonly after: SyntaxNode
}

/** One that each turn of a loop makes anew is kept in a list. */
function inLoop(code: PythonCode, { kind, loop, name, after }: InLoop, edits: Edits): Place | null {
  const list = freeName(code, kind === 'thread' ? 'threads' : 'processes')
  const [outside, inside] = [code.indentOf(loop), code.indentOf(after)]
  if (outside === null || inside === null || loop.parent === null) return null
  edits.insert(loop.from, `${list} = []\n${outside}`)
  edits.insert(code.endOf(after), `\n${inside}${list}.append(${name})`)
  return { block: loop.parent, lines: [`for ${name} in ${list}:`, `    ${name}.join()`] }
}

function isStarted(code: PythonCode, name: string): boolean {
  return code.calls().some(({ callee }) => callee === `${name}.start`)
}

function isLoop(node: SyntaxNode | null): boolean {
  return node?.name === 'WhileStatement' || node?.name === 'ForStatement'
}

function freeName(code: PythonCode, name: string): string {
  return code.uses(name).length === 0 ? name : `${name}_`
}
