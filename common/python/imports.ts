/** Imports of a piece of code: which there are, and the code with one more. Pure. */
import type { SyntaxNode } from '@lezer/common'
import { childrenOf, statementsIn, type PythonCode } from './code'

/** What `import module as name` and `from module import item as name` bind at the top level. */
export interface Imported {
  readonly node: SyntaxNode
  readonly module: string
  /** Null: the module itself. */
  readonly item: string | null
  readonly name: string
}

export function importsOf(code: PythonCode): Imported[] {
  return statementsIn(code.top).flatMap((node) =>
    node.name === 'ImportStatement' ? readImport(code, node) : []
  )
}

function readImport(code: PythonCode, node: SyntaxNode): Imported[] {
  const words = code
    .of(node)
    .replace(/#.*/g, '')
    .replace(/[\\\n()]/g, ' ')
  const from = /^from\s+([\w.]+)\s+import\s+(.*)$/.exec(words.trim())
  const list = from?.[2] ?? words.trim().replace(/^import\s+/, '')
  return list.split(',').flatMap((part) => {
    const [what, as, alias] = part.trim().split(/\s+/)
    if (what === undefined || what === '' || what === '*') return []
    const name =
      as === 'as' && alias !== undefined ? alias : from === null ? (what.split('.')[0] ?? what) : what
    return [{ node, module: from?.[1] ?? what, item: from === null ? null : what, name }]
  })
}

/** How a thing of a module is called in this code, or null where it is not imported: `threading.Lock`, `Lock`. */
export function nameFor(code: PythonCode, module: string, item: string): string | null {
  const imports = importsOf(code)
  const direct = imports.find((each) => each.module === module && each.item === item)
  if (direct !== undefined) return direct.name
  const whole = imports.find((each) => each.module === module && each.item === null)
  return whole === undefined ? null : `${whole.name === module.split('.')[0] ? module : whole.name}.${item}`
}

/** The module's thing that a call's name means in this code, as `module.item`; the name itself where nothing says more. */
export function meaningOf(code: PythonCode, callee: string): string {
  const [first = '', ...rest] = callee.split('.')
  const found = importsOf(code).findLast(({ name }) => name === first)
  if (found === undefined) return callee
  const base =
    found.item === null
      ? found.name === found.module.split('.')[0]
        ? found.name
        : found.module
      : `${found.module}.${found.item}`
  return [base, ...rest].join('.')
}

/** The code with `import module`, or `from module import item`, beside the imports that it has. */
export function withImport(code: PythonCode, module: string, item: string | null): string {
  const { text } = code
  const statement = item === null ? `import ${module}` : `from ${module} import ${item}`
  const statements = statementsIn(code.top).filter(isPython(code))
  const same = statements.find((each) => item !== null && isPlainFrom(code, each, module))
  if (same !== undefined) {
    const end = code.endOf(same)
    return `${text.slice(0, end)}, ${item ?? ''}${text.slice(end)}`
  }
  const first = statements.findIndex(({ name }) => name === 'ImportStatement')
  const head = first < 0 || first > 1 ? [] : statements.slice(first)
  const others = head.findIndex(({ name }) => name !== 'ImportStatement')
  const last = others < 0 ? head.at(-1) : head[others - 1]
  if (last !== undefined) {
    const end = text.indexOf('\n', code.endOf(last))
    const at = end < 0 ? text.length : end
    return `${text.slice(0, at)}\n${statement}${text.slice(at)}`
  }
  const at = startOf(code, statements)
  const isAbove = at < text.length && !/^\s*\n/.test(text.slice(at))
  return `${text.slice(0, at)}${statement}\n${isAbove ? '\n' : ''}${text.slice(at)}`
}

/** What stands in the tree for a magic is a number. */
const isPython =
  (code: PythonCode) =>
  (node: SyntaxNode): boolean =>
    !/^\s*[%!]/.test(code.of(node))

/** On one line, without brackets, a star or a remark. */
function isPlainFrom(code: PythonCode, node: SyntaxNode, module: string): boolean {
  const words = code.of(node).trimEnd()
  return (
    node.name === 'ImportStatement' && words.startsWith(`from ${module} import `) && !/[(*#\\\n;]/.test(words)
  )
}

/** Behind a cell magic, remarks at the head and a text that says what the code is for. */
function startOf(code: PythonCode, statements: readonly SyntaxNode[]): number {
  const [first] = statements
  const isDoc = first?.name === 'ExpressionStatement' && childrenOf(first)[0]?.name === 'String'
  if (first !== undefined && isDoc) return lineEnd(code.text, code.endOf(first))
  let at = 0
  for (;;) {
    const line = code.text.slice(at, lineEnd(code.text, at))
    if (!/^\s*(?:#|%|$)/.test(line) || at >= code.text.length || line.trim() === '') return at
    at = lineEnd(code.text, at)
  }
}

/** Where the next line begins. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}
