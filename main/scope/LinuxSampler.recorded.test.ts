/** The sampler on a recording: runs on every system, also where there is no `/proc`. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Ms, RunId } from '../../common/brands'
import { TraceBuilder } from '../../common/trace/build/build'
import { figuresOf } from '../../common/trace/verdict/figures'
import type { Sample } from '../../common/trace/sample'
import type { Trace } from '../../common/trace/trace'
import { LinuxSampler } from './LinuxSampler'
import { RECORDED, RecordedProc } from './linux/testing/recordedProc'

const { main, busy, asleep, waiting, child } = RECORDED

let proc: RecordedProc
let sampler: LinuxSampler
let samples: Sample[]
let at: Ms
beforeEach(() => {
  proc = new RecordedProc()
  at = proc.next()
  sampler = new LinuxSampler(main, null, proc.folder)
  samples = []
  look()
})
afterEach(() => {
  sampler.finish()
  proc.close()
})

function look(): void {
  const sample = sampler.take(at, 0 as Ms, true)
  if (sample) samples.push(sample)
}
function playOn(steps = Infinity): void {
  for (let i = 0; i < steps && proc.hasMore; i += 1) {
    at = proc.next()
    look()
  }
}
/** Ends the watching, and makes a trace of all that was seen. */
function traced(): Trace {
  const last = sampler.finish()
  if (last) samples.push(last)
  const builder = new TraceBuilder(40)
  builder.begin('run' as RunId, samples[0]!.at)
  for (const sample of samples) builder.add(sample)
  return builder.end('run' as RunId, samples.at(-1)!.at)
}

test('every thread is in the state that the system tells of, and has used what it has counted', () => {
  playOn()
  const trace = traced()
  expect(trace.processes.map(({ pid, parent, tier }) => [pid, parent, tier])).toEqual([
    [main, trace.processes[0]!.parent, 'os'],
    [child, main, 'os']
  ])
  expect(trace.reason).toBe('The system does not allow its memory to be read.')
  const { threads, wall } = figuresOf(trace)
  const of = (tid: number) => threads.find((thread) => thread.tid === tid)!
  const share = (tid: number, state: keyof ReturnType<typeof of>['states']): number =>
    of(tid).states[state] / of(tid).life
  expect(share(main, 'io')).toBe(1)
  expect(share(asleep, 'sleep')).toBe(1)
  expect(share(waiting, 'lock')).toBe(1)
  expect(share(child, 'sleep')).toBeGreaterThan(0.98) // it was met at the second look
  expect(share(busy, 'native') + share(busy, 'preempted') + share(busy, 'unseen')).toBeGreaterThan(0.9)
  const counted = samples.map((sample) => sample.threads.find(({ tid }) => tid === busy)!.cpuNs / 1e6)
  expect(of(busy).cpu).toBeCloseTo(counted.at(-1)! - counted[0]!, 2)
  expect(of(busy).cpu).toBeGreaterThan(0.1 * wall)
  for (const tid of [main, asleep, waiting]) expect(of(tid).cpu).toBe(0)
  expect(trace.cores).toBe(2)
  expect(samples.at(-1)!.problems).toEqual([])
})

test.each([
  ['0', 'The system does not allow its memory to be read.'],
  ['1', 'ancestors only. It can allow it to others itself: prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY).'],
  ['2', 'ptrace_scope = 2'],
  ['3', 'ptrace_scope = 3']
])('why memory cannot be read is told where Yama is at %s, and what would help', (scope, said) => {
  proc.write('sys/kernel/yama/ptrace_scope', `${scope}\n`)
  playOn(3)
  expect(traced().reason).toContain(said)
})

test('a thread that ends is gone, and another one with its number is another one', () => {
  playOn(3)
  const folder = `${String(main)}/task/${String(asleep)}`
  const stat = (started: number): string =>
    `${String(asleep)} (again) S 1 2 3 0 -1 4194368 3 0 0 0 0 0 0 0 20 0 4 0 ${String(started)} 1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 17 1 0 0 0 0\n`
  proc.remove(folder)
  at = (at + 25) as Ms
  look()
  proc.write(`${folder}/stat`, stat(625_200))
  proc.write(`${folder}/schedstat`, '5000000 0 1\n')
  proc.write(`${folder}/wchan`, 'futex_wait_queue')
  proc.write(`${folder}/children`, '')
  at = (at + 25) as Ms
  look()
  at = (at + 25) as Ms
  look()
  const lanes = traced().threads.filter(({ tid }) => tid === asleep)
  expect(lanes.map(({ name, ended }) => [name, ended])).toEqual([
    ['python3', true],
    ['again', false]
  ])
  expect(lanes[0]!.spans.edges.at(-1)).toBeLessThanOrEqual(lanes[1]!.spans.edges[0]!)
  expect(lanes[1]!.cpu.value.at(-1)).toBe(5000)
})

test('a file that says nonsense ends its thread, and no other', () => {
  playOn(3)
  proc.write(`${String(main)}/task/${String(waiting)}/schedstat`, 'what?')
  proc.write(`${String(child)}/task/${String(child)}/stat`, `${String(child)} (cut`)
  at = (at + 25) as Ms
  look()
  at = (at + 25) as Ms
  look()
  at = (at + 25) as Ms
  look()
  const last = samples.at(-1)!
  expect(last.processes.map(({ pid }) => pid)).toEqual([main])
  expect(last.threads.map(({ tid }) => tid).sort()).toEqual([main, busy, asleep])
  expect(last.problems).toEqual([`1 threads of process ${String(main)} could not be watched.`])
})
