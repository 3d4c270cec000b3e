/** The strings of the monitors, in English; part of `en.ts`. */
import type { TrackWords } from '../../common/trace/draw/Track'
import type { Tier } from '../../common/trace/sample'
import type { SpanState } from '../../common/trace/trace'
import { tasksEn } from './tasks.en'

/** A length of time, from µs: `0.4 ms`, `35 ms`, `2.45 s`, `12:05 min`. */
function duration(us: number): string {
  const ms = us / 1000
  if (ms < 10) return `${ms.toFixed(1)} ms`
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 100_000) return `${(ms / 1000).toFixed(2)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`
}

const percent = (share: number): string => `${Math.round(share * 100)} %`

const tiers: Record<Tier, string> = {
  exact: 'exact',
  os: 'OS only',
  portable: 'CPU only',
  'no-gil': 'no GIL'
}
const tierMeanings: Record<Tier, string> = {
  exact: 'The GIL was read from the memory of Python.',
  os: 'Memory could not be read: what the system tells of threads only; who holds the GIL is unknown.',
  portable: 'Only the CPU time of each thread is known.',
  'no-gil': 'A Python without a GIL: threads can run at once.'
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

const tracks: TrackWords = {
  states,
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
  tasks: tasksEn.lanes
}

export const scopeEn = {
  strip: {
    label: (cell: number) => `What running cell ${cell} did`,
    cores: (cores: number) => `${cores.toFixed(2)} cores`,
    processes: (count: number) => `${count} processes`,
    threads: (count: number) => (count === 1 ? '1 thread' : `${count} threads`),
    held: (share: number, gils: number) =>
      gils === 1 ? `GIL held ${percent(share)}` : `${gils} GILs held ${percent(share)} each`,
    waited: (share: number) => `waited ${percent(share)}`,
    handOffs: (aSecond: number) => `${Math.round(aSecond)} hand-offs/s`,
    brief: 'brief',
    watching: 'watching…',
    sparkline: (most: number) => `Cores used over time, at most ${most.toFixed(1)}`
  },
  tiers,
  tier: (tier: Tier, reason: string, hz: number, lowered: number | null, missed: number) =>
    `${tierMeanings[tier]}${reason === '' ? '' : ` Why: ${reason}.`}\n${Math.round(hz)} samples a second${
      lowered === null ? '' : ` instead of ${lowered}, which would have cost too much`
    }${missed < 0.005 ? '' : `, ${percent(missed)} missed`}.`,
  states,
  tasks: tasksEn,
  tracks,
  timeline: {
    name: 'Timeline',
    label: (cell: number) => `Timeline of cell ${cell}`,
    keys: 'Arrow keys go between events and rows, with Shift they select a time; W and S zoom, A and D move, F shows everything; P pins the lane, Alt with up and down moves it; Enter goes to whoever ended a wait, G to the line of code; N writes a note on the selected time, L makes it large; Escape clears.',
    fit: 'Show all',
    fitHint:
      'Show the whole run (F). Click in, then the wheel zooms; drag moves; drag on the axis, or with Shift, selects a time; Ctrl and a click goes to the line of code.',
    legend: 'States',
    toggle: 'Time of all threads in this state, in what is shown. Press to hide or show it',
    large: 'Large',
    largeHint: 'Fill the window, for reading from afar (L); Escape returns',
    closeLarge: 'Back to the notebook',
    lane: 'Drag to move it among its neighbours; the pin (P) keeps it on top',
    resize: 'Height of the timeline'
  },
  notes: {
    add: 'Add note',
    hint: 'Write a note on the selected time (N); it is saved in the notebook',
    write: (when: string) => `Note on ${when}`,
    when: (from: string, to: string) => `${from} – ${to}`,
    keep: 'Keep',
    giveUp: 'Cancel',
    change: 'Change note',
    remove: 'Remove note',
    earlier: 'About an earlier run'
  },
  figures: {
    title: 'Figures',
    ofRange: (from: string, to: string) => `Figures from ${from} to ${to}`,
    thread: 'thread',
    process: 'process',
    cpu: 'CPU',
    held: 'held the GIL',
    cores: 'cores',
    all: (wall: string, cores: number) => `all, in ${wall}: ${cores.toFixed(2)} cores`
  }
}

export type ScopeText = typeof scopeEn
