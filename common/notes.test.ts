import { describe, expect, it } from 'vitest'
import type { RunId } from './brands'
import type { JsonObject, Notebook } from './notebook'
import { readNotebook, writeNotebook } from './notebookFile'
import { notesOf, withNotes, type Note } from './notes'

const note = (text: string, from = 100, to = 200): Note => ({ from, to, text, run: 'r1' as RunId })

describe('notes in a cell’s metadata', () => {
  it('come back as they were put in, by time', () => {
    const metadata = withNotes({ tags: ['x'] }, [note('late', 500, 900), note('early')])
    expect(notesOf(metadata).map(({ text }) => text)).toEqual(['early', 'late'])
    expect(metadata['tags']).toEqual(['x'])
  })

  it('leave nothing behind when the last one goes', () => {
    expect(withNotes(withNotes({ tags: [] }, [note('a')]), [])).toEqual({ tags: [] })
    const more = { gilscope: { heat: true } }
    expect(withNotes(withNotes(more, [note('a')]), [])).toEqual(more)
  })

  it('keep what is none of ours, and never fail over it', () => {
    const strange = { gilscope: { notes: [7, { from: -1 }, { ...note('ours'), colour: 'red' }, null] } }
    expect(notesOf(strange)).toEqual([{ ...note('ours'), colour: 'red' }])
    expect(withNotes(strange, notesOf(strange))).toEqual({
      gilscope: { notes: [{ ...note('ours'), colour: 'red' }, 7, { from: -1 }, null] }
    })
    for (const metadata of [{}, { gilscope: 3 }, { gilscope: { notes: 'x' } }] as JsonObject[])
      expect(notesOf(metadata)).toEqual([])
  })
})

describe('a notebook file with notes', () => {
  const FILE = `{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 1,
   "id": "first",
   "metadata": {"tags": ["a"]},
   "outputs": [],
   "source": ["a = 1"]
  }
 ],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 5
}
`
  const opened = (text: string): Notebook => {
    const read = readNotebook(text)
    if (!read.ok) throw new Error(read.problem.message)
    return read.value.notebook
  }
  const noted = (notebook: Notebook, notes: readonly Note[]): Notebook => ({
    ...notebook,
    cells: notebook.cells.map((cell) => ({ ...cell, metadata: withNotes(cell.metadata, notes) }))
  })

  it('has them again when it is opened, and is as it was when they are taken out', () => {
    const text = writeNotebook(noted(opened(FILE), [note('here 等待')]), FILE)
    expect(notesOf(opened(text).cells[0]!.metadata)).toEqual([note('here 等待')])
    expect(writeNotebook(opened(text), text)).toBe(text)
    expect(JSON.parse(writeNotebook(noted(opened(text), []), text))).toEqual(JSON.parse(FILE))
  })

  it('changes no line but those of the cell’s metadata', () => {
    const lines = new Set(writeNotebook(noted(opened(FILE), [note('here')]), FILE).split('\n'))
    const gone = FILE.split('\n').filter((line) => !lines.has(line))
    expect(gone).toEqual(['   "metadata": {"tags": ["a"]},'])
  })
})
