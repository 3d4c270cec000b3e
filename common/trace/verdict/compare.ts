/**
 * Two runs beside each other: by how much the later one was faster, what of its figures explains that, and why. Pure.
 *
 * - A difference of the wall times is one only beyond `NOISE_SHARE` of the longer one and `NOISE` ms: what is less may be
 *   the machine, as one run of each cannot tell. The same share holds for cores and CPU time.
 * - `wall = cpu / cores`: a change of the wall time is one of the CPU time, of the cores in use, or of both; the parts say
 *   which. Where both runs mostly waited (below `WAITING` cores) neither says anything.
 * - A cause is named only where the patterns of both runs are clear, differ, and fit the direction of the change.
 */
import { evidenceOf } from './evidence'
import type { Facts, Pattern } from './facts'
import type { Trace } from '../trace'
import { verdictOf } from './verdict'

/** A run's figures as they are compared; times in ms. */
export interface RunFigures {
  readonly wall: number
  readonly cpu: number
  readonly cores: number
  /** Summed over all threads; null where the GIL could not be read. */
  readonly waited: number | null
  /** How many CPUs its threads wanted at a time and did not wait for a GIL, on average. */
  readonly wanted: number
  readonly facts: Facts
}

export interface Part {
  readonly from: number
  readonly to: number
}

/** The later run as seen from the earlier one. */
export interface Change {
  readonly speed: 'faster' | 'slower' | 'same' | 'too-short'
  /** The longer wall time over the shorter; at least 1. */
  readonly times: number
  /** Where it changed beyond noise. */
  readonly cores: Part | null
  /** In ms; where it changed beyond noise. */
  readonly cpu: Part | null
  readonly wall: Part
  readonly cause: Cause | null
}

export type Cause =
  /** The GIL made threads take turns, and does no longer; `pattern` is what came instead. */
  | { readonly kind: 'gil-gone'; readonly threads: number; readonly pattern: Pattern }
  | { readonly kind: 'gil-came'; readonly threads: number }
  /** From one thing at a time to several, or back. */
  | { readonly kind: 'parallel'; readonly pattern: Pattern }
  | { readonly kind: 'one-at-a-time' }
  | { readonly kind: 'waits-overlap' | 'waits-in-turn' }
  | { readonly kind: 'locks-gone' | 'locks-came' }
  | { readonly kind: 'balanced' | 'unbalanced' }
  /** Other programs left more, or less, of the cores that both runs wanted. */
  | { readonly kind: 'machine-gave-more' | 'machine-gave-less' }

const NOISE_SHARE = 0.1
const NOISE = 50
/** Below as many cores in both runs their CPU time is not what they took long for. */
const WAITING = 0.2
/** By how much (a share) the given part of the wanted cores must differ to be a cause. */
const NOTABLE_SHORTFALL = 0.2

export function runFiguresOf(trace: Trace): RunFigures {
  const { figures, wanted } = evidenceOf(trace)
  const isGilKnown = trace.tier === 'exact' || trace.tier === 'no-gil'
  return {
    wall: figures.wall,
    cpu: figures.cpu,
    cores: figures.cores,
    waited: isGilKnown ? figures.gil.waited : null,
    wanted,
    facts: verdictOf(trace).facts
  }
}

export function changeOf(before: RunFigures, after: RunFigures): Change {
  const wall = { from: before.wall, to: after.wall }
  const times = Math.max(wall.from, wall.to) / Math.max(Math.min(wall.from, wall.to), 1e-3)
  const isShort = [before, after].some(({ facts }) => facts.pattern === 'too-short')
  const differs = isNotable(wall) && Math.abs(wall.to - wall.from) > NOISE
  const speed = isShort ? 'too-short' : !differs ? 'same' : wall.to < wall.from ? 'faster' : 'slower'
  const bothWait = Math.max(before.cores, after.cores) < WAITING
  const notable = (from: number, to: number): Part | null =>
    isShort || bothWait || !isNotable({ from, to }) ? null : { from, to }
  return {
    ...{ speed, times, wall },
    cores: notable(before.cores, after.cores),
    cpu: Math.abs(after.cpu - before.cpu) > NOISE ? notable(before.cpu, after.cpu) : null,
    cause: speed === 'faster' ? gain(before, after) : speed === 'slower' ? loss(before, after) : null
  }
}

function isNotable({ from, to }: Part): boolean {
  return Math.abs(to - from) > NOISE_SHARE * Math.max(from, to)
}

/** Why the later run was faster. */
function gain(before: RunFigures, after: RunFigures): Cause | null {
  const threads = serializedIn(before)
  if (threads > 0 && isParallel(after) && after.cores > before.cores * (1 + NOISE_SHARE))
    return { kind: 'gil-gone', threads, pattern: after.facts.pattern }
  const [was, is] = [before.facts.pattern, after.facts.pattern]
  if (was === 'one-thread' && isParallel(after)) return { kind: 'parallel', pattern: is }
  const overlaps = is === 'overlapped-waiting' || is === 'overlapped-tasks'
  if (overlaps && was === 'one-thread') return { kind: 'waits-overlap' }
  if (was === 'lock-contention' && is !== was && is !== 'unclear') return { kind: 'locks-gone' }
  if (was === 'imbalance' && isParallel(after)) return { kind: 'balanced' }
  return shortfall(before) - shortfall(after) > NOTABLE_SHORTFALL ? { kind: 'machine-gave-more' } : null
}

/** Why the later run was slower: what would have made the earlier one the faster. */
function loss(before: RunFigures, after: RunFigures): Cause | null {
  const cause = gain(after, before)
  switch (cause?.kind) {
    case 'gil-gone':
      return { kind: 'gil-came', threads: cause.threads }
    case 'parallel':
      return { kind: 'one-at-a-time' }
    case 'waits-overlap':
      return { kind: 'waits-in-turn' }
    case 'locks-gone':
      return { kind: 'locks-came' }
    case 'balanced':
      return { kind: 'unbalanced' }
    case 'machine-gave-more':
      return { kind: 'machine-gave-less' }
    default:
      return null
  }
}

/** How many threads the GIL made take turns. */
function serializedIn({ facts }: RunFigures): number {
  if (facts.pattern === 'gil-serialized') return facts.threads
  return facts.pattern === 'gil-convoy' ? 2 + facts.others : 0
}

function isParallel({ facts }: RunFigures): boolean {
  return facts.pattern.startsWith('parallel-') || facts.pattern === 'oversubscribed'
}

/** The share of the wanted CPUs that it did not get. */
function shortfall({ cores, wanted }: RunFigures): number {
  return wanted > 0 ? Math.max(0, 1 - cores / wanted) : 0
}
