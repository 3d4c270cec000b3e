import { expect, test } from 'vitest'
import { traced } from './drawn'
import { figuresOf } from './figures'
import type { Trace } from './trace'
import { SPAN_STATES } from './trace'

/** A thread's spans as text: `python 0-16`, in letters of 4 ms. */
function spansOf(trace: Trace, name: string): string[] {
  const thread = trace.threads.find((candidate) => candidate.name === name)!
  const { edges, state } = thread.spans
  return [...state].map((code, i) => `${SPAN_STATES[code]!} ${edges[i]! / 4000}-${edges[i + 1]! / 4000}`)
}
/** Who held the first GIL, in letters. */
function gilOf(trace: Trace): string[] {
  const { edges, holder } = trace.gils[0]!
  return [...holder].map((index, i) => {
    const name = index < 0 ? String(index) : trace.threads[index]!.name
    return `${name} ${edges[i]! / 4000}-${edges[i + 1]! / 4000}`
  })
}

test('two threads that take turns become spans that meet where they took turns', () => {
  const trace = traced(`
    main    GGGGwwww
    worker  wwwwGGGG`)
  expect(spansOf(trace, 'main')).toEqual(['python 0-4', 'gil-wait 4-8'])
  expect(spansOf(trace, 'worker')).toEqual(['gil-wait 0-4', 'python 4-8'])
  expect(gilOf(trace)).toEqual(['main 0-4', 'worker 4-8'])
  const figures = figuresOf(trace)
  expect(figures).toMatchObject({ wall: 32, cpu: 32, cores: 1, gil: { held: 32, waited: 32, switches: 1 } })
})
