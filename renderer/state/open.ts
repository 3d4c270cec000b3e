/** An open notebook as a whole: what the user wrote, what the kernel did with it, and whether all that is saved. Pure. */
import type { CellId, Ms, NotebookId, RunId } from '../../common/brands'
import type { OpenedNotebook, RecoveryCopy } from '../../common/ipc'
import type { Notebook } from '../../common/notebook'
import type { Variable } from '../../common/protocol'
import type { Alive, KernelState, RunEvent, RunRequest } from '../../common/session'
import { NOTHING_LEARNED, type Learned } from '../../common/teaching/learned'
import type { Now } from '../../common/trace/now'
import { notebookState, type NotebookState } from './notebook'
import { answerInput, applyEvent as applyToOutputs, cleared, emptyOutputs, type Outputs } from './outputs'
import { executedAsked, executedBegan, sourceOf, type AllExecuted } from './executed'
import { filedOf, type Filed } from './filed'
import type { Begun, Findings } from './findings'
import { applyEvent as applyToRun, askedRun, isActive, savedRun, stoppedRun, type Run } from './runs'
import { NO_PROBLEMS, type CodeProblems } from './codeProblems'
import { noComparisons, sent, type Comparisons } from './comparisons'
import type { Timelines } from './timelines'
import { noTraces, tracesOf, type Traces } from './traces'

export interface OpenNotebook {
  readonly id: NotebookId
  readonly path: string | null
  /** What the title shows. */
  readonly name: string
  readonly from: OpenedNotebook['from']
  readonly writable: boolean
  readonly notebook: NotebookState
  /** Each cell's latest run, or what the file kept of it. */
  readonly runs: ReadonlyMap<CellId, Run>
  readonly outputs: ReadonlyMap<CellId, Outputs>
  /** The outputs that the file had, whole, and how they were first shown: they are saved as they were until changed. */
  readonly filed: ReadonlyMap<CellId, Filed>
  /** Which cell a run belongs to. Events of a run that is no longer its cell's latest change nothing. */
  readonly cellOf: ReadonlyMap<RunId, CellId>
  /** The execution counts of all runs that began, in the order in which they did. */
  readonly counts: ReadonlyMap<RunId, number>
  /** What was asked for and has not begun, in the order in which it will. */
  readonly queue: readonly Waiting[]
  /** What ran as what text, in the order in which it began; the oldest are forgotten. */
  readonly begun: readonly Begun[]
  /** How many kernels were started for the notebook. */
  readonly lives: number
  /** What is to be said of cells' order and age; a moment behind what is written. */
  readonly findings: Findings
  /** How many have ended. */
  readonly endedRuns: number
  /** What the scope measured of the last runs. */
  readonly traces: Traces
  readonly timelines: Timelines
  /** What is alive as the scope last told, and as Python did; null while nobody looks, or before the first was told. */
  readonly now: Now | null
  readonly alive: Alive | null
  /** As they were after the last run; null until they were asked for. */
  readonly variables: readonly Variable[] | null
  /** What was sent to the kernel, so that lines of traces are found in the cells. */
  readonly executed: AllExecuted
  /** Whether the code's lines show what the last runs did on them. */
  readonly isHeatShown: boolean
  /** Runs that are kept to be compared. */
  readonly comparisons: Comparisons
  /** What is wrong with the cells' code, as last read. */
  readonly problems: CodeProblems
  /** What the learner has done in it. */
  readonly learned: Learned
  /** Answers that are written and not given yet, by the cell that asks; an answer that is changed too. */
  readonly drafts: ReadonlyMap<CellId, string>
  /** Solutions that are unfolded, and cells whose kept runs are shown before they were predicted. */
  readonly uncovered: ReadonlySet<CellId>
  readonly kernel: KernelState
  /** A cell says how the present kernel ended, as it ran then; nothing else needs to. */
  readonly isDeathTold: boolean
  /** Unsaved work of an earlier session that belongs to this file. */
  readonly copy: RecoveryCopy | null
  /** This is such work itself, until it is saved: with what its file holds, if there is one. */
  readonly recovered: { readonly file: Notebook | null } | null
  /** What another program did to the file; null while nothing is known of it. */
  readonly outside: Outside | null
  /** Another Gilscope has the file open too, and whether the user knows. */
  readonly elsewhere: 'no' | 'told' | 'known'
  /** Counts what could be saved: edits and outputs. Unsaved while it differs from `savedAt`. */
  readonly edits: number
  readonly savedAt: number
}

