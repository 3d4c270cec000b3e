/** Traces as large as they get: made, not measured, with about as many spans as a trace may hold. */
import type { RunId } from '../../common/brands'
import { NO_TASKS } from '../../common/trace/taskTrace'
import type { Counter, GilTrace, Spans, ThreadTrace, Trace, Us } from '../../common/trace/trace'
import { SPAN_STATES } from '../../common/trace/trace'

/** µs. */
const TURN = 5_000
const COUNTED = 20_000
const CORES = 4
const state = (name: (typeof SPAN_STATES)[number]): number => SPAN_STATES.indexOf(name)

export const LONG_TRACES: readonly { readonly name: string; readonly make: () => Trace }[] = [
  { name: '10 threads for 10 minutes', make: () => takingTurns(10, 600) },
  { name: '200 threads for 30 seconds', make: () => takingTurns(200, 30) }
]

/** Threads of one process that take turns with the GIL, and do something else now and then. */
function takingTurns(threads: number, seconds: number): Trace {
  const duration = seconds * 1e6
  const turns = Math.floor(duration / TURN)
  const holder = Int32Array.from({ length: turns }, (_, turn) => Math.floor(noise(turn, 0) * threads))
  const edges = Float64Array.from({ length: turns + 1 }, (_, turn) => turn * TURN)
  const gil: GilTrace = {
    ...{ process: 0, interpreter: 0, edges, holder },
    switches: counter(duration, (at) => at / TURN)
  }
  const own = Array.from({ length: threads }, (_, thread) => threadTrace(thread, holder, duration, threads))
  return {
    run: 'run' as RunId,
    duration: duration as Us,
    live: false,
    tier: 'exact',
    reason: '',
    samples: duration / 4_000,
    samplesPlanned: duration / 4_000,
    askedHz: 250,
    cost: { over: 0 as Us, looking: 0 as Us, building: 0 as Us, packing: 0 as Us },
    gaps: { from: new Float64Array(), to: new Float64Array() },
    thinnedBefore: 0 as Us,
    thinnedStep: 0 as Us,
    cores: CORES,
    machineBusy: counter(duration, (at) => at * 1.3),
    processes: [
      {
        ...{ pid: 100, parent: 1, name: 'python3', tier: 'exact', reason: '', startedBy: null, ended: false },
        cpu: counter(duration, (at) => at),
        unmetChildrenCpu: counter(duration, () => 0),
        unlistedThreads: 0
      }
    ],
    threads: own,
    gils: [gil],
    tasks: NO_TASKS,
    lines: [],
    problems: []
  }
}

function threadTrace(thread: number, holder: Int32Array, duration: number, threads: number): ThreadTrace {
  const spans = spansOf(thread, holder)
  return {
    ...{ process: 0, tid: 100 + thread, started: thread, name: `worker-${thread}`, ended: false, spans },
    startedBy: 'run' as RunId,
    switches: { voluntary: 0, involuntary: 0 },
    cpu: counter(duration, (at) => at / threads)
  }
}

/** Within each turn the holder runs; of the others each waits, sleeps or runs native code for a while. */
function spansOf(thread: number, holder: Int32Array): Spans {
  const edges = [0]
  const states: number[] = []
  const cores: number[] = []
  for (let turn = 0; turn < holder.length; turn++) {
    const at = turn * TURN
    const does =
      holder[turn] === thread
        ? state('python')
        : noise(thread, Math.floor(turn / 3)) < 0.7
          ? state('gil-wait')
          : ([state('sleep'), state('io'), state('native')][Math.floor(noise(turn, thread) * 3)] ?? 0)
    const core = does === state('python') || does === state('native') ? (thread + turn) % CORES : -1
    if (states.at(-1) === does && cores.at(-1) === core) edges[edges.length - 1] = at + TURN
    else {
      edges.push(at + TURN)
      states.push(does)
      cores.push(core)
    }
  }
  return {
    edges: Float64Array.from(edges),
    state: Uint8Array.from(states),
    core: Int16Array.from(cores),
    held: Uint8Array.from(states, (each) => (each === state('python') ? 1 : 0)),
    line: new Int32Array(states.length).fill(-1)
  }
}

function counter(duration: number, value: (at: number) => number): Counter {
  const at = Float64Array.from({ length: Math.floor(duration / COUNTED) + 1 }, (_, i) => i * COUNTED)
  return { at, value: at.map(value) }
}

/** The same numbers each time, between 0 and 1. */
function noise(a: number, b: number): number {
  const x = Math.sin(a * 127.1 + b * 311.7) * 43758.5453
  return x - Math.floor(x)
}
