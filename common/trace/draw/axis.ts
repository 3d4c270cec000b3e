/** The time axis: ticks at round times, as many as have room. */
import type { Pen } from './pen'
import type { TimeScale } from './TimeScale'

export const AXIS_HEIGHT = 22
/** Room for the longest of its words, in px. */
const APART = 84
const STEPS = [1, 2, 5]
/** Round times from ten seconds on, as clocks have them, in s. */
const CLOCK = [10, 20, 30, 60, 120, 300, 600, 1200, 1800]

/** The distance of ticks in µs: the smallest round one with room for words. */
export function tickStep(scale: TimeScale): number {
  const least = scale.step * APART
  const clock = CLOCK.find((seconds) => seconds * 1e6 >= least)
  if (least > 5e6 && clock !== undefined) return clock * 1e6
  for (let power = 1; ; power *= 10) for (const step of STEPS) if (step * power >= least) return step * power
}

/** The moments (µs) of a scale's ticks. */
export function ticks(scale: TimeScale): number[] {
  const step = tickStep(scale)
  const first = Math.ceil(scale.from / step)
  const count = Math.floor(scale.to / step) - first + 1
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step)
}

/** As a clock says it: `0.25 s`, `12 s`, `1:05`. All ticks of one axis have as many decimals as their distance needs. */
export function tickWords(at: number, step: number): string {
  const decimals = Math.min(6, Math.max(0, 6 - Math.floor(Math.log10(step) + 1e-9)))
  const seconds = at / 1e6
  if (seconds < 60) return at === 0 ? '0 s' : `${seconds.toFixed(decimals)} s`
  const minutes = Math.floor(seconds / 60)
  const rest = (seconds - minutes * 60).toFixed(decimals)
  return `${String(minutes)}:${rest.padStart(decimals === 0 ? 2 : 3 + decimals, '0')}`
}

/** Lines at the ticks through all rows between two heights; to be drawn before them. */
export function drawTickLines(pen: Pen, scale: TimeScale, top: number, bottom: number): void {
  pen.fill(
    'rule',
    ticks(scale).flatMap((at) => [Math.round(scale.toPx(at)), top, 1, bottom - top])
  )
}

/** The axis at the top; to be drawn last, over rows that are scrolled behind it. */
export function drawAxis(pen: Pen, scale: TimeScale): void {
  const step = tickStep(scale)
  pen.fill('ground', [0, 0, scale.right, AXIS_HEIGHT])
  const rules = [0, AXIS_HEIGHT - 1, scale.right, 1]
  for (const at of ticks(scale)) {
    const x = Math.round(scale.toPx(at))
    rules.push(x, AXIS_HEIGHT - 6, 1, 6)
    // A word at the edge would be cut.
    if (x < scale.right - 40)
      pen.write('quiet', tickWords(at, step), x + 4, AXIS_HEIGHT / 2 - 1, { isSmall: true })
  }
  pen.fill('rule', rules)
}
