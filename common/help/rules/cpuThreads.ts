/** Threads that compute and take turns, where processes would each have a GIL of their own. Only for shapes that mean the same there. */
import type { SyntaxNode } from '@lezer/common'
import { around, childrenOf, type Definition, PythonCode } from '../../python/code'
import { Edits } from '../../python/edits'
import { importsOf, meaningOf, withImport } from '../../python/imports'
import { namesOf } from '../../python/names'
import { BUILTINS } from '../../python/pythonNames'
import type { Rule } from '../situation'
import { workersIn } from '../workers'

export const cpuThreads: Rule = ({ code, isRunning, error, facts }) => {
  if (isRunning || error !== null || !code.isWhole) return null
  const mended = threadsAsProcesses(code) ?? poolOfProcesses(code)
  if (mended === null) return null
  const turns = facts()
  if (turns?.pattern !== 'gil-serialized') return null
  const [threads, cores] = [String(turns.threads), turns.cores.toFixed(1)]
  const share = (part: number): string => `${String(Math.round(part * 100))} %`
  return {
    says: {
      en: `These ${threads} threads compute, and the GIL lets one of them run at a time: together they used ${cores} cores.`,
      zh: `这 ${threads} 个线程都在计算，而 GIL 一次只让一个执行：它们合起来只用了 ${cores} 个核心。`
    },
    why: [
      {
        en: `The GIL was held ${share(turns.heldShare)} of the time, and the threads waited for it ${share(turns.waitedShare)} of theirs.`,
        zh: `GIL 有 ${share(turns.heldShare)} 的时间被持有，线程有 ${share(turns.waitedShare)} 的时间在等它。`
      },
      {
        en: 'What they run reads nothing that others change and sets nothing outside, so it does the same in processes.',
        zh: '它们执行的代码不读取别处会改动的东西，也不改动外面的东西，所以放到进程里结果一样。'
      }
    ],
    fixes: [
      {
        does: {
          en: 'do the same with processes, each with a GIL of its own',
          zh: '改用进程，每个进程有自己的 GIL'
        },
        code: mended
      }
    ]
  }
}

/** `Thread(target=f, args=(…))` as `Process(…)`. */
function threadsAsProcesses(code: PythonCode): string | null {
  const workers = workersIn(code)
  if (workers.length === 0 || workers.some(({ kind }) => kind !== 'thread')) return null
  const areSafe = workers.every(({ call }) =>
    call.args.every(({ node, name, star }) => {
      if (star !== '') return false
      if (name === 'target')
        return node.name === 'VariableName' && isSelfContained(code, code.of(node), new Set())
      if (name === 'args')
        return (
          /^(?:Tuple|Array)Expression$/.test(node.name) &&
          childrenOf(node).every((each) => isPlainValue(code, each))
        )
      return name === 'name' || name === 'daemon'
    })
  )
  return areSafe
    ? renamed(
        code,
        workers.map(({ call }) => call.node),
        'Thread',
        ['threading', 'multiprocessing', 'Process']
      )
    : null
}

/** `ThreadPoolExecutor` as `ProcessPoolExecutor`. */
function poolOfProcesses(code: PythonCode): string | null {
  const pools = code
    .calls()
    .filter(({ callee }) => /(?:^|\.)ThreadPoolExecutor$/.test(meaningOf(code, callee)))
  if (pools.length === 0 || workersIn(code).length > 0) return null
  if (
    !pools.every(({ args }) =>
      args.every(({ name, star }) => star === '' && (name === null || name === 'max_workers'))
    )
  )
    return null
  const tasks = code.calls().filter(({ callee }) => /\.(?:submit|map)$/.test(callee))
  const areSafe = tasks.every(({ callee, args: [task, ...given] }) => {
    if (task?.node.name !== 'VariableName' || !isSelfContained(code, code.of(task.node), new Set()))
      return false
    return given.every(
      ({ node, star }) =>
        star === '' && (callee.endsWith('.map') ? isPlainList(code, node) : isPlainValue(code, node))
    )
  })
  if (tasks.length === 0 || !areSafe) return null
  return renamed(
    code,
    pools.map(({ node }) => node),
    'ThreadPoolExecutor',
    ['concurrent.futures', 'concurrent.futures', 'ProcessPoolExecutor']
  )
}

type Module = readonly [from: string, to: string, item: string]

/** The calls, and the import that they need, under another name. */
function renamed(
  code: PythonCode,
  calls: readonly SyntaxNode[],
  item: string,
  [from, to, now]: Module
): string | null {
  const edits = new Edits(code)
  const inPlace = calls.map(({ firstChild }) => firstChild)
  const isPlain = inPlace.every((each) => each !== null && code.of(each) === item)
  for (const each of inPlace) {
    if (each === null) return null
    if (isPlain) edits.replace(each, now)
    else if (from === to) edits.replace(each.lastChild ?? each, now)
    else if (code.of(each) === `${from}.${item}`) edits.replace(each, `${to}.${now}`)
    else return null
  }
  const needed: [string, string | null] | null = isPlain ? [to, now] : from === to ? null : [to, null]
  const rest =
    code.all('VariableName').filter((each) => code.of(each) === (isPlain ? item : from)).length - calls.length
  const own = importsOf(code).find((each) => each.module === from && each.item === (isPlain ? item : null))
  // Where nothing else needs the import, it becomes the other one.
  if (
    needed !== null &&
    own !== undefined &&
    rest === 1 &&
    importsOf(code).filter(({ node }) => node.from === own.node.from).length === 1
  ) {
    edits.replace(
      { from: own.node.from, to: code.endOf(own.node) },
      isPlain ? `from ${to} import ${now}` : `import ${to}`
    )
    return edits.done()
  }
  const made = new PythonCode(edits.done())
  return needed === null ? made.text : withImport(made, ...needed)
}

