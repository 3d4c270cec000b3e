/** What stands at a place of a cell's code, read from its syntax tree: a name, a call around it, its arguments. Pure. */
import { syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'
import type { Argument } from './description'

type SyntaxNode = ReturnType<typeof syntaxTree>['topNode']

/** Names and attributes (`json.dumps`), as one can ask the kernel about them without running anything. */
export interface Name {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** The name at `pos`, with what it is an attribute of: `os.path` at its second part, `os` at its first. */
export function nameAt(state: EditorState, pos: number): Name | null {
  const tree = syntaxTree(state)
  for (const side of [-1, 1] as const) {
    const node = tree.resolveInner(pos, side)
    if (node.name !== 'VariableName' && node.name !== 'PropertyName') continue
    const whole = node.name === 'PropertyName' ? node.parent : node
    return { text: state.sliceDoc(whole?.from ?? node.from, node.to), from: node.from, to: node.to }
  }
  return null
}

export interface Call {
  /** What is called: `math.sqrt`. */
  readonly callee: string
  /** Where the callee begins, and where its arguments do. */
  readonly from: number
  readonly open: number
  readonly argument: Argument
}

/** The innermost call whose arguments the cursor is in. */
export function callAt(state: EditorState, pos: number): Call | null {
  for (
    let node: SyntaxNode | null = syntaxTree(state).resolveInner(pos, -1);
    node !== null;
    node = node.parent
  ) {
    if (node.name === 'Body' || node.name === 'LambdaExpression') return null
    if (node.name !== 'ArgList' || node.parent?.name !== 'CallExpression') continue
    const isClosed = state.sliceDoc(node.to - 1, node.to) === ')' && node.lastChild?.name === ')'
    if (pos <= node.from || (isClosed && pos >= node.to)) continue
    const { from } = node.parent
    return {
      callee: state.sliceDoc(from, node.from).trim(),
      from,
      open: node.from,
      argument: argumentAt(state, node, pos)
    }
  }
  return null
}

function argumentAt(state: EditorState, list: SyntaxNode, pos: number): Argument {
  let [position, name] = [0, null as string | null]
  let isNamed = false
  let last: SyntaxNode | null = null
  for (let child = list.firstChild; child !== null && child.from < pos; child = child.nextSibling) {
    if (child.name === ',' && child.to <= pos) {
      if (!isNamed) position += 1
      name = null
      isNamed = false
    } else if (child.name === 'AssignOp' && last?.name === 'VariableName') {
      name = state.sliceDoc(last.from, last.to)
      isNamed = true
    }
    last = child
  }
  return { position, name }
}

/** Whether code is written here: no comment, and no string. */
export function isCode(state: EditorState, pos: number): boolean {
  return !/Comment|String/.test(syntaxTree(state).resolveInner(pos, -1).name)
}

export function isComment(state: EditorState, pos: number): boolean {
  return syntaxTree(state).resolveInner(pos, -1).name === 'Comment'
}
