import { describe, expect, it } from 'vitest'
import type { CellId, Ms, RunId } from '../../common/brands'
import type { CodeCell, Notebook } from '../../common/notebook'
import type { Author } from '../../common/protocol'
import type { RunEvent } from '../../common/session'
import { fakeOpened } from '../fakeHost'
import { remove } from './cellEdits'
import { select } from './choice'
import { setSource, undo } from './notebook'
import { savedAs, withOutside, wholeNotebook } from './filed'
import {
  asked,
  edited,
  heard,
  isUnsaved,
  kernelIs,
  openNotebook,
  withoutOutputs,
  type OpenNotebook
} from './open'

const NOW = 0 as Ms
const cell = 'c1' as CellId
const r1 = 'r1' as RunId
const r2 = 'r2' as RunId

const kept: CodeCell = {
  ...{ cell_type: 'code', id: cell, source: 'print(1)', metadata: { tags: ['x'] }, execution_count: 4 },
  outputs: [{ output_type: 'stream', name: 'stdout', text: 'before\n' }]
}
const file: Notebook = {
  ...{ nbformat: 4, nbformat_minor: 4, metadata: { a: 1 } },
  cells: [
    kept,
    { cell_type: 'markdown', id: 'm1' as CellId, source: '# x', metadata: {}, attachments: { p: {} } },
    { cell_type: 'raw', id: 'w1' as CellId, source: 'x', metadata: {} }
  ]
}
const open = openNotebook(fakeOpened(file))
const says = (run: RunId, text: string): RunEvent => ({ kind: 'stream', run, name: 'stdout', text })
const begins = (run: RunId): RunEvent => ({ kind: 'execute_input', run, execution_count: 1 })
const ask = (state: OpenNotebook, run: RunId): OpenNotebook => asked(state, [{ run, cell, code: '' }])
const outputs = (state: OpenNotebook) => (wholeNotebook(state).cells[0] as CodeCell).outputs

