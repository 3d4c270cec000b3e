/**
 * What more cores could do for a run at most, after Amdahl (1967): of the work, a share `s` runs on one core at most, so
 * that `n` cores make the run `1 / (s + (1 - s) / n)` times as fast as one core would, and no number of cores makes it
 * more than `1 / s` times as fast.
 *
 * The share comes from the run itself, in steps of 50 ms: `serial` is the time in which at most one core was in use, and
 * what the rest would take on one core is the CPU time used in it; `s = serial / (serial + that CPU time)`. Waiting for
 * something counts as serial, for cores do not shorten it. This says something only where
 *
 * - the run lasted half a second and more, and a fifth of its work used more than one core at a time,
 * - threads did not lack cores while at most one was in use (else it is the machine that was serial, not the program),
 * - hardly any CPU time was used unseen, and hardly a sample was missed, and
 * - no GIL took turns: then the serial share is the GIL's, and the sentence says so.
 */
import { evidenceOf } from './evidence'
import { sumOf } from './figures'
import type { Trace } from '../trace'
import { missedOf, SPAN_STATES, valueAt } from '../trace'
import { verdictOf } from './verdict'

export interface Amdahl {
  /** Of the work, 0 to 1: what ran on one core at most. */
  readonly serial: number
  /** How many times as fast as on one core, with any number of cores. */
  readonly bound: number
  /** The same with the cores that the machine has. */
  readonly onMachine: number
  readonly cores: number
}

/** In µs: longer than the steps of the counters. */
const STEP = 50_000
const LEAST_DURATION = 500_000
/** Cores in use up to which a step is serial: measured figures are never quite round. */
const ONE_CORE = 1.1
const LEAST_PARALLEL = 0.2
const TOO_MUCH = 0.1
const PREEMPTED = SPAN_STATES.indexOf('preempted')

export function amdahlOf(trace: Trace): Amdahl | null {
  const { figures } = evidenceOf(trace)
  const { pattern } = verdictOf(trace).facts
  const unseen = sumOf(figures.processes, (each) => each.unmetThreadsCpu + each.unmetChildrenCpu)
  if (trace.duration < LEAST_DURATION || trace.cores < 2 || trace.live) return null
  if (unseen > figures.cpu * TOO_MUCH || missedOf(trace) > 2 * TOO_MUCH) return null
  if (pattern === 'gil-serialized' || pattern === 'gil-convoy' || pattern === 'stuck') return null
  const count = Math.floor(trace.duration / STEP)
  const step = trace.duration / count
  const queued = queuedOver(trace, count, step)
  let [serial, lacking, parallel] = [0, 0, 0]
  for (let i = 0; i < count; i++) {
    const used = sumOf(trace.threads, ({ cpu }) => valueAt(cpu, (i + 1) * step) - valueAt(cpu, i * step))
    if (used > step * ONE_CORE) parallel += used
    else {
      serial += step
      lacking += queued[i] ?? 0
    }
  }
  const work = serial + parallel
  if (parallel < work * LEAST_PARALLEL || lacking > serial * TOO_MUCH) return null
  const share = serial / work
  return {
    serial: share,
    bound: 1 / share,
    onMachine: 1 / (share + (1 - share) / trace.cores),
    cores: trace.cores
  }
}

/** How long threads lacked a core in each step, in µs. */
function queuedOver(trace: Trace, count: number, step: number): Float64Array {
  const queued = new Float64Array(count)
  for (const { spans } of trace.threads)
    spans.state.forEach((state, i) => {
      if (state !== PREEMPTED) return
      const [from, to] = [spans.edges[i] ?? 0, spans.edges[i + 1] ?? 0]
      for (let bin = Math.floor(from / step); bin < count && bin * step < to; bin++)
        queued[bin] = (queued[bin] ?? 0) + Math.min(to, (bin + 1) * step) - Math.max(from, bin * step)
    })
  return queued
}
