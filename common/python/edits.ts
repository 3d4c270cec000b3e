/** Changes to a text, gathered and made at once, so that every place stays what the tree says it is. Pure. */
import type { SyntaxNode } from '@lezer/common'
import type { PythonCode } from './code'

export class Edits {
  private readonly list: { readonly from: number; readonly to: number; readonly text: string }[] = []

  constructor(private readonly code: PythonCode) {}

  get isEmpty(): boolean {
    return this.list.length === 0
  }

  replace({ from, to }: { readonly from: number; readonly to: number }, text: string): void {
    this.list.push({ from, to, text })
  }

  insert(at: number, text: string): void {
    this.list.push({ from: at, to: at, text })
  }

  /** Takes a statement out with its line, and with a remark that stands behind it. */
  removeStatement(node: SyntaxNode): void {
    const { text } = this.code
    const from = text.lastIndexOf('\n', node.from - 1) + 1
    const end = text.indexOf('\n', this.code.endOf(node))
    this.list.push({ from, to: end < 0 ? text.length : end + 1, text: '' })
  }

  /** The text of a stretch with what was changed in it. */
  slice(from: number, to: number): string {
    const { text } = this.code
    let [made, done] = ['', from]
    // What was asked for first comes first where two begin at one place.
    for (const each of this.list.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
      if (each.from < done || each.to > to) continue
      made += text.slice(done, each.from) + each.text
      done = each.to
    }
    return made + text.slice(done, to)
  }

  /** The whole text, changed. */
  done(): string {
    return this.slice(0, this.code.text.length)
  }
}

/** A text's lines moved right or left, from one indent to another; blank lines stay empty. */
export function indented(text: string, before: string, after: string): string {
  return text
    .split('\n')
    .map((line) =>
      line.trim() === '' ? '' : line.startsWith(before) ? after + line.slice(before.length) : line
    )
    .join('\n')
}
