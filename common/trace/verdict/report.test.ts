import { expect, test } from 'vitest'
import type { Ms, RunId } from '../../brands'
import { TraceBuilder } from '../build/build'
import { coreLanes, coresUsedOver } from '../cores'
import { drawn, traced } from '../drawn'
import { scopeOf } from './report'

test('the report says everything in ms, and leaves out what never was', () => {
  const switches = { voluntary: 0, involuntary: 0 }
  const report = scopeOf(
    traced(
      `
    main    ${'GGGGwwww'.repeat(10)}
    worker  ${'wwwwGGGG'.repeat(10)}`
    )
  )
  expect(report).toMatchObject({
    ...{ tier: 'exact', missed: 0, wallMs: 320, cpuMs: 320, cores: 1, pattern: 'gil-serialized' },
    gil: { heldMs: 320, waitedMs: 320, switches: 19 },
    processes: [{ name: 'kernel', pid: 100, tier: 'exact', cpuMs: 320, unmetChildrenCpuMs: 0 }]
  })
  expect(report.threads).toEqual([
    {
      ...{
        name: 'main',
        pid: 100,
        tid: 100,
        cpuMs: 160,
        heldMs: 160,
        coresUsed: [0],
        startedBy: null,
        switches
      },
      states: { python: 160, 'gil-wait': 160 }
    },
    {
      ...{
        name: 'worker',
        pid: 100,
        tid: 101,
        cpuMs: 160,
        heldMs: 160,
        coresUsed: [1],
        startedBy: 'run',
        switches
      },
      states: { python: 160, 'gil-wait': 160 }
    }
  ])
  expect(JSON.parse(JSON.stringify(report))).toEqual(report)
})

test('a GIL that could not be read has no figures, and one that is not there has none to show', () => {
  expect(scopeOf(traced('main  GGGG', { tier: 'os' })).gil).toBeNull()
  expect(scopeOf(traced('main  GGGG', { tier: 'no-gil' })).gil).toEqual({
    heldMs: 0,
    waitedMs: 0,
    switches: 0
  })
})

test('the sentence comes in the language asked for', () => {
  const trace = traced(`main  ${'G'.repeat(100)}`)
  expect(scopeOf(trace).sentence).toMatch(/^One thread only: main/)
  expect(scopeOf(trace, 'zh').sentence).toMatch(/^只有一个线程：全部工作由 main 完成/)
})

test('the first thread, which the system calls like its program, has the name that Python has for it', () => {
  const report = scopeOf(
    traced(`
    python3.13      ${'G'.repeat(100)}
    python3.13      ${'.'.repeat(100)}`)
  )
  expect(report.threads.map(({ name }) => name)).toEqual(['MainThread', 'python3.13'])
  expect(report.sentence).toMatch(/^One thread only: MainThread/)
})

test('time is summed per line of code, by what it cost', () => {
  const samples = drawn('main  GGGGNNwwll').map((sample, i) => ({
    ...sample,
    threads: sample.threads.map((thread) => ({ ...thread, line: { file: 'cell', line: i < 5 ? 3 : 7 } }))
  }))
  const builder = new TraceBuilder(250)
  builder.begin('run' as RunId, samples[0]!.at)
  for (const sample of samples) builder.add(sample)
  const { lines } = scopeOf(builder.end('run' as RunId, samples.at(-1)!.at as Ms))
  expect(lines).toEqual([
    { file: 'cell', line: 3, python: 16, native: 0, gilWait: 0, preempted: 0, blocked: 0 },
    { file: 'cell', line: 7, python: 0, native: 8, gilWait: 8, preempted: 0, blocked: 8 }
  ])
})

test('a core runs one thread at a time, whatever the samples say', () => {
  const trace = traced(
    `
    main    GGGGGGGG
    other   ssNNNNss`,
    { cores: 1 }
  )
  const lanes = coreLanes(trace).map(({ core, from, to, thread }) => [
    core,
    [...from].map((at, i) => `${thread[i]} ${at / 4000}-${to[i]! / 4000}`)
  ])
  expect(lanes).toEqual([[0, ['0 0-2', '1 2-6']]])
})

test('cores in use are a curve over the run', () => {
  const trace = traced(
    `
    main    ${'GGGGGGGGGG'.repeat(2)}
    other   ${'s'.repeat(10)}${'N'.repeat(10)}`
  )
  expect([...coresUsedOver(trace, 2)].map((cores) => Math.round(cores))).toEqual([1, 2])
})

test('tasks are listed with what they awaited, and what it cost to know', () => {
  const report = scopeOf(
    traced('main  GiiiiiiiG', {
      letter: 20,
      tasks: `
        main   RggggggR.
          a    rRsssR!
          b    rRlliiR`
    })
  )
  expect(report.tasks.map(({ name, parent, state, steps }) => [name, parent, state, steps])).toEqual([
    ['main', null, 'done', 2],
    ['a', 0, 'failed', 2],
    ['b', 0, 'pending', 2]
  ])
  expect(report.tasks[2]).toMatchObject({
    ...{ createdMs: 0, runMs: 40, readyMs: 20, suspendedMs: { lock: 40, io: 40 } },
    line: { file: 'Cell In[1]', line: 4 }
  })
  expect(report.taskRecorder).toEqual({ costMs: 0, unlisted: 0, merged: 0 })
  expect(scopeOf(traced('main  GGGG'))).toMatchObject({ tasks: [] })
  expect('taskRecorder' in scopeOf(traced('main  GGGG'))).toBe(false)
})
