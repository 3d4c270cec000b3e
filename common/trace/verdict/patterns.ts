/**
 * The rules that find patterns. Each rule looks at what a trace adds up to and gives the facts
 * that its sentence needs, or null; the first that gives some wins. A wrong pattern is worse than none: a rule asks for
 * clear evidence, and what no rule claims is `unclear`.
 */
import type { Evidence } from './evidence'
import { aloneAtTheEnd, labelOf, stuckThreads } from './evidence'
import type { Facts } from './facts'
import type { ThreadFigures } from './figures'
import { sumOf } from './figures'
import { loopsOf, overlapOf, taskFigures, taskRunTime } from './taskFigures'
import { taskLabel } from '../taskTrace'
import type { Trace } from '../trace'

/** In this order: what explains the run most, first. */
export const RULES: readonly ((evidence: Evidence) => Facts | null)[] = [
  tooShort,
  stuck,
  convoy,
  serialized,
  oversubscribed,
  imbalance,
  parallel,
  blockedLoop,
  contention,
  overlappedTasks,
  overlapped,
  oneThread
]

/** Below this a run has so few samples that a figure may be off by a tenth. */
const ENOUGH_SAMPLES = 25
export const ENOUGH_MS = 100
/** More demand for CPUs than one thread at a time can make, with some room for error. */
const PARALLEL = 1.3

function tooShort({ trace, figures }: Evidence): Facts | null {
  if (figures.wall >= ENOUGH_MS && trace.samples >= ENOUGH_SAMPLES) return null
  return { pattern: 'too-short', wall: figures.wall, samples: trace.samples }
}

function stuck({ trace }: Evidence): Facts | null {
  const found = stuckThreads(trace)
  return found && { pattern: 'stuck', time: found.time, waiters: found.waiters }
}

/**
 * Busy: has the GIL for a third of the time. Starved: waits for it five times as long as it uses it, and waits for something
 * else in between, or runs mostly without it; a thread that merely computes beside many others does neither. Where what it
 * does in between is too short to be seen, it waits five times as long as all that want the GIL would make it by turns.
 */
function convoy({ trace, figures, withGil }: Evidence): Facts | null {
  const busy = withGil.filter((thread) => thread.held > figures.wall * 0.3)
  const starved = withGil.filter(({ states, cpu, life, process }) => {
    const waited = states['gil-wait']
    if (waited < life * 0.2 || waited < 5 * cpu) return false
    const doesOther =
      states.io + states.sleep > life * 0.005 || states.native > Math.max(states.python, life * 0.005)
    return doesOther || waited > 5 * cpu * withGil.filter((thread) => thread.process === process).length
  })
  const [hog] = most(busy, ({ cpu }) => cpu)
  const [victim, ...others] = most(
    starved.filter((thread) => busy.some(({ process }) => process === thread.process)),
    ({ states }) => states['gil-wait']
  )
  if (!hog || !victim) return null
  return {
    pattern: 'gil-convoy',
    busy: nameOf(trace, hog),
    starved: nameOf(trace, victim),
    others: others.length,
    waited: victim.states['gil-wait'],
    used: victim.cpu,
    waitedShare: victim.states['gil-wait'] / victim.life
  }
}

function serialized({ figures, withGil, wanted }: Evidence): Facts | null {
  const contenders = withGil.filter(
    ({ states, life, cpu }) =>
      states['gil-wait'] > life * 0.1 && cpu + states['gil-wait'] > figures.wall * 0.05
  )
  if (contenders.length < 2) return null
  const waited = sumOf(contenders, ({ states }) => states['gil-wait'])
  const python = sumOf(contenders, ({ states }) => states.python)
  const native = sumOf(contenders, ({ states }) => states.native)
  if (waited < figures.wall * 0.15 || waited < python * 0.25) return null
  // Where the GIL changes hands faster than the samples, its holder may look as if it ran native code.
  if (native > python && native > waited) return null
  const process = contenders[0]?.process
  const gils = figures.gils.filter((gil) => gil.process === process)
  return {
    pattern: 'gil-serialized',
    threads: contenders.length,
    cores: figures.cores,
    wanted: Math.min(1, wanted),
    heldShare: Math.max(0, ...gils.map(({ held }) => held)) / figures.wall,
    waitedShare: waited / sumOf(contenders, ({ life }) => life),
    handOffs: figures.gil.switches / (figures.wall / 1000)
  }
}

