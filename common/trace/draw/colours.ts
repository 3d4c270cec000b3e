/**
 * The colours of inks where there is no page to take them from, for both themes: the same ones as in `scope.css`, which a
 * test compares.
 */
import type { Theme } from '../../ipc'
import type { Ink } from './pen'
import { textureOf } from './textures'

/** What only somebody at a screen sees: where the pointer is, what is selected. Pictures for a file have none of it. */
type OfTheUser = 'selected' | 'range' | 'pointed' | 'marked' | 'veil'
export type FileInk = Exclude<Ink, OfTheUser>

export function isForFiles(ink: Ink): ink is FileInk {
  return !OF_THE_USER.has(ink)
}
const OF_THE_USER: ReadonlySet<string> = new Set<OfTheUser>([
  ...(['selected', 'range', 'pointed', 'marked', 'veil'] as const)
])

type Colours = Readonly<Record<string, string>>

const THREADS: Colours = {
  'on-thread': '#16201e',
  'thread-0': '#77aadd',
  'thread-1': '#ee8866',
  'thread-2': '#eedd88',
  'thread-3': '#ffaabb',
  'thread-4': '#44bb99',
  'thread-5': '#bbcc33',
  'thread-6': '#99ddff',
  'thread-7': '#c3a6dd',
  'thread-8': '#99b4c9'
}

const LIGHT: Colours = {
  ...THREADS,
  ground: '#ffffff',
  band: '#eff2f1',
  text: '#1b2321',
  quiet: '#56625f',
  rule: '#dbe1df',
  python: '#009e73',
  native: '#0072b2',
  'native-soft': '#7fbbe0',
  'gil-wait': '#d55e00',
  'gil-wait-soft': '#f9dcc6',
  preempted: '#e0b500',
  'preempted-soft': '#fbf0bd',
  lock: '#e69f00',
  'lock-soft': '#fae3b4',
  io: '#aa5f91',
  'io-soft': '#ead0e1',
  sleep: '#94a6b5',
  'child-wait': '#7c8683',
  unseen: '#b7c1be',
  held: '#006b4e',
  machine: '#d3dad8',
  note: '#ffe7a3',
  'note-edge': '#b58900',
  'awaits-turn': '#e0b500',
  'awaits-turn-soft': '#fbf0bd',
  'awaits-sleep': '#c3ced6',
  'awaits-sleep-soft': '#e9eef2',
  'awaits-lock': '#f0c268',
  'awaits-lock-soft': '#fcf0d8',
  'awaits-io': '#d7a9c7',
  'awaits-io-soft': '#f5e7f0',
  'awaits-tasks': '#cfd6d3',
  'awaits-tasks-soft': '#f6f8f7',
  'awaits-other': '#a9c7de',
  'awaits-other-soft': '#e6f0f7',
  'task-failed': '#b3261e'
}

const DARK: Colours = {
  ...THREADS,
  ground: '#1a2021',
  band: '#0f1314',
  text: '#dde5e2',
  quiet: '#95a3a0',
  rule: '#2a3335',
  python: '#1fb58a',
  native: '#2f86d6',
  'native-soft': '#a9d6f5',
  'gil-wait': '#f0762a',
  'gil-wait-soft': '#4a2a18',
  preempted: '#e8cc3a',
  'preempted-soft': '#4a431b',
  lock: '#e8a72e',
  'lock-soft': '#4b3a1a',
  io: '#d184b4',
  'io-soft': '#4a3042',
  sleep: '#71859a',
  'child-wait': '#8d9996',
  unseen: '#4a5759',
  held: '#8df0cf',
  machine: '#384345',
  note: '#e6cc7c',
  'note-edge': '#fff0c2',
  'awaits-turn': '#e8cc3a',
  'awaits-turn-soft': '#4a431b',
  'awaits-sleep': '#4f6070',
  'awaits-sleep-soft': '#2b363f',
  'awaits-lock': '#94691f',
  'awaits-lock-soft': '#40321a',
  'awaits-io': '#7f5270',
  'awaits-io-soft': '#3a2834',
  'awaits-tasks': '#465254',
  'awaits-tasks-soft': '#252e30',
  'awaits-other': '#3d6480',
  'awaits-other-soft': '#22333f',
  'task-failed': '#ff8a80'
}

const THEMES: Record<Theme, Colours> = { light: LIGHT, dark: DARK }

/** How much of the quiet colour the lines of neighbouring cores have. */
const CORES: Colours = { 'core-0': '0.9', 'core-1': '0.45', 'core-2': '0.7', 'core-3': '0.28' }

/** As `#rrggbb`. */
export function colourOf(ink: FileInk, theme: Theme): string {
  const colours = THEMES[theme]
  const share = CORES[ink]
  if (share !== undefined) return mixed(colours['quiet'] ?? '', colours['ground'] ?? '', Number(share))
  return colours[ink === 'task-running' ? 'python' : ink] ?? 'none'
}

/** The lighter companion of a textured ink; `none` where its texture needs none. */
export function softOf(ink: FileInk, theme: Theme): string {
  return textureOf(ink) === undefined ? 'none' : (THEMES[theme][`${ink}-soft`] ?? 'none')
}

function mixed(one: string, other: string, share: number): string {
  const part = (colour: string, at: number): number => parseInt(colour.slice(at, at + 2), 16)
  const parts = [1, 3, 5].map((at) => Math.round(part(one, at) * share + part(other, at) * (1 - share)))
  return `#${parts.map((each) => each.toString(16).padStart(2, '0')).join('')}`
}
