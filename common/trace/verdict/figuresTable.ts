/** A trace's figures as a table of words: a row for each thread that took part, then all together. */
import { evidenceOf, labelOf } from './evidence'
import type { Range } from './figures'
import { figuresOf, sumOf } from './figures'
import { SPAN_STATES, type SpanState, type Trace } from '../trace'
import type { TraceWords } from '../words/TraceWords'

export interface FiguresTable {
  readonly head: readonly string[]
  readonly rows: readonly FiguresRow[]
  readonly foot: readonly string[]
}

export interface FiguresRow {
  /** Index into the trace's `threads`. */
  readonly thread: number
  /** As many as the head has. */
  readonly cells: readonly string[]
}

/** Of the whole run, or of a part of it; with the states that any of the threads was in. */
export function figuresTableOf(
  trace: Trace,
  words: Pick<TraceWords, 'tracks' | 'figures'>,
  range: Range | null = null
): FiguresTable {
  const took = new Set(evidenceOf(trace).taking.map(({ thread }) => thread))
  const whole = figuresOf(trace, range ?? undefined)
  const threads = whole.threads.filter(({ thread }) => took.has(thread))
  const states = SPAN_STATES.filter((state) => threads.some((each) => each.states[state] >= LEAST_MS))
  const hasGil = whole.gil.held > 0
  const hasProcesses = whole.processes.length > 1
  const time = (ms: number): string => (ms === 0 ? '' : words.tracks.duration(ms * 1000))
  /** The columns that not every table has are left out of all its rows. */
  const row = (
    name: string,
    process: string,
    cpu: string,
    held: string,
    inStates: readonly string[],
    cores: string
  ): string[] => [
    name,
    ...(hasProcesses ? [process] : []),
    cpu,
    ...(hasGil ? [held] : []),
    ...inStates,
    cores
  ]
  const { figures: heads, tracks } = words
  const inStates = (timeIn: (state: SpanState) => number): string[] =>
    states.map((state) => time(timeIn(state)))
  return {
    head: row(
      ...([heads.thread, heads.process, heads.cpu, heads.held] as const),
      states.map((state) => tracks.states[state]),
      heads.cores
    ),
    rows: threads.map((each) => {
      const traced = trace.threads[each.thread]
      const name = traced ? labelOf(trace, traced) : each.name
      const ofStates = inStates((state) => each.states[state])
      const { pid, cpu, held, coresUsed } = each
      return {
        thread: each.thread,
        cells: row(name, String(pid), time(cpu), time(held), ofStates, coresUsed.join(', '))
      }
    }),
    foot: row(
      heads.all(time(whole.wall), whole.cores),
      '',
      time(whole.cpu),
      time(whole.gil.held),
      inStates((state) => sumOf(threads, (each) => each.states[state])),
      whole.coresUsed.join(', ')
    )
  }
}

/** What would be said as 0.0 ms, and rounded to nothing to the µs. */
const LEAST_MS = 0.0005
