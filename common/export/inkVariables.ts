/** The colours of inks as CSS variables, by the names that a canvas takes them by. */
import type { Theme } from '../ipc'
import { colourOf, softOf, type FileInk } from '../trace/draw/colours'
import { THREAD_INKS } from '../trace/draw/pen'
import { TASK_STATES } from '../trace/taskTrace'
import { SPAN_STATES } from '../trace/trace'

const STATES: readonly FileInk[] = SPAN_STATES.filter((state) => state !== 'idle')
const OTHERS: readonly FileInk[] = [
  ...TASK_STATES,
  ...Array.from({ length: THREAD_INKS }, (_, i): FileInk => `thread-${i}`),
  ...(['ground', 'band', 'text', 'quiet', 'rule', 'held', 'on-thread', 'machine'] as const),
  ...(['note', 'note-edge', 'task-failed', 'core-0', 'core-1', 'core-2', 'core-3'] as const)
]

/** What only somebody at a screen sees, made of the page's own colours. */
const OF_THE_USER =
  '--ink-selected: var(--accent-soft); --ink-range: color-mix(in srgb, var(--accent) 16%, transparent); ' +
  '--ink-pointed: var(--line-strong); --ink-marked: var(--accent); ' +
  '--ink-veil: color-mix(in srgb, var(--bg-raised) 72%, transparent);'

export function inkVariables(theme: Theme): string {
  const said = (ink: FileInk, variable: string): string => {
    const soft = softOf(ink, theme)
    return `${variable}: ${colourOf(ink, theme)};${soft === 'none' ? '' : ` ${variable}-soft: ${soft};`}`
  }
  return [
    ...STATES.map((ink) => said(ink, `--state-${ink}`)),
    '--state-idle: transparent;',
    ...OTHERS.map((ink) => said(ink, `--ink-${ink}`)),
    OF_THE_USER
  ].join(' ')
}