function oversubscribed({ trace, figures, wanted }: Evidence): Facts | null {
  const queued = sumOf(figures.threads, ({ states }) => states.preempted) / figures.wall
  if (trace.cores === 0 || wanted < trace.cores * 1.4 || queued < wanted * 0.2) return null
  return { pattern: 'oversubscribed', wanted, machine: trace.cores, queuedShare: queued / wanted }
}

function imbalance(evidence: Evidence): Facts | null {
  const found = aloneAtTheEnd(evidence)
  if (!found || found.share < 0.3) return null
  return {
    pattern: 'imbalance',
    workers: found.workers,
    last: found.last,
    alone: found.time,
    aloneShare: found.share
  }
}

function parallel({ figures, wanted, byProcess }: Evidence): Facts | null {
  if (wanted < PARALLEL) return null
  const { cores } = figures
  const processes = atWork(
    byProcess.filter((process) => process.wanted > 0.2),
    (process) => sumOf(process.threads, ({ cpu }) => cpu)
  )
  if (processes.length > 1)
    return { pattern: 'parallel-processes', processes: processes.length, cores, wanted }
  const [only] = processes
  if (!only || only.wanted < PARALLEL) return null
  const wanting = only.threads.filter(({ cpu, states }) => cpu + states.preempted > figures.wall * 0.1)
  const threads = atWork(wanting, ({ cpu }) => cpu).length
  if (threads < 2) return null
  if (only.tier === 'no-gil') return { pattern: 'parallel-no-gil', threads, cores, wanted }
  if (only.tier !== 'exact') return null
  const gils = figures.gils.filter(
    ({ process, held }) => process === only.process && held > figures.wall * 0.2
  )
  if (gils.length > 1) return { pattern: 'parallel-interpreters', interpreters: gils.length, cores, wanted }
  const native = sumOf(only.threads, ({ states }) => states.native)
  const nativeShare = native / Math.max(native + sumOf(only.threads, ({ states }) => states.python), 1e-9)
  return nativeShare < 0.5 ? null : { pattern: 'parallel-native', threads, cores, nativeShare, wanted }
}

/**
 * Contenders wait for locks for a good part of their lives and do other things too: a mere `join` is not contention. Where
 * all mostly wait for locks, the main thread and two others at least, they stand still until one of them gives up: a
 * deadlock with a timeout.
 */
function contention({ figures, taking, told, wanted }: Evidence): Facts | null {
  const standStill =
    wanted < 0.05 && taking.length > 2 && taking.every(({ states, life }) => states.lock > life * 0.5)
  const contenders = told.filter(
    ({ states, life }) =>
      states.lock > life * 0.2 && (standStill || life - states.lock - states.unseen > figures.wall * 0.01)
  )
  const lives = sumOf(contenders, ({ life }) => life)
  const lock = sumOf(contenders, ({ states }) => states.lock)
  if (contenders.length < 2 || lock < figures.wall * 0.3 || lock < lives * 0.3) return null
  return {
    pattern: 'lock-contention',
    threads: contenders.length,
    lockShare: lock / lives,
    active: (lives - lock) / figures.wall
  }
}

/** Steps that are long enough to be noticed, and together a good part of the run. */
const LONG_HOLD = 100

function blockedLoop({ trace, figures }: Evidence): Facts | null {
  const { holds, tasks } = trace.tasks
  const long = holds.filter(({ from, to }) => to - from >= LONG_HOLD * 1000)
  const [longest] = most(long, ({ from, to }) => to - from)
  const share = sumOf(long, ({ from, to }) => to - from) / 1000 / figures.wall
  if (!longest || share < 0.1) return null
  const task = tasks[longest.task]
  return {
    pattern: 'blocked-loop',
    by: task ? taskLabel(task) : longest.what,
    longest: (longest.to - longest.from) / 1000,
    others: longest.others,
    count: long.length,
    share
  }
}