describe('an open notebook', () => {
  it('is ready to be written in when it is new, and to be read when it is not', () => {
    expect(openNotebook(fakeOpened(file, { from: 'new' })).notebook.mode).toBe('edit')
    expect(open.notebook.mode).toBe('command')
  })

  it('is written as it was read', () => {
    expect(wholeNotebook(open)).toEqual(file)
    expect(isUnsaved(open)).toBe(false)
  })

  it('is opened with the authors of its lines, who are no metadata that the user sees, and forgets them with the lines', () => {
    const writes = (text: string, author?: Author): RunEvent => ({
      ...{ kind: 'stream', run: r1, name: 'stdout', text },
      ...(author && { author })
    })
    const ann: Author = { name: 'Ann', pid: 7, tid: 8 }
    const bob: Author = { name: 'Bob', pid: 9 }
    const ran = heard(ask(open, r1), [begins(r1), writes('a\n', ann), writes('b\n'), writes('c\n', bob)], NOW)
    const saved = wholeNotebook(ran)
    const again = openNotebook(fakeOpened(saved))
    expect(again.outputs.get(cell)?.authors).toEqual(ran.outputs.get(cell)?.authors)
    expect(again.notebook.cells.get(cell)?.metadata).toEqual({ tags: ['x'] })
    expect(wholeNotebook(again)).toEqual(saved)
    expect(wholeNotebook(withoutOutputs(again)).cells[0]?.metadata).toEqual({ tags: ['x'] })
    const rerun = heard(ask(again, r2), [begins(r2), says(r2, 'a\n')], NOW)
    expect(wholeNotebook(rerun).cells[0]?.metadata).toEqual({ tags: ['x'] })
  })

  it('shows what the file kept until a new run begins', () => {
    const waiting = ask(open, r1)
    expect(outputs(waiting)).toEqual(kept.outputs)
    expect(outputs(heard(waiting, [begins(r1)], NOW))).toEqual([])
    expect(outputs(heard(waiting, [begins(r1), says(r1, 'now\n')], NOW))).toEqual([
      { output_type: 'stream', name: 'stdout', text: 'now\n' }
    ])
  })

  it('never gives a block of a new run the key of an earlier one, which a view may still show', () => {
    const keyOf = (state: OpenNotebook) => state.outputs.get(cell)?.head.items[0]?.key
    const first = heard(ask(open, r1), [begins(r1), says(r1, 'count is 1')], NOW)
    const second = heard(ask(first, r2), [begins(r2), says(r2, 'now count is 2')], NOW)
    expect(outputs(second)).toMatchObject([{ text: 'now count is 2' }])
    expect(keyOf(second)).not.toBe(keyOf(first))
  })

  it('keeps what the file had of a cell that was asked for but never ran', () => {
    expect(outputs(heard(ask(open, r1), [{ kind: 'aborted', run: r1 }], NOW))).toEqual(kept.outputs)
  })

  it('hears only the latest run of a cell', () => {
    const second = heard(ask(ask(open, r1), r2), [begins(r2), says(r2, 'two\n')], NOW)
    expect(heard(second, [says(r1, 'late one\n')], NOW)).toBe(second)
  })

  it('goes on showing a run when its cell is asked for again, until that one begins', () => {
    const again = ask(heard(ask(open, r1), [begins(r1), says(r1, 'one\n')], NOW), r2)
    const goneOn = heard(again, [says(r1, 'still one\n')], NOW)
    expect(goneOn.runs.get(cell)).toMatchObject({ id: r1, status: 'running' })
    expect(outputs(goneOn)).toMatchObject([{ text: 'one\nstill one\n' }])
    expect(heard(goneOn, [{ kind: 'aborted', run: r2 }], NOW)).toEqual({ ...goneOn, queue: [] })
    expect(outputs(heard(goneOn, [begins(r2), says(r2, 'two\n')], NOW))).toMatchObject([{ text: 'two\n' }])
  })

  it('calls a run whose kernel was told to stop interrupted, not died', () => {
    const death = { exitCode: null, signal: 'SIGKILL' } as const
    const running = heard(ask(open, r1), [begins(r1)], NOW)
    const stopping = kernelIs(running, {
      status: 'stopping',
      interpreter: { path: '/p', version: '3.13.0', freeThreaded: false, origin: 'system' }
    })
    const told = heard(stopping, [{ kind: 'died', run: r1, death }], NOW)
    expect(told.runs.get(cell)).toMatchObject({ status: 'interrupted', death: null })
    const itself = heard(running, [{ kind: 'died', run: r1, death }], NOW)
    expect(itself.runs.get(cell)).toMatchObject({ status: 'died', death })
  })

  it('is unsaved after an edit or an output, not after a selection', () => {
    expect(isUnsaved(edited(open, select(open.notebook, 'm1' as CellId, 'edit')))).toBe(false)
    expect(isUnsaved(edited(open, setSource(open.notebook, cell, 'x')))).toBe(true)
    expect(isUnsaved(heard(ask(open, r1), [begins(r1)], NOW))).toBe(true)
  })

  it('stays unsaved when it was edited while it was being saved', () => {
    const first = edited(open, setSource(open.notebook, cell, 'x'))
    const second = edited(first, setSource(first.notebook, cell, 'xy'))
    const saved = { path: '/a.ipynb', name: 'a.ipynb', from: 'notebook', losesSomething: false } as const
    expect(isUnsaved(savedAs(first, saved, first.edits))).toBe(false)
    expect(isUnsaved(savedAs(second, saved, first.edits))).toBe(true)
  })

  it('keeps what a running cell asks when outputs are cleared, and lets the rest of them go', () => {
    const question: RunEvent = { kind: 'input_request', run: r1, request: 1, prompt: '?', password: false }
    const asking = heard(ask(open, r1), [begins(r1), says(r1, 'before\n'), question], NOW)
    const emptied = withoutOutputs(asking)
    expect(outputs(emptied)).toEqual([])
    expect(emptied.outputs.get(cell)?.inputs).toEqual([{ request: 1, prompt: '?', password: false }])
    expect(outputs(heard(emptied, [says(r1, 'after\n')], NOW))).toMatchObject([{ text: 'after\n' }])
  })

  it('gives a deleted cell its outputs back when that is undone', () => {
    const without = edited(open, remove(open.notebook, [cell]))
    expect(wholeNotebook(without).cells).toHaveLength(2)
    expect(wholeNotebook(edited(without, undo(without.notebook)))).toEqual(file)
  })
})

describe('what another program did to the file', () => {
  const theirs: CodeCell = {
    ...{ ...kept, execution_count: 9 },
    outputs: [{ output_type: 'stream', name: 'stdout', text: 'after\n' }]
  }
  const rest = file.cells.slice(1)

  it('comes in with outputs and counts, also where it only ran the notebook', () => {
    const taken = withOutside(open, { before: file.cells, now: [theirs, ...rest] })
    expect(wholeNotebook(taken).cells).toEqual([theirs, ...rest])
    expect(isUnsaved(taken)).toBe(false)
  })

  it('leaves outputs of one’s own where only they differ', () => {
    const mine = heard(ask(open, r1), [begins(r1), says(r1, 'mine\n')], NOW)
    const taken = withOutside(mine, { before: file.cells, now: [theirs, ...rest] })
    expect(outputs(taken)).toMatchObject([{ text: 'mine\n' }])
    expect(isUnsaved(taken)).toBe(true)
  })

  it('has other keys than what was shown before, which a view may still show', () => {
    const taken = withOutside(open, { before: file.cells, now: [{ ...theirs, source: 'other' }, ...rest] })
    const keyIn = (state: OpenNotebook) => state.outputs.get(cell)?.head.items[0]?.key
    expect(keyIn(taken)).not.toBe(keyIn(open))
  })

  it('goes again with one undo, attachments that it brought too', () => {
    const [, prose, raw] = file.cells
    const before = [kept, { ...prose, attachments: undefined }, raw] as Notebook['cells']
    const now = [{ ...kept, source: 'other' }, prose, raw] as Notebook['cells']
    const without = openNotebook(fakeOpened({ ...file, cells: before }))
    const back = undo(withOutside(without, { before, now }).notebook)
    expect(back.cells.get('m1' as CellId)?.attachments).toBeUndefined()
    expect(back.cells.get(cell)?.source).toBe('print(1)')
  })
})
