import { expect, test } from 'vitest'
import type { Ms, RunId } from '../brands'
import { TraceBuilder } from './build/build'
import { drawn } from './drawn'
import { NO_TASKS_NOW, type Now } from './now'
import type { Sample } from './sample'

const HZ = 250
const run = 'run' as RunId

/** What lives, as text: a line per process and per thread. */
function said(now: Now): string[] {
  const percent = (cpu: number | null): string => (cpu === null ? '?' : `${String(Math.round(cpu * 100))} %`)
  return now.flatMap(({ name, cpu, startedBy, threads }) => [
    `${name} ${percent(cpu)} ${startedBy ?? '-'}`,
    ...threads.map((thread) => `  ${thread.name} ${thread.state} ${percent(thread.cpu)}`)
  ])
}

/** Adds samples, and looks every so many of them. */
function looked(builder: TraceBuilder, samples: readonly Sample[], every = 60): Now {
  let now: Now = []
  samples.forEach((sample, n) => {
    builder.add(sample)
    if (n % every === 0 || n === samples.length - 1) now = builder.now(NO_TASKS_NOW)
  })
  return now
}

test('nothing lives before the first sample', () => {
  expect(new TraceBuilder(HZ).now(NO_TASKS_NOW)).toEqual([])
})

test('processes and threads in an order that stays, each with its state and its share of the last second', () => {
  const builder = new TraceBuilder(HZ)
  const samples = drawn(`
    python3              ${'l'.repeat(500)}
    worker-2             ${'GGGw'.repeat(125)}
    worker-1             ${'wwwG'.repeat(125)}
    ForkProcess-2/python ${'G'.repeat(500)}
    ForkProcess-1/python ${'s'.repeat(500)}`)
  const now = looked(builder, samples)
  expect(said(now)).toEqual([
    'kernel 100 % -',
    '  MainThread lock 0 %',
    '  worker-2 gil-wait 75 %',
    '  worker-1 python 25 %',
    'ForkProcess-2 100 % -',
    '  MainThread python 100 %',
    'ForkProcess-1 0 % -',
    '  MainThread sleep 0 %'
  ])
})

test('a first look has no shares; a later one counts the last second only', () => {
  const builder = new TraceBuilder(HZ)
  const samples = drawn(`
    main    ${'G'.repeat(250)}${'s'.repeat(500)}`)
  expect(said(looked(builder, samples.slice(0, 1)))).toEqual(['kernel ? -', '  main python ?'])
  expect(said(looked(builder, samples.slice(1)))).toEqual(['kernel 0 % -', '  main sleep 0 %'])
  builder.lookAway()
  expect(builder.now(NO_TASKS_NOW)[0]?.cpu).toBeNull()
})

test('what outlives its run goes on and bears the run; what has ended is gone', () => {
  const builder = new TraceBuilder(HZ)
  const samples = drawn(`
    main      ${'s'.repeat(500)}
    worker      ${'G'.repeat(498)}
    brief       ${'G'.repeat(100)}${' '.repeat(398)}`)
  const [before, ...after] = samples
  builder.add(before!)
  builder.begin(run, (before!.at + 1) as Ms)
  const half = after.slice(0, 200)
  for (const sample of half) builder.add(sample)
  builder.end(run, half.at(-1)!.at)
  const [kernel] = looked(builder, after.slice(200))
  expect(kernel?.threads.map(({ name, startedBy }) => [name, startedBy])).toEqual([
    ['main', null],
    ['worker', run]
  ])
  expect(kernel?.threads[1]?.cpu).toBeCloseTo(1, 1)
})
