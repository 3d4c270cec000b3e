/** What a trace shows, in English words: for the page, and for exports without one. */
import type { TaskWords, TrackWords } from '../draw/Track'
import type { Tier } from '../sample'
import { awaitedText, type TaskState } from '../taskTrace'
import type { SpanState } from '../trace'
import type { TraceWords } from './TraceWords'

const percent = (share: number): string => `${Math.round(share * 100)} %`

const tiers: Record<Tier, string> = {
  exact: 'exact',
  os: 'OS only',
  portable: 'CPU only',
  'no-gil': 'no GIL'
}

const states: Record<SpanState, string> = {
  python: 'running Python',
  native: 'running native code',
  'gil-wait': 'waiting for the GIL',
  preempted: 'ready, no core',
  lock: 'waiting for a lock',
  io: 'waiting for I/O',
  sleep: 'asleep',
  'child-wait': 'waiting for a process',
  idle: 'idle',
  unseen: 'not seen'
}

/** A length of time, from µs: `0.4 ms`, `35 ms`, `2.45 s`, `12:05 min`. */
function duration(us: number): string {
  const ms = us / 1000
  if (ms < 10) return `${ms.toFixed(1)} ms`
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 100_000) return `${(ms / 1000).toFixed(2)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`
}

const lanes: TaskWords = {
  of: (thread) => `Tasks in ${thread}`,
  key: 'solid: running · hatched: suspended',
  more: (count) => (count === 1 ? '+ 1 more task' : `+ ${count} more tasks`),
  running: 'running',
  ready: 'ready, waits for its turn',
  awaited: awaitedText,
  awaits: (thing) => `awaits ${awaitedText(thing)}`,
  ran: (coroutine, steps) => `${coroutine}, ${steps === 1 ? '1 step' : `${steps} steps`}`,
  madeBy: (parent, line) =>
    `made${parent === undefined ? '' : ` by ${parent}`}${line === undefined ? '' : ` in line ${line}`}`,
  older: 'made in an earlier run',
  ended: {
    pending: 'goes on',
    done: 'ends as done',
    cancelled: 'ends cancelled',
    failed: 'ends with an exception',
    lost: 'was forgotten before its end'
  }
}

const taskStates: Record<TaskState, string> = {
  'task-running': 'running',
  'awaits-turn': 'ready',
  'awaits-sleep': 'asleep',
  'awaits-lock': 'waiting for a lock or queue',
  'awaits-io': 'waiting for I/O',
  'awaits-tasks': 'waiting for tasks',
  'awaits-other': 'waiting for something else'
}

const tracks: TrackWords = {
  states,
  runs: 'running',
  tiers,
  duration,
  used: 'Cores used',
  usedNow: (cores, machine) =>
    `${cores.toFixed(2)} by this notebook${machine === null ? '' : `, ${machine.toFixed(2)} by others`}`,
  coresHeading: 'Cores',
  core: (core) => `core ${core}`,
  unusedCores: (count) => (count === 1 ? '1 core was not used' : `${count} cores were not used`),
  gilHeading: 'GIL',
  gil: (process, interpreter, isAlone) => {
    const name = isAlone ? 'held by' : process
    return interpreter === 0 ? name : `${name}, interpreter ${interpreter}`
  },
  heldInTurns: (handOffs) => `held in turns, ${handOffs} hand-offs`,
  heldBy: (thread) => `held by ${thread}`,
  heldByUnknown: 'held, by whom is not known',
  heldByNobody: 'free',
  notSeen: 'not seen',
  waitingArea: 'waiting',
  waiting: (count) =>
    count === 0 ? 'nobody waits' : count === 1 ? '1 thread waits' : `${count} threads wait`,
  threadsOf: (process) => `Threads of ${process}`,
  moreThreads: (count) =>
    count === 1 ? '1 more thread did next to nothing' : `${count} more threads did next to nothing`,
  onCore: (core) => `on core ${core}`,
  holdsGil: 'keeps the GIL meanwhile',
  line: (cell, line) => (cell === null ? `line ${line}` : `cell [${cell}], line ${line}`),
  letGoBy: (thread) => `until ${thread} let go of the GIL`,
  endedAs: (thread) => `until ${thread} ended`,
  notes: 'Notes',
  tasks: lanes
}

export const traceEn: TraceWords = {
  tracks,
  strip: {
    cores: (cores: number) => `${cores.toFixed(2)} cores`,
    processes: (count: number) => `${count} processes`,
    threads: (count: number) => (count === 1 ? '1 thread' : `${count} threads`),
    held: (share: number, gils: number) =>
      gils === 1 ? `GIL held ${percent(share)}` : `${gils} GILs held ${percent(share)} each`,
    waited: (share: number) => `waited ${percent(share)}`,
    handOffs: (aSecond: number) => `${Math.round(aSecond)} hand-offs/s`,
    tasks: (count: number) => (count === 1 ? '1 task' : `${count} tasks`)
  },
  figures: {
    thread: 'thread',
    process: 'process',
    cpu: 'CPU',
    held: 'held the GIL',
    cores: 'cores',
    all: (wall: string, cores: number) => `all, in ${wall}: ${cores.toFixed(2)} cores`
  },
  legend: { tasks: 'Tasks:', taskStates },
  picture: {
    title: 'What running the cell did',
    run: (number) => `Run ${number}`,
    python: (version, isFreeThreaded) => `Python ${version}${isFreeThreaded ? ' free-threaded' : ''}`,
    otherCode: 'of other code than above',
    moreRows: (count) => (count === 1 ? '1 more row is not shown' : `${count} more rows are not shown`),
    note: (from, to, text) => `Note on ${from} – ${to}: ${text}`
  },
  compared: {
    columns: {
      run: 'Run',
      python: 'Python',
      wall: 'Time',
      cpu: 'CPU time',
      cores: 'Cores',
      waited: 'Waited for the GIL',
      speedUp: 'Speed-up'
    },
    times: (speedUp) => `${speedUp.toFixed(speedUp < 9.95 ? 2 : 1)}×`,
    changed: (run) => `${run}: `,
    timeline: 'The runs on one time scale',
    timelineKeys: 'Arrow keys go between events and rows, W and S zoom, A and D move, F shows everything.'
  }
}
