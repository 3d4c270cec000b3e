/** `gilscope run FILE`: every cell in order, a line per cell, then the results. */
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Ms, RunId } from '../../common/brands'
import {
  mayFail,
  type Cell,
  type CodeCell,
  type JsonObject,
  type Notebook,
  type Output
} from '../../common/notebook'
import { writeFileText } from '../../common/fileFormats'
import { withAuthors } from '../../common/outputAuthors'
import { withOwn } from '../../common/ownMetadata'
import type { Interpreter } from '../../common/session'
import { systemReason } from '../files/fileText'
import type { OpenedFile } from '../files/notebookFiles'
import { openFile, saveFile, whyUnwritable } from '../files/notebookFiles'
import { chooseInterpreter } from '../kernel/interpreters'
import type { RunCommand } from './arguments'
import { cellHelp, type CellHelp } from './cellHelp'
import type { CellScope, CellTrace } from './cellScope'
import { cellScope, sentenceOf, traceFile } from './cellScope'
import type { CellStatus, Execution } from './HeadlessKernel'
import { HeadlessKernel } from './HeadlessKernel'
import { withRun } from './pinRun'
import { reportOf } from './report'
import type { Terminal } from './terminal'
import { duration, firstLine, plain, sentence } from './words'

/** For threads and children that are still at work after the last cell. */
const LATE_MS = 3000
/** Where the text of a cell's line begins. */
const INDENT = ' '.repeat(24)

export interface RunSurroundings {
  readonly terminal: Terminal
  readonly kernelsFolder: string
  /** The built `scopeWorker.js`. */
  readonly scopeWorker: string
  /** Calls back when the process is told to end; returns what stops that. */
  onEnd(tidyUp: () => Promise<void>): () => void
}

/** What is told of a code cell that was run: a row of `--json`. */
export interface Row {
  /** Its place among all cells, from 0. */
  readonly index: number
  readonly id: string
  readonly status: CellStatus
  readonly outputs: readonly Output[]
  readonly wallMs: Ms
  /** What its threads did; null where nothing was watched. */
  readonly scope: CellScope | null
  /** What is wrong with it, and how it could be mended; null where nothing is, or nobody knows. */
  readonly help: CellHelp | null
}

/** What a run has come to. */
export interface Finished {
  readonly rows: readonly Row[]
  readonly notebook: Notebook
  readonly interpreter: Interpreter
  readonly wallMs: Ms
  /** Of the cells, in order; only where they are wanted. */
  readonly traces: readonly CellTrace[]
}

/** @returns the exit code */
export async function run(
  command: RunCommand,
  { terminal, kernelsFolder, scopeWorker, onEnd }: RunSurroundings
): Promise<number> {
  const unable = (message: string): 2 => {
    terminal.problem(message)
    return 2
  }
  const opened = await openFile(command.file)
  if (!opened.ok) return unable(sentence(opened.problem, command.file))
  // Before an hour of cells, not after it.
  for (const path of [command.output, command.report, command.trace]) {
    const reason = path === null ? null : await whyUnwritable(path)
    if (reason !== null) return unable(`${path} cannot be written: ${reason}`)
  }
  const folder = dirname(opened.value.path)
  const chosen = await chooseInterpreter({ folder, named: command.python })
  if (!chosen.ok) return unable(sentence(chosen.problem, ''))

  const onTrouble = (problem: unknown): void =>
    terminal.problem(
      `watching the kernel failed: ${problem instanceof Error ? problem.message : String(problem)}`
    )
  const { hz } = command
  const kernel = new HeadlessKernel(chosen.value, folder, kernelsFolder, scopeWorker, onTrouble, hz)
  let isTold = false
  const work = async (): Promise<number> => {
    try {
      const problem = await kernel.start()
      if (problem !== null) return unable(sentence(problem, ''))
      const finished = await runAll(
        opened.value.notebook,
        chosen.value,
        kernel,
        command,
        terminal,
        () => isTold
      )
      if (isTold && finished.rows.length === 0) return 1
      return (await write(finished, opened.value, command, terminal)) ?? verdict(finished, command, terminal)
    } finally {
      await kernel.stop()
    }
  }
  const code = work()
  // What has run until then is written, too.
  const stopListening = onEnd(async () => {
    isTold = true
    await kernel.stop()
    await code
  })
  return code.finally(stopListening)
}

