import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { TASK_STATES } from '../taskTrace'
import { SPAN_STATES } from '../trace'
import { colourOf, softOf, type FileInk } from './colours'
import { THREAD_INKS } from './pen'

const css = ['styles.css', 'scope/scope.css', 'scope/tasks.css']
  .map((name) => readFileSync(resolve(import.meta.dirname, '../../../renderer', name), 'utf8'))
  .join('\n')

const INKS: readonly FileInk[] = [
  ...SPAN_STATES.filter((state) => state !== 'idle'),
  ...TASK_STATES,
  ...Array.from({ length: THREAD_INKS }, (_, i): FileInk => `thread-${i}`),
  ...(['ground', 'band', 'text', 'quiet', 'rule', 'held', 'on-thread', 'machine'] as const),
  ...(['note', 'note-edge', 'task-failed', 'core-0', 'core-1', 'core-2', 'core-3'] as const)
]

/** What the page's style says a variable is in a theme, as `#rrggbb`; undefined where it says nothing. */
function inPage(variable: string, theme: string): string | undefined {
  const blocks = [...css.matchAll(/:root(?:\[data-theme='(\w+)'\])? \{([^}]*)\}/g)]
  const said = blocks
    .filter(([, of]) => of === undefined || of === theme)
    .flatMap(([, , block]) => new RegExp(`(?:^|\\s)${variable}: ([^;]*);`).exec(block ?? '')?.[1] ?? [])
    .at(-1)
  const other = /^var\((.*)\)$/.exec(said ?? '')?.[1]
  return other === undefined ? said : inPage(other, theme)
}

/** A colour of the page with some of the ground behind it. */
function overGround(value: string | undefined, theme: string): string | undefined {
  const mix = /^color-mix\(in srgb, var\((.*)\) (\d+)%, transparent\)$/.exec(value ?? '')
  if (mix === null) return value
  const part = (colour: string | undefined, at: number): number => parseInt(colour!.slice(at, at + 2), 16)
  const [colour, ground] = [inPage(mix[1]!, theme), inPage('--ink-ground', theme)]
  const share = Number(mix[2]) / 100
  return `#${[1, 3, 5]
    .map((at) =>
      Math.round(part(colour, at) * share + part(ground, at) * (1 - share))
        .toString(16)
        .padStart(2, '0')
    )
    .join('')}`
}

it.each(['light', 'dark'] as const)('pictures have the colours of the page in the %s theme', (theme) => {
  const ofPage = INKS.map((ink) => {
    const value = inPage(`--state-${ink}`, theme) ?? inPage(`--ink-${ink}`, theme)
    const soft = inPage(`--state-${ink}-soft`, theme) ?? inPage(`--ink-${ink}-soft`, theme)
    return [ink, overGround(value, theme), soft ?? 'none']
  })
  expect(INKS.map((ink) => [ink, colourOf(ink, theme), softOf(ink, theme)])).toEqual(ofPage)
})