/** A run that waits for its turn. */
export interface Waiting {
  readonly run: RunId
  readonly cell: CellId
}

/** The file is otherwise than it was read or written here. */
export interface Outside {
  /** Stands for what the file is now. */
  readonly word: string
  readonly isGone: boolean
  /** The user knows and goes on with what is here. */
  readonly isKnown: boolean
}

export function openNotebook(opened: OpenedNotebook): OpenNotebook {
  const { id, path, name, from, writable, notebook, kernel } = opened
  const runs = new Map<CellId, Run>()
  const filed = new Map<CellId, Filed>()
  for (const cell of notebook.cells) {
    if (cell.cell_type !== 'code') continue
    if (cell.execution_count !== null) runs.set(cell.id, savedRun(cell.id, cell.execution_count))
    if (cell.outputs.length > 0) filed.set(cell.id, filedOf(cell))
  }
  return {
    ...{ id, path, name, from, writable, kernel, runs, filed },
    outputs: new Map([...filed].map(([cell, { shown }]) => [cell, shown])),
    // Whoever begins a notebook begins to write.
    notebook: { ...notebookState(notebook), mode: from === 'new' ? 'edit' : 'command' },
    cellOf: new Map(),
    counts: new Map(),
    ...{ queue: [], begun: [], lives: 0, findings: new Map() },
    endedRuns: 0,
    traces: noTraces(),
    timelines: new Map(),
    ...{ now: null, alive: null, variables: null },
    executed: [],
    isHeatShown: false,
    comparisons: noComparisons(),
    problems: NO_PROBLEMS,
    learned: opened.learned ?? NOTHING_LEARNED,
    drafts: new Map(),
    uncovered: new Set(),
    isDeathTold: false,
    outside: null,
    elsewhere: 'no',
    copy: opened.copy ?? null,
    recovered: opened.instead === undefined ? null : { file: opened.instead },
    // What comes from a copy is in no file.
    edits: opened.instead === undefined ? 0 : 1,
    savedAt: 0
  }
}

export function isUnsaved(open: OpenNotebook): boolean {
  return open.edits !== open.savedAt
}

/** The notebook after the user did something; it counts as an edit when it changed more than the selection. */
export function edited(open: OpenNotebook, notebook: NotebookState): OpenNotebook {
  const before = open.notebook
  if (notebook === before) return open
  const changed =
    notebook.order !== before.order ||
    notebook.cells !== before.cells ||
    notebook.metadata !== before.metadata
  return { ...open, notebook, edits: changed ? open.edits + 1 : open.edits }
}

/**
 * Cells were sent to be run: each waits until the kernel says that it began. One that still runs goes on showing what it
 * does until then.
 */
export function asked(open: OpenNotebook, requests: readonly RunRequest[]): OpenNotebook {
  const runs = new Map(open.runs)
  const cellOf = new Map(open.cellOf)
  for (const { run, cell } of requests) {
    if (!isActive(runs.get(cell))) runs.set(cell, askedRun(run, cell))
    cellOf.set(run, cell)
  }
  return {
    ...{ ...open, runs, cellOf },
    executed: executedAsked(open.executed, requests),
    queue: [...open.queue, ...requests.map(({ run, cell }) => ({ run, cell }))],
    comparisons: sent(open.comparisons, requests)
  }
}

/** After one of these a run waits no more. */
const LEAVES_QUEUE: ReadonlySet<RunEvent['kind']> = new Set(['execute_input', 'aborted', 'died'])
/** As many runs as are looked through for findings. */
const MOST_BEGUN = 2_000

