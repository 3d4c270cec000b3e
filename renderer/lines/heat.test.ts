import { expect, test } from 'vitest'
import type { CellId, RunId } from '../../common/brands'
import { traced } from '../../common/trace/drawn'
import type { Trace } from '../../common/trace/trace'
import { executedAsked, executedAt, executedBegan, type AllExecuted } from '../state/executed'
import { noTraces, traceCame } from '../state/traces'
import { heatNow, heatOfCells, LinePlaces, totalOf } from './heat'

/** Runs in turn, as `cell:count:text`, one letter a line; each run bears its place, from 1. */
function ran(...runs: string[]): AllExecuted {
  let all: AllExecuted = []
  runs.forEach((text, i) => {
    const [cell, count, letters] = text.split(':') as [string, string, string]
    const run = String(i + 1) as RunId
    all = executedAsked(all, [{ run, cell: cell as CellId, code: [...letters].join('\n') }])
    all = executedBegan(all, run, Number(count))
  })
  return all
}
const source = (letters: string): string => [...letters].join('\n')

/** A run whose thread was on these lines of `Cell In[1]`. */
function trace(run: number, lines: string): Trace {
  const text = `
    main   ${'G'.repeat(40)}
    main@  ${[...lines].map((line) => line.repeat(40 / lines.length)).join('')}`
  return { ...traced(text), run: String(run) as RunId }
}

test('a line belongs to the text that ran last under its number, before a restart and after', () => {
  const all = ran('a:1:xy', 'b:2:z', 'c:1:uv', 'd:2:w')
  const line = (count: number) => ({ file: `Cell In[${count}]`, line: 1 })
  const cellAt = (run: number, count: number) => executedAt(all, String(run) as RunId, line(count))?.cell
  expect([cellAt(2, 1), cellAt(2, 2), cellAt(4, 1), cellAt(4, 2), cellAt(3, 2)]).toEqual([
    'a',
    'b',
    'c',
    'd',
    undefined
  ])
  expect(executedAt(all, '4' as RunId, { file: 'module.py', line: 1 })).toBeNull()
})

test('a run is seen in every cell that it was on, until another run is', () => {
  const executed = ran('defs:1:abc', 'first:2:d', 'second:3:e')
  let traces = noTraces()
  for (const [cell, run, lines] of [
    ['first', 2, '22'],
    ['second', 3, '2233']
  ] as const)
    traces = traceCame(traces, { cell: cell as CellId, trace: trace(run, lines), hasEnded: true })
  const heat = heatOfCells(traces, executed).get('defs' as CellId)
  expect(heat).toMatchObject({ run: '3', ranIn: 'second' })
  expect([...(heat?.times ?? [])].map(([line, times]) => [line, Math.round(totalOf(times))])).toEqual([
    [2, 80],
    [3, 80]
  ])
  expect(heatOfCells(traces, executed).has('second' as CellId)).toBe(false)
})

test('a run too short to say anything leaves the lines as they were', () => {
  const executed = ran('a:1:xyz')
  const short = { ...traced('main   GGG\nmain@  111'), run: '1' as RunId }
  const traces = traceCame(noTraces(), { cell: 'a' as CellId, trace: short, hasEnded: true })
  expect(heatOfCells(traces, executed).size).toBe(0)
})

test('a thread that goes on from an earlier run is on a text that is no longer there: its lines do not count', () => {
  const executed = ran('a:1:xyz', 'a:2:xy')
  const both = traced(`
    main   ${'G'.repeat(40)}
    main@  ${'1'.repeat(40)}
    old    ${'.'.repeat(40)}
    old@   ${'2'.repeat(40)}`)
  const [first, second] = both.lines
  if (first === undefined || second === undefined) throw new Error('two lines were drawn')
  const lines = [
    { ...first, file: 'Cell In[2]' },
    { ...second, file: 'Cell In[1]' }
  ]
  const traces = traceCame(noTraces(), {
    cell: 'a' as CellId,
    trace: { ...both, lines, run: '2' as RunId },
    hasEnded: true
  })
  const heat = heatOfCells(traces, executed).get('a' as CellId)
  expect(heat?.source).toBe(source('xy'))
  expect([...(heat?.times.keys() ?? [])]).toEqual([1])
})

test('heat goes with its line through edits, and is lost with it', () => {
  const executed = ran('a:1:abc')
  const traces = traceCame(noTraces(), { cell: 'a' as CellId, trace: trace(1, '1123'), hasEnded: true })
  const heat = heatOfCells(traces, executed).get('a' as CellId)
  if (heat === undefined) throw new Error('no heat')
  expect([...heatNow(heat, source('abc')).lines.keys()]).toEqual([1, 2, 3])
  const edited = heatNow(heat, source('xaBc'))
  expect([[...edited.lines.keys()], edited.lost]).toEqual([[2, 4], 1])
})

test('lines of code and of a trace are found from either side', () => {
  const executed = ran('a:1:abc', 'b:2:d')
  const places = new LinePlaces(
    trace(2, '1123'),
    executed,
    new Map([['a' as CellId, { source: source('xabc') }]])
  )
  expect(places.placeOf({ file: 'Cell In[1]', line: 3 })).toEqual({ cell: 'a', line: 4 })
  expect(places.placeOf({ file: 'Cell In[2]', line: 1 })).toBeNull()
  expect([...(places.linesAt('a' as CellId, 3) ?? [])]).toEqual([1])
  expect(places.linesAt('a' as CellId, 1)).toBeNull()
})
