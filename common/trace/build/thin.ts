/**
 * Less detail for old times. Within each step the spans that say the same are put together:
 *
 *     before   |G w G w G l|G w G G w w|        after   |GGG ww l|GGG www|
 *
 * so that every sum over whole steps (per state, core, line, holder) stays exact, and only the order within a step is lost.
 */
import type { SpanKey } from '../columns'
import { CounterColumns, SpanColumns, StepColumns } from '../columns'
import type { Counter, Spans } from '../trace'

/** The first step, in µs: shorter than what anybody can tell apart in a picture of minutes. */
export const FIRST_STEP = 100_000

/** Goes through spans until `before`, cut at every multiple of `step`. Gives the index of the span it stopped in. */
function cutAtSteps(
  edges: Float64Array,
  before: number,
  step: number,
  visit: (span: number, length: number) => void,
  stepEnds: (at: number) => void
): number {
  let span = 0
  let at = edges[0] ?? 0
  const end = Math.min(before, edges.at(-1) ?? 0)
  while (at < end) {
    const stepEnd = Math.min((Math.floor(at / step) + 1) * step, end)
    while (at < stepEnd) {
      const to = Math.min(edges[span + 1] ?? stepEnd, stepEnd)
      visit(span, to - at)
      at = to
      if (at === edges[span + 1]) span++
    }
    stepEnds(at)
  }
  return span
}

/** The span's key, to push it again. */
function keyOf(spans: Spans, i: number): SpanKey {
  return {
    state: spans.state[i] ?? 0,
    core: spans.core[i] ?? -1,
    held: spans.held[i] === 1,
    line: spans.line[i] ?? -1
  }
}

/** One number per key: 5 bits of state and flag, 16 of core, the rest for the line. */
function idOf({ state, core, held, line }: Spans, i: number): number {
  return (((line[i] ?? -1) + 1) * 65_536 + (core[i] ?? -1) + 1) * 32 + (state[i] ?? 0) * 2 + (held[i] ?? 0)
}

/** The same life with the order within each `step` given up, for the time before `before` (a multiple of `step`). */
export function thinSpans(spans: Spans, before: number, step: number): SpanColumns {
  const thin = new SpanColumns(spans.edges[0] ?? 0)
  const sums = new Map<number, { key: SpanKey; length: number }>()
  const rest = cutAtSteps(
    spans.edges,
    before,
    step,
    (i, length) => {
      const id = idOf(spans, i)
      const sum = sums.get(id)
      if (sum) sum.length += length
      else sums.set(id, { key: keyOf(spans, i), length })
    },
    () => {
      for (const { key, length } of sums.values()) thin.push(thin.to + length, key)
      sums.clear()
    }
  )
  for (let i = rest; i < spans.state.length; i++) thin.push(spans.edges[i + 1] ?? 0, keyOf(spans, i))
  return thin
}

/** The same for who held a GIL. */
export function thinSteps(
  steps: { edges: Float64Array; value: Int32Array },
  before: number,
  step: number
): StepColumns {
  const thin = new StepColumns(steps.edges[0] ?? 0)
  const sums = new Map<number, number>()
  const rest = cutAtSteps(
    steps.edges,
    before,
    step,
    (i, length) => {
      const value = steps.value[i] ?? 0
      sums.set(value, (sums.get(value) ?? 0) + length)
    },
    () => {
      for (const [value, length] of sums) thin.push(thin.to + length, value)
      sums.clear()
    }
  )
  for (let i = rest; i < steps.value.length; i++) thin.push(steps.edges[i + 1] ?? 0, steps.value[i] ?? 0)
  return thin
}

/** The same counter with points no closer than `step`, its ends kept. */
export function thinCounter(counter: Counter, step: number): CounterColumns {
  const thin = new CounterColumns(counter.at[0] ?? 0, step)
  counter.at.forEach((at, i) => thin.push(at, counter.value[i] ?? 0))
  return thin
}
