/** What cells' kept runs did, drawn for other programs. */
import type { Language } from '../ipc'
import type { CodeCell, DisplayDataOutput, Notebook } from '../notebook'
import { notesOf } from '../notes'
import { pinsOf, type KeptRun } from '../pins'
import { monitorPicture, type Monitor } from '../trace/draw/monitorPicture'
import type { Trace } from '../trace/trace'
import { traceWords } from '../trace/words'
import { outputsWithout, withOutputs } from './monitorOutputs'

/** A run of a cell that its notebook keeps, drawn. */
export interface KeptMonitor extends Monitor {
  readonly run: string
  readonly trace: Trace
}

/** One for each run that the cell keeps, in their order. */
export function monitorsOf(cell: CodeCell, language: Language): readonly KeptMonitor[] {
  const pins = pinsOf(cell.metadata)
  return pins.map((pin, i) => {
    const { run, trace } = pin
    const notes = notesOf(cell.metadata).filter((note) => note.run === run)
    const title = titleOf(cell, pin, pins.length > 1 ? i + 1 : null, language)
    const id = `monitor-${hash(`${cell.id} ${run}`)}`
    return { run, trace, ...monitorPicture({ trace, notes, language, id, title }) }
  })
}

/** The notebook with the monitors of all kept runs below the outputs of their cells, in place of those it had. */
export function withMonitors(notebook: Notebook, language: Language): Notebook {
  return withOutputs(notebook, (cell) => [
    ...outputsWithout(cell.outputs),
    ...monitorsOf(cell, language).map(({ run, svg, text }): DisplayDataOutput => ({
      output_type: 'display_data',
      data: { 'image/svg+xml': svg, 'text/plain': text },
      metadata: { gilscope: { monitor: run } }
    }))
  ])
}

/** How many it would have. */
export function monitorCount({ cells }: Notebook): number {
  return cells.reduce(
    (count, { cell_type, metadata }) => count + (cell_type === 'code' ? pinsOf(metadata).length : 0),
    0
  )
}

function titleOf(
  { source }: CodeCell,
  { name, python, source: ran }: KeptRun,
  number: number | null,
  language: Language
): string {
  const words = traceWords[language].picture
  return [
    ...(name !== undefined ? [name] : number === null ? [] : [words.run(number)]),
    ...(python === null ? [] : [words.python(python.version, python.freeThreaded)]),
    ...(ran === source ? [] : [words.otherCode])
  ].join(' · ')
}

/** FNV-1a with 32 bits: a name for a picture that is the same each time. */
function hash(text: string): string {
  let value = 0x811c9dc5
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return (value >>> 0).toString(16).padStart(8, '0')
}
