import { expect, it } from 'vitest'
import { traced } from './drawn'
import type { Trace, Us } from './trace'
import { wakeOf } from './wake'

const LETTER = 10
const ms = (letters: number): number => letters * LETTER * 1000

/** `name let-go @letter`, or nothing. */
function said(trace: Trace, name: string, letter: number): string {
  const thread = trace.threads.findIndex((each) => each.name === name)
  const wake = wakeOf(trace, thread, ms(letter))
  if (wake === null) return ''
  return `${trace.threads[wake.by]?.name} ${wake.how} @${Math.round(wake.at / ms(1))}`
}

const TURNS = traced(
  `
  main  llllllllllllllllllllllllllllll
  a     GGGGGGGGGGwwwwwwwwwwGGGGGGGGGG
  b     wwwwwwwwwwGGGGGGGGGGwwwwwwwwww`,
  { letter: LETTER }
)

it('says who let go of the GIL just before a thread got it', () => {
  expect(said(TURNS, 'b', 5)).toBe('a let-go @10')
  expect(said(TURNS, 'a', 15)).toBe('b let-go @20')
})

it('knows a wait as one whose line of code became known in the middle of it, but not two on different lines', () => {
  const [main, a, b] = TURNS.threads
  const withLines = (before: number, after: number): Trace => {
    const { edges, state, core, held, line } = b!.spans
    const spans = {
      edges: Float64Array.from([edges[0]!, ms(6), ...edges.slice(1)]),
      state: Uint8Array.from([state[0]!, ...state]),
      core: Int16Array.from([core[0]!, ...core]),
      held: Uint8Array.from([held[0]!, ...held]),
      line: Int32Array.from([before, after, ...line.slice(1)])
    }
    return { ...TURNS, threads: [main!, a!, { ...b!, spans }] }
  }
  for (const [before, after] of [
    [-1, 0],
    [0, -1],
    [0, 0]
  ] as const) {
    expect(said(withLines(before, after), 'b', 3)).toBe('a let-go @10')
    expect(said(withLines(before, after), 'b', 8)).toBe('a let-go @10')
  }
  expect(said(withLines(0, 1), 'b', 3)).toBe('')
  expect(said(withLines(0, 1), 'b', 8)).toBe('a let-go @10')
})

it('says nothing of a wait that goes on at the end, or of a thread that does not wait', () => {
  expect(said(TURNS, 'b', 25)).toBe('')
  expect(said(TURNS, 'a', 5)).toBe('')
})

it('says nothing where Python counted hand-offs that the samples did not see', () => {
  const gil = TURNS.gils[0]!
  const switches = { at: Float64Array.of(0, TURNS.duration), value: Float64Array.of(0, 60) }
  expect(said({ ...TURNS, gils: [{ ...gil, switches }] }, 'b', 5)).toBe('')
})

it('says nothing where the order was given up', () => {
  expect(said({ ...TURNS, thinnedBefore: ms(15) as Us, thinnedStep: ms(5) as Us }, 'b', 5)).toBe('')
})

it('says which thread ended as a wait for a lock did, if it was one alone', () => {
  const one = traced(
    `
    main  llllllllllGGGGGGGGGG
    a     NNNNNNNNNN
    b     ssssssssssssssssssss`,
    { letter: LETTER }
  )
  expect(said(one, 'main', 5)).toBe('a ended @10')
  const two = traced(
    `
    main  llllllllllGGGGGGGGGG
    a     NNNNNNNNNN
    b     ssssssssss`,
    { letter: LETTER }
  )
  expect(said(two, 'main', 5)).toBe('')
  const none = traced(
    `
    main  llllllllllGGGGGGGGGG
    a     NNNNNNNNNNssssssssss`,
    { letter: LETTER }
  )
  expect(said(none, 'main', 5)).toBe('')
})

it('says which child ended as a wait for one did', () => {
  const child = traced(
    `
    main  ccccccccccGGGGGGGGGG
    x/m   NNNNNNNNNN
    y/m   NNNNNNNNNNNNNNNNNNNN`,
    { letter: LETTER }
  )
  expect(said(child, 'main', 5)).toBe('m ended @10')
})
