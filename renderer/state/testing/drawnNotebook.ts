/** Notebooks drawn as text, for tests. */
import type { CellId } from '../../../common/brands'
import type { Cell } from '../../../common/notebook'
import { extendTo, select } from '../choice'
import * as notebook from '../notebook'
import type { NotebookState } from '../notebook'

export const id = (text: string): CellId => text as CellId

/**
 * `a b> m:c` is three cells named after their text; `m:` marks Markdown, `>` the selected one, and `<` the other end of
 * several that are chosen. `_` in a text is a space.
 */
export function drawn(text: string): NotebookState {
  const words = text.split(' ')
  const cells = words.map((word): Cell => {
    const [name = '', type] = word.replace(/[<>]/, '').split(':').reverse()
    const base = { id: id(name), source: name.replaceAll('_', ' '), metadata: {} }
    return type === 'm'
      ? { ...base, cell_type: 'markdown' }
      : { ...base, cell_type: 'code', execution_count: null, outputs: [] }
  })
  const state = notebook.notebookState({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells })
  const at = (mark: string): CellId | undefined => cells[words.findIndex((word) => word.endsWith(mark))]?.id
  const [anchor, selected] = [at('<'), at('>')]
  const first = anchor ?? selected
  if (first === undefined) return state
  return extendTo(select(state, first, 'command'), selected ?? first)
}

export function draw(state: NotebookState): string {
  return state.order
    .map((each) => {
      const { cell_type, source } = notebook.mustHave(state, each)
      const mark = state.selected === each ? '>' : state.anchor === each ? '<' : ''
      return `${cell_type === 'markdown' ? 'm:' : ''}${source.replaceAll(' ', '_')}${mark}`
    })
    .join(' ')
}

export const named = (name: string): notebook.WrittenCell => ({
  ...notebook.emptyCell(id(name), 'code'),
  source: name
})
