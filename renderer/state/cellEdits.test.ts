import { describe, expect, it } from 'vitest'
import * as edits from './cellEdits'
import { chosenCells, extendTo, neighbour, select } from './choice'
import * as notebook from './notebook'
import type { NotebookState } from './notebook'
import { FOLDED, headingAbove, headingLevel, sectionOf, visibleCells } from './sections'
import { draw, drawn, id, named } from './testing/drawnNotebook'

/** On a run that the cell keeps. */
const NOTE = { from: 0, to: 1, text: 'here', run: 'r' }

const chosen = (state: NotebookState) => chosenCells(state)

describe('several chosen cells', () => {
  it('are all from the first to the last, in whichever direction they were chosen', () => {
    expect(chosen(drawn('a b< c d> e'))).toEqual(['b', 'c', 'd'])
    expect(chosen(drawn('a b> c d< e'))).toEqual(['b', 'c', 'd'])
  })

  it('are one again after another is selected', () => {
    expect(chosen(select(drawn('a b< c d> e'), id('e'), 'command'))).toEqual(['e'])
  })

  it('go together: away, elsewhere, into another kind', () => {
    const state = drawn('a b< c> d')
    expect(draw(edits.remove(state, chosen(state)))).toBe('a d>')
    expect(draw(edits.move(state, chosen(state), 1))).toBe('a d b< c>')
    expect(draw(edits.move(state, chosen(state), -1))).toBe('b< c> a d')
    expect(draw(edits.changeType(state, chosen(state), 'markdown'))).toBe('a m:b< m:c> d')
  })

  it('come back with one undo', () => {
    const state = drawn('a b< c> d')
    expect(draw(notebook.undo(edits.remove(state, chosen(state))))).toBe('a b c> d')
    expect(draw(notebook.undo(edits.changeType(state, chosen(state), 'markdown')))).toBe('a b c> d')
  })

  it('are inserted together and chosen then', () => {
    expect(draw(edits.insert(drawn('a> b'), [named('x'), named('y')], 1))).toBe('a x< y> b')
  })
})

describe('merging', () => {
  it('puts an empty line between the texts and keeps the first cell', () => {
    const merged = edits.merge(drawn('a b< c>'), [id('b'), id('c')])
    expect(notebook.mustHave(merged, id('b')).source).toBe('b\n\nc')
    expect(merged.order).toEqual(['a', 'b'])
    expect(draw(notebook.undo(merged))).toBe('a b c>')
  })

  it('keeps the pictures of all prose, and takes none into code', () => {
    const merged = (cells: string) => {
      const pictures = ['a', 'b'].map((name) => ({ id: id(name), attachments: { [`${name}.png`]: {} } }))
      return edits.merge(notebook.withCells(drawn(cells), pictures), [id('a'), id('b')])
    }
    expect(notebook.mustHave(merged('m:a m:b'), id('a')).attachments).toEqual({ 'a.png': {}, 'b.png': {} })
    const code = edits.merge(
      notebook.withCells(drawn('a m:b'), [{ id: id('b'), attachments: { 'b.png': {} } }]),
      [id('a'), id('b')]
    )
    expect(notebook.mustHave(code, id('a')).attachments).toBeUndefined()
  })

  it('of one cell alone changes nothing', () => {
    const state = drawn('a> b')
    expect(edits.merge(state, [id('a')])).toBe(state)
  })
})

describe('splitting', () => {
  it('cuts at every cursor', () => {
    const state = notebook.setSource(drawn('a>'), id('a'), 'one\ntwo\nthree')
    const names = ['n1', 'n2'].map(id)
    const cut = edits.split(state, id('a'), [8, 4], () => names.shift()!)
    expect(draw(cut)).toBe('one two three>')
    expect(draw(notebook.undo(cut))).toBe('one\ntwo\nthree>')
  })

  it('leaves kept runs and notes with the first part: they are of what ran as a whole', () => {
    const state = drawn('one_two> b')
    const metadata = { tags: ['x'], gilscope: { pins: [{ run: 'r' }], notes: [NOTE] } }
    const cut = edits.split(edits.setMetadata(state, id('one_two'), metadata), id('one_two'), [3], () =>
      id('n')
    )
    expect(notebook.mustHave(cut, id('one_two')).metadata).toEqual(metadata)
    expect(notebook.mustHave(cut, id('n')).metadata).toEqual({ tags: ['x'] })
  })
})

