import { expect, it } from 'vitest'
import { traced } from '../drawn'
import { figuresOf } from '../verdict/figures'
import { stateTimesIn } from '../stateTimes'
import { valueAt } from '../trace'
import { cpuOfAll, WaitedBy } from './totals'

const TRACE = traced(
  `
  main  GGGGllllllllllllllllllll
  a         GGGGwwwwGGGGwwwwNNNN
  b         wwwwGGGGwwwwGGGGGGGG
  x/m       NNNNNNNNNNNNNNNNNNNN`,
  { letter: 20 }
)

it('adds up the CPU time of all threads, at every moment', () => {
  for (let at = 0; at <= TRACE.duration; at += 20_000) {
    const summed = TRACE.threads.reduce((sum, { cpu }) => sum + valueAt(cpu, at), 0)
    expect(valueAt(cpuOfAll(TRACE), at)).toBeCloseTo(summed, 0)
  }
})

it('says how long threads of a process waited for the GIL, as the figures do', () => {
  const waited = new WaitedBy(TRACE, 0)
  for (const [from, to] of [
    [0, TRACE.duration],
    [70_000, 250_000],
    [130_000, 131_000]
  ] as const) {
    const wanted = figuresOf(TRACE, { from, to }).states['gil-wait'] * 1000
    expect(waited.at(to) - waited.at(from)).toBeCloseTo(wanted, 3)
  }
  expect(new WaitedBy(TRACE, 1).at(TRACE.duration)).toBe(0)
})

it('sums states over any stretch as the figures do', () => {
  const range = { from: 110_000, to: 333_000 }
  const figures = figuresOf(TRACE, range)
  const times = stateTimesIn(TRACE, range)
  for (const state of ['python', 'native', 'gil-wait', 'lock'] as const)
    expect(times.get(state) ?? 0).toBeCloseTo(figures.states[state] * 1000, 0)
})
