import { describe, expect, it } from 'vitest'
import type { CellId } from '../brands'
import { withExpected } from '../documentFile/expected'
import type { Cell, CodeCell, JsonObject, Notebook } from '../notebook'
import { authorsIn, withAuthors } from '../outputAuthors'
import { newNotebook, readNotebook, writeNotebook } from '../notebookFile'
import { withNotes } from '../notes'
import { withPin } from '../pins'
import { traced } from '../trace/drawn'
import { withMonitors } from './monitors'
import { countParts, handoutParts, stripped } from './stripped'

const RUN = traced(`main  ${'G'.repeat(60)}`, { letter: 5 })
const kept = (metadata: JsonObject = {}): JsonObject =>
  withNotes(withPin(metadata, { run: RUN.run, source: 'x', python: null, trace: RUN }), [
    { from: 0, to: 100, text: 'look', run: RUN.run }
  ])
const code = (id: string, source: string, metadata: JsonObject = {}): CodeCell => ({
  ...{ id: id as CellId, cell_type: 'code', source, metadata, execution_count: 4 },
  outputs: [{ output_type: 'stream', name: 'stdout', text: `out of ${id}\n` }]
})
const prose = (id: string, source: string, metadata: JsonObject = {}): Cell => ({
  ...{ id: id as CellId, cell_type: 'markdown', source, metadata }
})
/** How Jupyter and its extensions say how outputs are shown, and when they came. */
const SHOWN = { collapsed: true, scrolled: 'auto', ExecuteTime: { end_time: '2026-01-01' } }
const LESSON: Notebook = {
  ...newNotebook(),
  cells: [
    prose('question', 'How many?', {
      ...{ tags: ['prediction'], gilscope: { prediction: { cell: 'run', figure: 'cores' } } }
    }),
    code('run', 'run()', kept({ execution: { 'iopub.execute_input': '2026-01-01' }, ...SHOWN })),
    code('exercise', 'answer = ...', withExpected({ tags: ['exercise'] }, ['42'])),
    code(
      'solution',
      'answer = 42',
      kept(withExpected({ tags: ['solution'], jupyter: { source_hidden: true } }, ['42']))
    ),
    {
      ...prose('why', '**42**, see ![a](attachment:a.png)', { tags: ['solution'] }),
      ...{ cell_type: 'markdown', attachments: { 'a.png': { 'image/png': 'AAAA' } } }
    },
    code('check', 'assert answer == 42', withAuthors({ tags: ['check'] }, { who: ['', '7 child'] }))
  ]
}
const sources = ({ cells }: Notebook): string[] => cells.map(({ source }) => source)

describe('a handout', () => {
  it('has the questions, exercises and checks, and no solution and no output', () => {
    const handout = stripped(LESSON, handoutParts(false))
    expect(handout.cells.filter(({ metadata }) => authorsIn(metadata) !== undefined)).toEqual([])
    expect(sources(handout)).toEqual(['How many?', 'run()', 'answer = ...', '', '', 'assert answer == 42'])
    expect(handout.cells.map(({ id }) => id)).toEqual(LESSON.cells.map(({ id }) => id))
    const text = writeNotebook(handout, null)
    for (const part of ['out of', 'answer = 42', '**42**', '"a.png"', 'iopub', '"execution_count": 4'])
      expect(text).not.toContain(part)
    expect(handout.cells[0]).toEqual(LESSON.cells[0])
    expect(handout.cells[3]!.metadata).toEqual({ tags: ['solution'], jupyter: { source_hidden: true } })
    // What the author says that the exercise should show is no output of a run.
    expect(handout.cells[2]!.metadata).toEqual(LESSON.cells[2]!.metadata)
    expect(countParts(handout)).toEqual({ monitors: 0, outputs: 0, solutions: 0, runs: 1 })
  })

  it('is without kept runs and their notes where that is wished', () => {
    const handout = stripped(LESSON, handoutParts(true))
    expect(handout.cells[1]!.metadata).toEqual({})
    expect(countParts(handout)).toEqual({ monitors: 0, outputs: 0, solutions: 0, runs: 0 })
    expect(handout.cells[0]).toEqual(LESSON.cells[0])
  })

  it('is the same each time, of itself too, and can be read again', () => {
    const file = writeNotebook(LESSON, null)
    const handout = (text: string): string => {
      const read = readNotebook(text)
      if (!read.ok) throw new Error(read.problem.message)
      return writeNotebook(stripped(read.value.notebook, handoutParts(false)), text)
    }
    expect(handout(file)).toBe(handout(file))
    expect(handout(handout(file))).toBe(handout(file))
    expect(handout(writeNotebook(withMonitors(LESSON, 'en'), file))).toBe(handout(file))
  })
})

describe('a notebook without pictures of runs', () => {
  it('is otherwise as it was', () => {
    const exported = withMonitors(LESSON, 'en')
    expect(countParts(exported)).toEqual({ monitors: 2, outputs: 4, solutions: 2, runs: 2 })
    expect(stripped(exported, ['monitors'])).toEqual(LESSON)
  })
})