describe('headings', () => {
  it.each([
    ['title', 2, '## title'],
    ['# title', 3, '### title'],
    ['###### title', 1, '# title'],
    ['', 1, '# '],
    ['#hashtag', 1, '# #hashtag']
  ])('makes %j a heading of level %i', (source, level, expected) => {
    const state = notebook.setSource(drawn('a>'), id('a'), source)
    const made = edits.makeHeadings(state, [id('a')], level)
    expect(notebook.mustHave(made, id('a'))).toMatchObject({ cell_type: 'markdown', source: expected })
    expect(notebook.mustHave(notebook.undo(made), id('a'))).toMatchObject({ cell_type: 'code', source })
  })

  it.each([
    ['# one', 1],
    ['\n\n### three\ntext', 3],
    ['text\n# later', null],
    ['#nospace', null],
    ['####### seven', null]
  ])('of %j: level %s', (source, level) => {
    expect(headingLevel({ ...notebook.emptyCell(id('a'), 'markdown'), source })).toBe(level)
  })
})

describe('a section', () => {
  const state = drawn('x m:#_one a m:##_two b m:#_three c')

  it('goes to the next heading of its level or a higher one', () => {
    expect(sectionOf(state, id('#_one'))).toEqual(['#_one', 'a', '##_two', 'b'])
    expect(sectionOf(state, id('##_two'))).toEqual(['##_two', 'b'])
    expect(sectionOf(state, id('#_three'))).toEqual(['#_three', 'c'])
    expect(sectionOf(state, id('a'))).toEqual(['a'])
  })

  it('knows the heading above a cell', () => {
    expect(headingAbove(state, id('b'))).toBe('##_two')
    expect(headingAbove(state, id('##_two'))).toBe('#_one')
    expect(headingAbove(state, id('x'))).toBe(null)
  })

  it('is folded in JupyterLab’s way, and unfolded without a trace', () => {
    const folded = edits.fold(state, [id('#_one')], true)
    expect(notebook.mustHave(folded, id('#_one')).metadata).toEqual({ [FOLDED]: true })
    expect(visibleCells(folded)).toEqual(['x', '#_one', '#_three', 'c'])
    expect(notebook.mustHave(edits.fold(folded, [id('#_one')], false), id('#_one')).metadata).toEqual({})
  })

  it('goes as a whole while it is folded', () => {
    const folded = select(edits.fold(state, [id('#_one')], true), id('#_one'), 'command')
    expect(chosenCells(folded)).toEqual(['#_one', 'a', '##_two', 'b'])
    expect(neighbour(folded, id('#_one'), 1)).toBe('#_three')
    expect(edits.move(folded, chosenCells(folded), -1).order.slice(0, 5)).toEqual([
      '#_one',
      'a',
      '##_two',
      'b',
      'x'
    ])
  })

  it('is passed over as a whole by what moves', () => {
    const folded = edits.fold(state, [id('#_one')], true)
    expect(edits.move(folded, [id('x')], 1).order.slice(0, 5)).toEqual(['#_one', 'a', '##_two', 'b', 'x'])
    expect(edits.move(folded, [id('#_three')], -1).order.slice(0, 3)).toEqual(['x', '#_three', '#_one'])
  })

  it('opens for whoever goes to a cell in it', () => {
    const folded = edits.fold(edits.fold(state, [id('##_two')], true), [id('#_one')], true)
    const there = select(folded, id('b'), 'edit')
    expect(visibleCells(there)).toEqual(state.order)
    expect(visibleCells(extendTo(folded, id('a')))).toEqual(['x', '#_one', 'a', '##_two', '#_three', 'c'])
  })
})

describe('hidden code and output', () => {
  const metadataOf = (state: NotebookState) => notebook.mustHave(state, id('a')).metadata

  it('is said in the file as JupyterLab says it', () => {
    const hidden = edits.hide(drawn('a>'), [id('a')], 'source_hidden', true)
    expect(metadataOf(hidden)).toEqual({ jupyter: { source_hidden: true } })
    expect(metadataOf(edits.hide(hidden, [id('a')], 'outputs_hidden', true))).toEqual({
      jupyter: { source_hidden: true, outputs_hidden: true }
    })
    expect(metadataOf(edits.hide(hidden, [id('a')], 'source_hidden', false))).toEqual({})
  })

  it('also means nbformat’s own word for hidden output', () => {
    const state = edits.setMetadata(drawn('a>'), id('a'), { collapsed: true, tags: ['x'] })
    expect(edits.isHidden(notebook.mustHave(state, id('a')), 'outputs_hidden')).toBe(true)
    expect(metadataOf(edits.hide(state, [id('a')], 'outputs_hidden', false))).toEqual({ tags: ['x'] })
  })

  it('changes nothing, and needs no undo, where it is so already', () => {
    const state = drawn('a>')
    expect(edits.hide(state, [id('a')], 'source_hidden', false)).toBe(state)
  })
})