function overlappedTasks({ trace, figures, wanted }: Evidence): Facts | null {
  const overlap = overlapOf(trace)
  if (overlap === null || wanted > 1.15) return null
  const busyShare = taskRunTime(taskFigures(trace)) / figures.wall
  if (overlap.tasks < 2 || overlap.atOnce < 1.5 || overlap.time < figures.wall * 0.3 || busyShare > 0.5)
    return null
  return {
    pattern: 'overlapped-tasks',
    loops: loopsOf(trace.tasks),
    tasks: overlap.tasks,
    atOnce: overlap.atOnce,
    time: overlap.time,
    kind: overlap.kind,
    busyShare
  }
}

function overlapped({ figures, taking, wanted }: Evidence): Facts | null {
  const sleep = sumOf(taking, ({ states }) => states.sleep) / figures.wall
  const io = sumOf(taking, ({ states }) => states.io) / figures.wall
  if (sleep + io < 1.5 || sleep + io < 2 * wanted) return null
  return {
    pattern: 'overlapped-waiting',
    waiting: sleep + io,
    cores: figures.cores,
    wait: sleep > io ? 'sleep' : 'io'
  }
}

function oneThread({ trace, figures, taking, told, wanted }: Evidence): Facts | null {
  const working = atWork(taking, ({ cpu }) => cpu).filter(({ cpu }) => cpu > figures.wall * 0.01)
  if (wanted > 1.15 && working.length !== 1) return null
  const [first] = most(working.length > 0 ? working : taking, ({ cpu, life }) => cpu + life * 1e-6)
  // Where the GIL is unknown, threads that seem to take turns may be made to by it.
  if (!first || (working.length > 1 && told.length < taking.length)) return null
  const workShare = first.cpu / Math.max(figures.cpu, 1e-9)
  // Many that did a little each.
  if (working.length === 1 && workShare < 0.5) return null
  const waits = (['lock', 'sleep', 'io', 'child-wait', 'idle'] as const).map((wait) => ({
    wait,
    share: first.states[wait] / Math.max(first.life, 1e-9)
  }))
  const [longest] = most(waits, ({ share }) => share)
  const waitShare = longest?.share ?? 0
  // Several that all wait, and nobody knows for what: none of them stands for the run.
  if (working.length === 0 && taking.length > 1 && longest?.wait === 'idle' && told.length < taking.length)
    return null
  const thread = trace.threads[first.thread]
  const overlap = trace.tasks.tasks.some(({ tid }) => tid === thread?.tid) ? overlapOf(trace) : null
  return {
    pattern: 'one-thread',
    name: nameOf(trace, first),
    threads: Math.max(1, working.length),
    cores: figures.cores,
    wanted,
    workShare,
    wait: waitShare > 0.5 ? (longest?.wait ?? null) : null,
    waitShare,
    // An event loop waits for a descriptor (I/O), whatever its tasks wait for.
    awaited:
      longest?.wait === 'io' && overlap !== null && overlap.time > figures.wall * 0.3 ? overlap.kind : null
  }
}

/** The facts where no rule found a pattern. */
export function unclear({ figures, taking }: Evidence): Facts {
  const threads = taking.filter(({ cpu }) => cpu > figures.wall * 0.05).length
  return { pattern: 'unclear', threads, cores: figures.cores }
}

/**
 * Those that do a share of the work worth counting, beside the busiest. A thread that needs little may still queue long for
 * a core, beside other programs: wanting alone makes no parallel work.
 */
function atWork<T>(things: readonly T[], cpuOf: (thing: T) => number): T[] {
  const enough = Math.max(...things.map(cpuOf)) * 0.05
  return things.filter((thing) => cpuOf(thing) > enough)
}

function nameOf(trace: Trace, figures: ThreadFigures): string {
  const thread = trace.threads[figures.thread]
  return thread ? labelOf(trace, thread) : figures.name
}

/** Sorted by a figure, the largest first. */
function most<T>(things: readonly T[], figure: (thing: T) => number): T[] {
  return [...things].sort((a, b) => figure(b) - figure(a))
}