/** A function of this cell that reads only its arguments, Python's own names, imports and constants, and sets nothing outside. */
function isSelfContained(code: PythonCode, name: string, seen: Set<string>): boolean {
  if (seen.has(name)) return true
  seen.add(name)
  const definitions = code.definitions().filter((each) => each.name === name)
  const [definition] = definitions
  if (definition === undefined || definitions.length > 1 || definition.isAsync) return false
  if (around(definition.node, ['FunctionDefinition', 'ClassDefinition']) !== null) return false
  if (definition.node.parent?.name === 'DecoratedStatement' || changesWhatIsGiven(code, definition))
    return false
  if (code.all(['ScopeStatement', 'YieldExpression', 'YieldStatement'], definition.body).length > 0)
    return false
  const reads = namesOf(code.text).later.get(name) ?? new Set<string>()
  return [...reads].every((each) => {
    const imported = importsOf(code).find((one) => one.name === each)
    if (imported !== undefined) return !/^(?:threading|queue|asyncio|concurrent)/.test(imported.module)
    return BUILTINS.has(each) || isConstant(code, each) || isSelfContained(code, each, seen)
  })
}

/** Sets an item or an attribute of something, which another process would do to a copy. */
function changesWhatIsGiven(code: PythonCode, { body, params }: Definition): boolean {
  const given = new Set(params.map((param) => code.of(param)))
  return code
    .all(['AssignStatement', 'UpdateStatement'], body)
    .some(
      ({ firstChild }) =>
        firstChild?.name === 'MemberExpression' && given.has(/^\w+/.exec(code.of(firstChild))?.[0] ?? '')
    )
}

/** Set once, at the top level, to a number or a text. */
function isConstant(code: PythonCode, name: string): boolean {
  const set = code
    .all(['AssignStatement', 'UpdateStatement', 'NamedExpression', 'ForStatement'])
    .filter(({ firstChild }) => firstChild !== null && code.of(firstChild) === name)
  const [only] = set
  const value = only?.lastChild
  return (
    set.length === 1 &&
    only?.parent?.name === 'Script' &&
    value !== null &&
    value !== undefined &&
    isLiteral(value)
  )
}

function isLiteral({ name }: SyntaxNode): boolean {
  return ['Number', 'String', 'Boolean', 'None'].includes(name)
}

/** Numbers and texts, names of such, what is counted in a loop, and what is computed from these. */
function isPlainValue(code: PythonCode, node: SyntaxNode): boolean {
  if (isLiteral(node) || /^[()[\],]$|^ArithOp$/.test(node.name)) return true
  if (
    node.name === 'BinaryExpression' ||
    node.name === 'UnaryExpression' ||
    node.name === 'ParenthesizedExpression'
  )
    return childrenOf(node).every((each) => isPlainValue(code, each))
  return node.name === 'VariableName' && (isConstant(code, code.of(node)) || isCounted(code, node))
}

function isPlainList(code: PythonCode, node: SyntaxNode): boolean {
  if (node.name === 'CallExpression') return code.call(node).callee === 'range'
  if (node.name === 'ArrayExpression' || node.name === 'TupleExpression')
    return childrenOf(node).every((each) => isPlainValue(code, each))
  if (node.name === 'BinaryExpression')
    return childrenOf(node).every(
      (each) => /Op$/.test(each.name) || isLiteral(each) || isPlainList(code, each)
    )
  if (node.name !== 'VariableName') return false
  const name = code.of(node)
  const set = code
    .all('AssignStatement')
    .filter(({ firstChild }) => firstChild !== null && code.of(firstChild) === name)
  const value = set[0]?.lastChild
  return (
    set.length === 1 &&
    value !== null &&
    value !== undefined &&
    value.name !== 'VariableName' &&
    isPlainList(code, value)
  )
}

/** The variable of a `for` over `range` or over a list of plain values. */
function isCounted(code: PythonCode, node: SyntaxNode): boolean {
  const loop = around(node, ['ForStatement', 'ArrayComprehensionExpression', 'ComprehensionExpression'])
  if (loop === null) return false
  const children = childrenOf(loop)
  const at = children.findIndex(({ name }) => name === 'for')
  const [variable, word, over] = children.slice(at + 1, at + 4)
  return (
    variable !== undefined &&
    word?.name === 'in' &&
    over !== undefined &&
    code.of(variable) === code.of(node) &&
    isPlainList(code, over)
  )
}