/** The notebook after a batch from the kernel, heard at `now`. */
export function heard(open: OpenNotebook, batch: readonly RunEvent[], now: Ms): OpenNotebook {
  const runs = new Map(open.runs)
  const outputs = new Map(open.outputs)
  const counts = new Map(open.counts)
  const isStopping = open.kernel.status === 'stopping'
  let { executed, queue, begun } = open
  let isNews = false
  for (const event of batch) {
    if (event.kind === 'execute_input') executed = executedBegan(executed, event.run, event.execution_count)
    if (LEAVES_QUEUE.has(event.kind)) queue = queue.filter(({ run }) => run !== event.run)
    const cell = open.cellOf.get(event.run)
    if (event.kind === 'execute_input' && cell !== undefined) {
      const source = sourceOf(executed, event.run)
      if (source !== null) begun = [...begun, { cell, source, life: open.lives }].slice(-MOST_BEGUN)
    }
    const shown = cell === undefined ? undefined : runs.get(cell)
    const run = cell !== undefined && event.kind === 'execute_input' ? askedRun(event.run, cell) : shown
    if (event.kind === 'execute_input') counts.set(event.run, event.execution_count)
    if (event.kind === 'update_display_data') {
      // It changes every place that shows its id, in whichever cell.
      for (const [id, old] of outputs) outputs.set(id, applyToOutputs(old, event))
      isNews = true
    } else if (cell !== undefined && run?.id === event.run) {
      const isStopped = isStopping && event.kind === 'died'
      runs.set(cell, isStopped ? stoppedRun(run, now) : applyToRun(run, event, now))
      // What an earlier run left stays visible until the next one really begins.
      const old = outputs.get(cell) ?? emptyOutputs()
      outputs.set(cell, applyToOutputs(event.kind === 'execute_input' ? cleared(old) : old, event))
      isNews = true
    }
  }
  if (!isNews) return queue.length === open.queue.length ? open : { ...open, queue }
  const isDeathTold = open.isDeathTold || (!isStopping && batch.some((event) => event.kind === 'died'))
  const endedRuns =
    open.endedRuns + batch.filter(({ kind }) => kind === 'execute_reply' || kind === 'died').length
  return {
    ...open,
    runs,
    outputs,
    counts,
    executed,
    queue,
    begun,
    endedRuns,
    isDeathTold,
    edits: open.edits + 1
  }
}

/** A run's cell: its place in the notebook, from 1, and the run's execution count where it is known. */
export interface CellOfRun {
  readonly cell: CellId
  readonly number: number
  readonly count: number | null
}

/** Null for a run that is not known, and for a cell that was deleted. */
export function cellOfRun(
  { cellOf, counts, order }: Pick<OpenNotebook, 'cellOf' | 'counts'> & Pick<NotebookState, 'order'>,
  run: RunId | null
): CellOfRun | null {
  const cell = run === null ? undefined : cellOf.get(run)
  const at = cell === undefined ? -1 : order.indexOf(cell)
  if (run === null || cell === undefined || at < 0) return null
  return { cell, number: at + 1, count: counts.get(run) ?? null }
}

/** The run that began last. */
export function latestRun({ counts }: OpenNotebook): RunId | null {
  return [...counts.keys()].at(-1) ?? null
}

/** The kernel's own state changed. */
export function kernelIs(open: OpenNotebook, kernel: KernelState): OpenNotebook {
  const isNew = kernel.status === 'starting'
  return {
    ...{ ...open, kernel },
    lives: open.lives + (isNew ? 1 : 0),
    isDeathTold: open.isDeathTold && !isNew
  }
}

/** A running cell's question was answered; `null` is the end of input. */
export function answeredIn(
  open: OpenNotebook,
  cell: CellId,
  request: number,
  value: string | null
): OpenNotebook {
  const outputs = answerInput(open.outputs.get(cell) ?? emptyOutputs(), request, value)
  return { ...open, outputs: new Map(open.outputs).set(cell, outputs) }
}

/**
 * Outputs and counts of these cells go, by default of all. What still runs keeps running and fills its cell again, and what it
 * asks stays asked.
 */
export function withoutOutputs(
  open: OpenNotebook,
  ids: Iterable<CellId> = open.notebook.cells.keys()
): OpenNotebook {
  const emptied = new Set(ids)
  const runs = new Map([...open.runs].filter(([cell, run]) => !emptied.has(cell) || isActive(run)))
  const outputs = new Map(
    [...open.outputs]
      .filter(([cell]) => !emptied.has(cell) || runs.has(cell))
      .map(([cell, kept]) => [cell, emptied.has(cell) ? cleared(kept) : kept])
  )
  return {
    ...open,
    outputs,
    runs,
    traces: tracesOf(open.traces, new Set(runs.keys())),
    edits: open.edits + 1
  }
}
