import { describe, expect, it } from 'vitest'
import type { CellId, RunId } from '../brands'
import type { CodeCell, Notebook } from '../notebook'
import { newNotebook, readNotebook, writeNotebook } from '../notebookFile'
import { withNotes } from '../notes'
import { withPin } from '../pins'
import { traced } from '../trace/drawn'
import { outputsBesideTimelines, withoutMonitors } from './monitorOutputs'
import { withMonitors } from './monitors'

const FIGHT = traced(
  `
  main  ${'l'.repeat(60)}
  a     ${'Gw'.repeat(30)}
  b     ${'wG'.repeat(30)}`,
  { letter: 5 }
)
const RUN = FIGHT.run
const SOURCE = 'fight()'
const python = { version: '3.13.1', freeThreaded: false }
const kept = withPin({}, { run: RUN, source: SOURCE, python, trace: FIGHT })
const NOTE = { from: 0, to: 50_000, text: '开始 here', run: RUN }
const cell = (id: string, metadata = kept, source = SOURCE): CodeCell => ({
  ...{ id: id as CellId, cell_type: 'code', source, execution_count: 1 },
  metadata: withNotes(metadata, [NOTE, { ...NOTE, text: 'of another run', run: 'gone' as RunId }]),
  outputs: [{ output_type: 'stream', name: 'stdout', text: 'fought\n' }]
})
const notebook: Notebook = {
  ...newNotebook(),
  cells: [
    cell('fight'),
    { id: 'prose' as CellId, cell_type: 'markdown', source: '# Fight', metadata: {} },
    cell('copy', kept, 'other()'),
    cell('none', {})
  ]
}
const outputsOf = ({ cells }: Notebook, at: number) => (cells[at] as CodeCell).outputs

describe('monitors as outputs', () => {
  const exported = withMonitors(notebook, 'en')

  it('stand below the outputs of cells that keep a run, as SVG and as text, with notes', () => {
    expect(exported.cells.map((_cell, at) => (at === 1 ? 0 : outputsOf(exported, at).length))).toEqual([
      ...[2, 0, 2, 1]
    ])
    const [own, monitor] = outputsOf(exported, 0)
    expect(own).toEqual(outputsOf(notebook, 0)[0])
    expect(monitor).toMatchObject({ output_type: 'display_data', metadata: { gilscope: { monitor: RUN } } })
    const { data } = monitor as { data: Record<string, string> }
    expect(Object.keys(data)).toEqual(['image/svg+xml', 'text/plain'])
    expect(data['text/plain']).toContain('Python 3.13.1 · ')
    expect(data['text/plain']).toContain('开始 here')
    expect(data['text/plain']).not.toContain('of another run')
    expect(data['image/svg+xml']).toMatch(/^<svg [^]*<\/svg>\n$/)
  })

  it('say when the cell was edited since', () => {
    const { data } = outputsOf(exported, 2)[1] as { data: Record<string, string> }
    expect(data['text/plain']).toContain('of other code than above')
  })

  it('have names of their own also where two cells keep the same run', () => {
    const ids = JSON.stringify(exported).match(/monitor-[0-9a-f]{8}(?=\\" viewBox)/g)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(2)
  })

  it('are the same again, replace those that were there, and go without a trace', () => {
    expect(withMonitors(exported, 'en')).toEqual(exported)
    expect(withoutMonitors(exported)).toEqual(notebook)
    expect(withoutMonitors(notebook)).toEqual(notebook)
  })

  it('survive a file, which is then the same file again without them', () => {
    const plain = writeNotebook(notebook, null)
    const file = writeNotebook(withMonitors(notebook, 'zh'), plain)
    const read = readNotebook(file)
    if (!read.ok) throw new Error(read.problem.message)
    expect(read.value.notebook).toEqual(withMonitors(notebook, 'zh'))
    expect(writeNotebook(withoutMonitors(read.value.notebook), file)).toBe(plain)
  })

  it('give way to live timelines where the run is kept, and only there', () => {
    const outputs = outputsOf(exported, 0)
    expect(outputsBesideTimelines(outputs, exported.cells[0]!.metadata)).toEqual(outputsOf(notebook, 0))
    expect(outputsBesideTimelines(outputs, {})).toEqual(outputs)
    const otherRun = withPin({}, { run: 'other' as RunId, source: '', python: null, trace: FIGHT })
    expect(outputsBesideTimelines(outputs, otherRun)).toHaveLength(2)
  })
})
