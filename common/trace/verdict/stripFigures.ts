/** The few figures of a trace that fit into one line; each is one of `figuresOf`, or a share of two of them. Pure. */
import { evidenceOf } from './evidence'
import type { Figures, ThreadFigures } from './figures'
import { sumOf } from './figures'
import type { Trace } from '../trace'
import type { Verdict } from './verdict'
import { verdictOf } from './verdict'
import type { TraceWords } from '../words/TraceWords'

export interface StripFigures {
  readonly cores: number
  /** Processes that ran. */
  readonly processes: number
  /** Threads that the run started, or that used at least a hundredth of its time. */
  readonly threads: number
  /** Tasks of asyncio's that lived in it. */
  readonly tasks: number
  /** Null where the GIL is unknown or there is none. */
  readonly gil: StripGil | null
  readonly verdict: Verdict
}

export interface StripGil {
  /** GILs that were held for at least a twentieth of the time; at least 1. */
  readonly gils: number
  /** The share of the time that one of these was held, on average. */
  readonly held: number
  /** The share of their lives that the threads which wanted the GIL waited for it. */
  readonly waited: number
  /** Changes of the holder, a second. */
  readonly handOffs: number
}

/** What is less is not worth a word in one line. */
const NOTABLE = 0.01
/** The GIL of a process that only waits for others says nothing; below this share of the time it is not counted. */
const USED_GIL = 0.05

export function stripFigures(trace: Trace): StripFigures {
  const { figures, taking, withGil } = evidenceOf(trace)
  const verdict = verdictOf(trace)
  const took = taking.filter(({ startedBy, cpu }) => startedBy === trace.run || cpu > figures.wall * NOTABLE)
  return {
    cores: figures.cores,
    processes: Math.max(1, new Set(took.map(({ process }) => process)).size),
    threads: Math.max(1, took.length),
    tasks: trace.tasks.tasks.length + trace.tasks.unlisted,
    gil: trace.tier === 'exact' ? gilOf(figures, withGil, verdict) : null,
    verdict
  }
}

function gilOf(figures: Figures, withGil: readonly ThreadFigures[], { facts }: Verdict): StripGil {
  const wall = Math.max(figures.wall, 1e-9)
  const held = figures.gils.filter((gil) => gil.held > wall * USED_GIL)
  const wanting = withGil.filter(({ cpu, states }) => cpu + states['gil-wait'] > wall * 0.05)
  const lives = sumOf(wanting, ({ life }) => life)
  return {
    gils: Math.max(1, held.length),
    held: held.length === 0 ? 0 : sumOf(held, (gil) => gil.held) / held.length / wall,
    // The sentence beside it says the same of the same threads.
    waited:
      facts.pattern === 'gil-serialized'
        ? facts.waitedShare
        : sumOf(wanting, ({ states }) => states['gil-wait']) / Math.max(lives, 1e-9),
    handOffs: figures.gil.switches / (wall / 1000)
  }
}

/** The figures in words, in the order of the line. */
export function stripWords(
  { cores, processes, threads, tasks, gil }: StripFigures,
  words: TraceWords['strip']
): string[] {
  const parts = [words.cores(cores)]
  if (processes > 1) parts.push(words.processes(processes))
  parts.push(words.threads(threads))
  if (tasks > 0) parts.push(words.tasks(tasks))
  if (gil === null) return parts
  parts.push(words.held(gil.held, gil.gils))
  if (gil.waited >= NOTABLE) parts.push(words.waited(gil.waited))
  if (gil.handOffs >= 1) parts.push(words.handOffs(gil.handOffs))
  return parts
}
