import { describe, expect, it } from 'vitest'
import type { CellId } from '../../common/brands'
import type { Cell } from '../../common/notebook'
import * as notebook from './notebook'
import type { NotebookState } from './notebook'

const id = (text: string): CellId => text as CellId

/** `a b> m:c` is three cells named after their text; `m:` marks Markdown, `>` the selected one. */
function drawn(text: string): NotebookState {
  const cells = text.split(' ').map((word): Cell => {
    const [name, type] = word.replace('>', '').split(':').reverse()
    const base = { id: id(name!), source: name!, metadata: {} }
    return type === 'm'
      ? { ...base, cell_type: 'markdown' }
      : { ...base, cell_type: 'code', execution_count: null, outputs: [] }
  })
  const state = notebook.notebookState({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells })
  const selected = text.split(' ').findIndex((word) => word.endsWith('>'))
  return selected < 0 ? state : notebook.select(state, cells[selected]!.id, 'command')
}

function draw(state: NotebookState): string {
  return state.order
    .map((each) => {
      const { cell_type, source } = notebook.mustHave(state, each)
      return `${cell_type === 'markdown' ? 'm:' : ''}${source}${state.selected === each ? '>' : ''}`
    })
    .join(' ')
}

const named = (name: string) => ({ ...notebook.emptyCell(id(name), 'code'), source: name })

describe('a notebook that the user edits', () => {
  it('selects its first cell', () => {
    expect(draw(drawn('a b'))).toBe('a> b')
  })

  it('inserts a cell and selects it', () => {
    expect(draw(notebook.insert(drawn('a b'), named('x'), 1))).toBe('a x> b')
  })

  it('selects the cell below a deleted one, or above at the end', () => {
    expect(draw(notebook.remove(drawn('a b> c'), id('b')))).toBe('a c>')
    expect(draw(notebook.remove(drawn('a b>'), id('b')))).toBe('a>')
    expect(notebook.remove(drawn('a>'), id('a')).selected).toBe(null)
  })

  it('moves a cell, but not beyond the ends', () => {
    expect(draw(notebook.move(drawn('a b c>'), id('c'), -1))).toBe('a c> b')
    const first = drawn('a> b')
    expect(notebook.move(first, id('a'), -1)).toBe(first)
  })

  it('changes a cell’s type and keeps its text', () => {
    expect(draw(notebook.changeType(drawn('a> b'), id('a'), 'markdown'))).toBe('m:a> b')
  })

  it('cuts a cell in two at the cursor, without the line break there', () => {
    const state = notebook.setSource(drawn('a>'), id('a'), 'one\ntwo')
    expect(draw(notebook.split(state, id('a'), 3, id('n')))).toBe('one two>')
    expect(draw(notebook.split(state, id('a'), 4, id('n')))).toBe('one two>')
  })
})

describe('undoing what was done to cells', () => {
  it('brings a deleted cell back in its place', () => {
    const state = notebook.remove(drawn('a b> c'), id('b'))
    expect(draw(notebook.undo(state))).toBe('a b> c')
  })

  it('keeps what was typed since', () => {
    const removed = notebook.remove(drawn('a b>'), id('b'))
    const typed = notebook.setSource(removed, id('a'), 'A')
    expect(draw(notebook.undo(typed))).toBe('A b>')
  })

  it('puts a cut cell together again', () => {
    const whole = notebook.setSource(drawn('a>'), id('a'), 'one\ntwo')
    expect(draw(notebook.undo(notebook.split(whole, id('a'), 4, id('n'))))).toBe('one\ntwo>')
  })

  it('goes back step by step and forth again', () => {
    const steps = [
      drawn('a b>'),
      notebook.changeType(drawn('a b>'), id('b'), 'markdown'),
      notebook.insert(notebook.changeType(drawn('a b>'), id('b'), 'markdown'), named('x'), 0)
    ]
    const last = steps[2]!
    expect([last, notebook.undo(last), notebook.undo(notebook.undo(last))].map(draw)).toEqual(
      steps.toReversed().map(draw)
    )
    expect(draw(notebook.redo(notebook.redo(notebook.undo(notebook.undo(last)))))).toBe(draw(last))
  })

  it('forgets the way forth after something new', () => {
    const state = notebook.remove(notebook.undo(notebook.remove(drawn('a b>'), id('b'))), id('a'))
    expect(notebook.redo(state)).toBe(state)
  })
})
