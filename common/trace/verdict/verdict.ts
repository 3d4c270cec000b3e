/** What a trace shows, in one word and one sentence: a pure function of it. */
import { evidenceOf } from './evidence'
import type { Evidence } from './evidence'
import { sumOf } from './figures'
import type { Facts, Pattern } from './facts'
import { ENOUGH_MS, RULES, unclear } from './patterns'
import type { Doubt, Sentence } from './sentences'
import { doubtOf, sentenceOf } from './sentences'
import type { Trace } from '../trace'
import { missedOf } from '../trace'

export interface Verdict {
  readonly pattern: Pattern
  /** The pattern with the figures that led to it. */
  readonly facts: Facts
  /** What weakens it; empty when the evidence is sound. */
  readonly doubts: readonly Doubt[]
  /** The sentence for the facts, followed by the doubts. */
  readonly sentence: Sentence
}

/** A tenth: what a figure may be off by before it has to be said. */
const NOTABLE = 0.1
/** Half: beyond that no pattern is claimed. */
const TOO_MUCH = 0.5

export function verdictOf(trace: Trace): Verdict {
  const evidence = evidenceOf(trace)
  const doubts = doubtsOf(evidence)
  const isShort = evidence.figures.wall < ENOUGH_MS // then that is said, whatever the evidence is worth
  const hopeless = !isShort && doubts.some((doubt) => 'share' in doubt && doubt.share > TOO_MUCH)
  let facts: Facts | null = null
  if (!hopeless) for (const rule of RULES) facts ??= rule(evidence)
  facts ??= unclear(evidence)
  const parts = [sentenceOf(facts), ...(facts.pattern === 'too-short' ? [] : doubts.map(doubtOf))]
  return {
    pattern: facts.pattern,
    facts,
    doubts,
    sentence: { en: parts.map(({ en }) => en).join(' '), zh: parts.map(({ zh }) => zh).join('') }
  }
}

function doubtsOf({ trace, figures, told, byProcess }: Evidence): Doubt[] {
  const doubts: Doubt[] = []
  const missed = missedOf(trace)
  if (missed > 2 * NOTABLE) doubts.push({ about: 'missed', share: missed })
  const blind =
    sumOf([...trace.gaps.from.keys()], (i) => (trace.gaps.to[i] ?? 0) - (trace.gaps.from[i] ?? 0)) / 1000
  const gaps = blind / Math.max(figures.wall, 1e-9)
  // A gap is made of missed samples: once is enough.
  if (gaps > NOTABLE && missed <= 2 * NOTABLE) doubts.push({ about: 'gaps', share: gaps })
  const unmetCpu = sumOf(figures.processes, (process) => process.unmetThreadsCpu + process.unmetChildrenCpu)
  const unmet = unmetCpu / Math.max(figures.cpu, 1e-9)
  if (unmet > NOTABLE && unmetCpu > figures.wall * 0.05) doubts.push({ about: 'unmet', share: unmet })
  // A GIL matters only to threads of one process; a child that is not Python has none to speak of.
  const untold = byProcess.find(
    ({ threads }) => threads.length > 1 && !threads.every((thread) => told.includes(thread))
  )
  if (untold) doubts.push({ about: 'gil-unknown', reason: trace.processes[untold.process]?.reason ?? '' })
  return doubts
}