async function runAll(
  notebook: Notebook,
  interpreter: Interpreter,
  kernel: HeadlessKernel,
  { cellTimeoutMs, allowErrors, json, trace, pin }: RunCommand,
  terminal: Terminal,
  isTold: () => boolean
): Promise<Finished> {
  const started = performance.now()
  const executions = new Map<number, Execution>()
  const scopes = new Map<number, CellScope>()
  const helps = new Map<number, CellHelp>()
  const traces: CellTrace[] = []
  const kept = new Map<number, JsonObject>()
  for (const [index, cell] of notebook.cells.entries()) {
    if (isTold()) break
    const execution = cell.cell_type === 'code' ? await execute(kernel, cell, index, cellTimeoutMs) : null
    if (execution !== null) executions.set(index, execution)
    const watched = execution === null ? null : await kernel.traceOf(runOf(index))
    if (watched !== null && cell.cell_type === 'code') {
      scopes.set(index, cellScope(watched.trace, indexOf))
      const name = `In [${execution?.executionCount ?? ' '}]`
      if (trace !== null) traces.push({ ...watched, name })
      if (pin !== null) kept.set(index, withRun(cell, watched.trace, pin, interpreter))
    }
    if (!json) terminal.line(lineOf(cell, index, execution, kernel.outputsOf(runOf(index))))
    const sentence = sentenceOf(scopes.get(index) ?? null)
    if (!json && sentence !== null) terminal.line(INDENT + sentence)
    const help =
      execution === null
        ? null
        : cellHelp(notebook, index, {
            outputs: kernel.outputsOf(runOf(index)),
            notices: kernel.noticesOf(runOf(index)),
            trace: watched?.trace ?? null,
            python: interpreter.version
          })
    if (help !== null) helps.set(index, help)
    if (!json && help !== null) terminal.line(INDENT + help.sentence)
    if (execution?.gone) terminal.problem(`cell ${index}: ${execution.gone}`)
    if (execution?.status === 'error' && !allowErrors && !mayFail(cell)) break
  }
  await kernel.waitForTheRest(LATE_MS)
  await kernel.stop()

  const outputs = (index: number): readonly Output[] => kernel.outputsOf(runOf(index))
  const rows = [...executions].map(([index, { status, wallMs }]): Row => {
    const [scope, help] = [scopes.get(index) ?? null, helps.get(index) ?? null]
    return {
      index,
      id: notebook.cells[index]?.id ?? '',
      status,
      outputs: outputs(index),
      wallMs,
      scope,
      help
    }
  })
  const cells = notebook.cells.map((cell, index): Cell => {
    if (cell.cell_type !== 'code') return cell
    const execution = executions.get(index)
    const status = execution?.status === 'timeout' ? 'timeout' : undefined
    // Of what was there before nobody wrote anything any more.
    const before = withAuthors(kept.get(index) ?? cell.metadata, undefined)
    const metadata = withOwn(before, 'status', status)
    return { ...cell, metadata, execution_count: execution?.executionCount ?? null, outputs: outputs(index) }
  })
  const wallMs = (performance.now() - started) as Ms
  return { rows, notebook: { ...notebook, cells }, interpreter, wallMs, traces }
}

/** An empty cell has nothing to run, and gets no number, as in Jupyter. */
async function execute(
  kernel: HeadlessKernel,
  { id, source }: CodeCell,
  index: number,
  timeoutMs: number | null
): Promise<Execution> {
  if (source.trim() === '') return { status: 'ok', executionCount: null, wallMs: 0 as Ms, gone: null }
  return kernel.execute(runOf(index), id, source, timeoutMs)
}

function runOf(index: number): RunId {
  return `cell ${index}` as RunId
}

/** The cell of a run; null for a run that is no cell's. */
function indexOf(run: RunId): number | null {
  const digits = /^cell (\d+)$/.exec(run)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** Writes what was asked for; an exit code when that failed. */
async function write(
  finished: Finished,
  { original, name }: OpenedFile,
  { output, report, trace, json }: RunCommand,
  terminal: Terminal
): Promise<number | null> {
  if (json) for (const row of finished.rows) terminal.line(JSON.stringify(row))
  if (output !== null) {
    const text = await writeFileText(finished.notebook, 'ipynb', original)
    const saved = await saveFile(output, text)
    if (!saved.ok) {
      const rescued = await rescue(text, basename(output))
      const where = rescued === null ? '' : `; what has run is in ${rescued}`
      terminal.problem(`${sentence(saved.problem, output)}${where}`)
      return 2
    }
  }
  const isWritten =
    (report === null || (await writeText(report, reportOf(finished, name), terminal))) &&
    (trace === null || (await writeText(trace, traceFile(finished.traces), terminal)))
  return isWritten ? null : 2
}

/** Puts what took perhaps hours to run where there may still be room; null where there is none either. */
async function rescue(text: string, name: string): Promise<string | null> {
  try {
    const path = join(await mkdtemp(join(tmpdir(), 'gilscope-run-')), name)
    await writeFile(path, text)
    return path
  } catch {
    return null
  }
}

async function writeText(
  path: string,
  text: string | Iterable<string>,
  terminal: Terminal
): Promise<boolean> {
  try {
    await writeFile(path, text)
    return true
  } catch (error) {
    terminal.problem(`${path} cannot be written: ${systemReason(error)}`)
    return false
  }
}

/** A cell that is there to fail has done what it should when it failed. */
export function hasPassed({ index, status }: Row, { cells }: Notebook): boolean {
  const cell = cells[index]
  return status === 'ok' || (status === 'error' && cell !== undefined && mayFail(cell))
}

function codeCells(count: number): string {
  return count === 1 ? '1 code cell' : `${count} code cells`
}

function verdict({ rows, notebook, wallMs }: Finished, { json }: RunCommand, terminal: Terminal): number {
  const bad = rows.filter((row) => !hasPassed(row, notebook))
  if (!json)
    terminal.line(`${codeCells(rows.length)} in ${duration(wallMs)}, ${rows.length - bad.length} passed`)
  if (bad.length === 0) return 0
  const which = bad.map((row) => `cell ${row.index} (${row.status})`).join(', ')
  terminal.problem(`${bad.length} of ${codeCells(rows.length)} did not pass: ${which}`)
  return 1
}

/** `  3  ok        12 ms  import threading` */
function lineOf(cell: Cell, index: number, execution: Execution | null, outputs: readonly Output[]): string {
  const error = outputs.findLast((output) => output.output_type === 'error')
  const words = error
    ? plain(error.evalue === '' ? error.ename : `${error.ename}: ${error.evalue}`)
    : cell.source
  const status = execution?.status ?? cell.cell_type
  const time = execution === null ? '' : duration(execution.wallMs)
  return `${String(index).padStart(3)}  ${status.padEnd(8)} ${time.padStart(9)}  ${firstLine(words, 70)}`.trimEnd()
}
