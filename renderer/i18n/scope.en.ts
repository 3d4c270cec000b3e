/** The strings of the monitors, in English; part of `en.ts`. */
import type { Tier } from '../../common/trace/sample'
import { traceEn } from '../../common/trace/words/en'
import { tasksEn } from './tasks.en'

const { tracks } = traceEn
const percent = (share: number): string => `${Math.round(share * 100)} %`

const tierMeanings: Record<Tier, string> = {
  exact: 'The GIL was read from the memory of Python.',
  os: 'Memory could not be read: what the system tells of threads only; who holds the GIL is unknown.',
  portable:
    'CPU time of each thread, and whether it runs, is ready or waits; nothing of the GIL, and no cores.',
  'no-gil': 'A Python without a GIL: threads can run at once.'
}

export const scopeEn = {
  strip: {
    label: (cell: number) => `What running cell ${cell} did`,
    ...traceEn.strip,
    brief: 'brief',
    watching: 'watching…',
    sparkline: (most: number) => `Cores used over time, at most ${most.toFixed(1)}`
  },
  tiers: tracks.tiers,
  tier: (tier: Tier, reason: string, hz: number, lowered: number | null, missed: number) =>
    `${tierMeanings[tier]}${reason === '' ? '' : ` Why: ${reason}`}\n${Math.round(hz)} samples a second${
      lowered === null ? '' : ` instead of ${lowered}, which would have cost too much`
    }${missed < 0.005 ? '' : `, ${percent(missed)} missed`}.`,
  states: tracks.states,
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
    ...traceEn.figures
  }
}

export type ScopeText = typeof scopeEn
