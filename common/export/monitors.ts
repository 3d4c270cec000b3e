/**
 * Monitors as outputs: what a cell's kept runs did, as pictures that any program shows that shows notebooks. Each bears
 * `"gilscope": {"monitor": RUN}` in its metadata, by which it is found again: Gilscope shows the live timeline in its place.
 */
import { isObject } from '../json'
import type { Language } from '../ipc'
import type { CodeCell, DisplayDataOutput, JsonObject, Notebook, Output } from '../notebook'
import { notesOf } from '../notes'
import { pinsOf, type KeptRun } from '../pins'
import { monitorPicture, type Monitor } from '../trace/monitorPicture'
import type { Trace } from '../trace/trace'
import { traceWords } from '../trace/words'

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

export function withoutMonitors(notebook: Notebook): Notebook {
  return withOutputs(notebook, ({ outputs }) => outputsWithout(outputs))
}

/** What a cell with this metadata shows of its outputs where live timelines can be: monitors only of runs it does not keep. */
export function outputsBesideTimelines(outputs: readonly Output[], metadata: JsonObject): readonly Output[] {
  const kept = new Set<string>(pinsOf(metadata).map(({ run }) => run))
  const isShown = (output: Output): boolean => !kept.has(monitorIn(output) ?? '')
  return outputs.every(isShown) ? outputs : outputs.filter(isShown)
}

/** How many it would have. */
export function monitorCount({ cells }: Notebook): number {
  return cells.reduce(
    (count, { cell_type, metadata }) => count + (cell_type === 'code' ? pinsOf(metadata).length : 0),
    0
  )
}

/** How many its outputs have. */
export function monitorsAmong({ cells }: Notebook): number {
  const outputs = cells.flatMap((cell) => (cell.cell_type === 'code' ? cell.outputs : []))
  return outputs.filter((output) => monitorIn(output) !== null).length
}

function outputsWithout(outputs: readonly Output[]): readonly Output[] {
  return outputs.filter((output) => monitorIn(output) === null)
}

/** The run whose monitor it is; null for any other output. */
function monitorIn(output: Output): string | null {
  const own = output.output_type === 'display_data' ? output.metadata['gilscope'] : undefined
  const run = isObject(own) ? own['monitor'] : undefined
  return typeof run === 'string' ? run : null
}

function withOutputs(notebook: Notebook, outputsOf: (cell: CodeCell) => readonly Output[]): Notebook {
  const cells = notebook.cells.map((cell) =>
    cell.cell_type === 'code' ? { ...cell, outputs: outputsOf(cell) } : cell
  )
  return { ...notebook, cells }
}

function titleOf(
  { source }: CodeCell,
  { python, source: ran }: KeptRun,
  number: number | null,
  language: Language
): string {
  const words = traceWords[language].picture
  return [
    ...(number === null ? [] : [words.run(number)]),
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
