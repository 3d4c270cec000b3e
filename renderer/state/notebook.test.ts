import { describe, expect, it } from 'vitest'
import * as edits from './cellEdits'
import * as notebook from './notebook'
import { draw, drawn, id, named } from './testing/drawnNotebook'

describe('a notebook that the user edits', () => {
  it('selects its first cell', () => {
    expect(draw(drawn('a b'))).toBe('a> b')
  })

  it('inserts a cell and selects it', () => {
    expect(draw(edits.insert(drawn('a b'), [named('x')], 1))).toBe('a x> b')
  })

  it('selects the cell below a deleted one, or above at the end', () => {
    expect(draw(edits.remove(drawn('a b> c'), [id('b')]))).toBe('a c>')
    expect(draw(edits.remove(drawn('a b>'), [id('b')]))).toBe('a>')
    expect(edits.remove(drawn('a>'), [id('a')]).selected).toBe(null)
  })

  it('moves a cell, but not beyond the ends', () => {
    expect(draw(edits.move(drawn('a b c>'), [id('c')], -1))).toBe('a c> b')
    const first = drawn('a> b')
    expect(edits.move(first, [id('a')], -1)).toBe(first)
  })

  it('changes a cell’s type and keeps its text', () => {
    expect(draw(edits.changeType(drawn('a> b'), [id('a')], 'markdown'))).toBe('m:a> b')
  })

  it('cuts a cell in two at the cursor, without the line break there', () => {
    const state = notebook.setSource(drawn('a>'), id('a'), 'one\ntwo')
    expect(draw(edits.split(state, id('a'), [3], () => id('n')))).toBe('one two>')
    expect(draw(edits.split(state, id('a'), [4], () => id('n')))).toBe('one two>')
  })
})

describe('undoing what was done to cells', () => {
  it('brings a deleted cell back in its place', () => {
    const state = edits.remove(drawn('a b> c'), [id('b')])
    expect(draw(notebook.undo(state))).toBe('a b> c')
  })

  it('keeps what was typed since', () => {
    const removed = edits.remove(drawn('a b>'), [id('b')])
    const typed = notebook.setSource(removed, id('a'), 'A')
    expect(draw(notebook.undo(typed))).toBe('A b>')
  })

  it('puts a cut cell together again', () => {
    const whole = notebook.setSource(drawn('a>'), id('a'), 'one\ntwo')
    expect(draw(notebook.undo(edits.split(whole, id('a'), [4], () => id('n'))))).toBe('one\ntwo>')
  })

  it('goes back step by step and forth again', () => {
    const steps = [
      drawn('a b>'),
      edits.changeType(drawn('a b>'), [id('b')], 'markdown'),
      edits.insert(edits.changeType(drawn('a b>'), [id('b')], 'markdown'), [named('x')], 0)
    ]
    const last = steps[2]!
    expect([last, notebook.undo(last), notebook.undo(notebook.undo(last))].map(draw)).toEqual(
      steps.toReversed().map(draw)
    )
    expect(draw(notebook.redo(notebook.redo(notebook.undo(notebook.undo(last)))))).toBe(draw(last))
  })

  it('forgets the way forth after something new', () => {
    const state = edits.remove(notebook.undo(edits.remove(drawn('a b>'), [id('b')])), [id('a')])
    expect(notebook.redo(state)).toBe(state)
  })
})

describe('the kernel that a file names', () => {
  const own = { name: 'course', display_name: 'Course' }
  const named = (metadata: notebook.NotebookState['metadata'], spec?: typeof own) =>
    notebook.setKernelspec({ ...drawn('a'), metadata }, spec).metadata.kernelspec

  it('is what Jupyter calls the chosen Python', () => {
    expect(named({}, own)).toEqual({ ...own, language: 'python' })
  })

  it('stays as it is while it means any Python, or that one', () => {
    const any = { kernelspec: { name: 'python3', display_name: 'My Python' } }
    expect(named(any)).toBe(any.kernelspec)
    expect(named({ kernelspec: own }, own)).toBe(own)
    expect(named({})).toBe(undefined)
  })

  it('gives way to the common one where it meant another Python', () => {
    expect(named({ kernelspec: own })).toEqual({
      ...{ name: 'python3', display_name: 'Python 3 (ipykernel)' },
      language: 'python'
    })
  })
})
