import { expect, it } from 'vitest'
import type { CellId, RunId } from '../brands'
import type { CodeCell, JsonObject } from '../notebook'
import { newNotebook } from '../notebookFile'
import { withPin } from '../pins'
import { traced } from '../trace/drawn'
import type { TraceFile } from '../trace/perfetto'
import { keptTraces } from './keptTraces'

const TRACE = traced('main  GGGG', { letter: 5 })
const kept = (metadata: JsonObject, run: string): JsonObject =>
  withPin(metadata, { run: run as RunId, source: '', python: null, trace: { ...TRACE, run: run as RunId } })
const cell = (id: string, metadata: JsonObject): CodeCell => ({
  ...{ id: id as CellId, cell_type: 'code', source: '', metadata, execution_count: null, outputs: [] }
})

it('has each kept run under the name of its cell, one after the other', () => {
  const cells = [cell('a', kept(kept({}, 'one'), 'two')), cell('b', {}), cell('c', kept({}, 'three'))]
  const { traceEvents } = JSON.parse(keptTraces({ ...newNotebook(), cells })) as TraceFile
  const runs = traceEvents.filter(({ ph, name }) => ph === 'X' && name.startsWith('cell '))
  expect(runs.map(({ name }) => name)).toEqual(['cell 1, run 1', 'cell 1, run 2', 'cell 3'])
  // Apart far enough to be told apart in a viewer.
  for (const [i, { ts, dur }] of runs.slice(0, -1).entries())
    expect((ts ?? NaN) + (dur ?? NaN)).toBeLessThanOrEqual((runs[i + 1]?.ts ?? NaN) - 1_000_000)
})

it('is a trace without events where nothing is kept', () => {
  const { traceEvents } = JSON.parse(keptTraces(newNotebook())) as TraceFile
  expect(traceEvents.filter(({ ph }) => ph !== 'M')).toEqual([])
})
