import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Ms, RunId } from '../../common/brands'
import { figuresOf } from '../../common/trace/verdict/figures'
import { unpack } from '../../common/trace/packed/pack'
import type { PackedTrace } from '../../common/trace/packed/packedTrace'
import { costOf, type Trace } from '../../common/trace/trace'
import { Scope } from './Scope'
import { steadyNow } from './steadyClock'
import type { Hz } from './ticks'
import { buildWorker } from './testing/buildWorker'
import { findTestPythons, until, Watched } from './testing/pythons'

const python = process.platform === 'linux' ? findTestPythons()[0]?.path : undefined
if (python === undefined)
  process.stdout.write('skipped: watching in a thread needs Linux and a Python 3.9 or newer\n')

let built: Awaited<ReturnType<typeof buildWorker>>
beforeAll(async () => (built = await buildWorker()))
afterAll(() => built.remove())

const [first, second] = ['first', 'second'] as RunId[] as [RunId, RunId]

describe.skipIf(python === undefined)('a scope', () => {
  let watched: Watched
  let scope: Scope
  let whole: { trace: Trace; began: Ms }[]
  let packed: { trace: PackedTrace; hasEnded: boolean }[]
  const failures: unknown[] = []
  function start(code: string, hz = 250): void {
    watched = Watched.start(python ?? '', code)
    whole = []
    packed = []
    scope = new Scope({
      pid: watched.pid,
      token: null,
      worker: built.file,
      hz: hz as Hz,
      onPacked: (trace, hasEnded) => packed.push({ trace, hasEnded }),
      onWhole: (trace, began) => whole.push({ trace, began }),
      onFailure: (error) => failures.push(error)
    })
  }
  afterEach(async () => {
    await scope.stop()
    await watched.end()
    expect(failures.splice(0)).toEqual([])
  })

  test('gives the trace of a run, whole and packed alike, and what watching has cost', async () => {
    start('print("ready"); import time; time.sleep(1000)')
    await watched.says('ready')
    const before = steadyNow()
    void scope.begin(first)
    await until(() => packed.length > 1)
    await scope.end(first)
    expect(whole.length).toBe(1)
    const { trace, began } = whole[0]!
    expect(began).toBeGreaterThanOrEqual(before)
    expect(trace).toMatchObject({ run: first, live: false, tier: 'exact', askedHz: 250 })
    expect(packed.filter(({ hasEnded }) => hasEnded).length).toBe(1)
    expect(packed.at(-1)!.hasEnded).toBe(true)
    expect(unpack(packed.at(-1)!.trace)).toEqual({ ok: true, value: trace })
    expect(trace.cost.over).toBeGreaterThan(trace.duration * 0.5)
    expect(trace.cost.looking).toBeGreaterThan(trace.cost.building)
    expect(costOf(trace)).toBeGreaterThan(0)
  })
  test('hears at once that a run began or ended, also while it rests', async () => {
    start('print("ready"); import time; time.sleep(1000)')
    await watched.says('ready')
    await scope.look()
    const began = steadyNow()
    await Promise.all([scope.begin(first), scope.end(first), scope.begin(second), scope.end(second)])
    const answered = steadyNow()
    expect(whole.map(({ trace }) => trace.run)).toEqual([first, second])
    for (const one of whole) {
      expect(one.began).toBeGreaterThanOrEqual(began)
      expect(one.began + one.trace.duration / 1000).toBeLessThanOrEqual(answered)
    }
  })
  test('looks as often as asked for, within what is possible', async () => {
    start('print("ready"); import time; time.sleep(1000)', 20)
    await watched.says('ready')
    void scope.begin(first)
    await until(() => packed.length > 1)
    await scope.end(first)
    expect(whole[0]!.trace.askedHz).toBe(50)
  })
  test('stops when it is told to, and ends the run that goes on', async () => {
    start('print("ready"); import time; time.sleep(1000)')
    await watched.says('ready')
    await scope.begin(first)
    await scope.stop()
    expect(whole.map(({ trace }) => trace.run)).toEqual([first])
    await Promise.all([scope.look(), scope.begin(second), scope.end(second), scope.stop()])
    expect(whole.length).toBe(1)
  })
  test('ends by itself with what it watches, and with it the run', async () => {
    start('input()')
    await scope.begin(first)
    watched.tell('\n')
    await until(() => whole.length === 1)
    await scope.end(first)
    expect(whole[0]!.trace.processes[0]?.pid).toBe(watched.pid)
  })
})

/** Python's own count of how often its GIL changed hands, read where the scope reads it, but by Python itself. */
const SWITCH_NUMBER = `
import ctypes, sys, threading
def switch_number():
    minor = sys.version_info.minor
    runtime = ctypes.addressof(ctypes.c_char.in_dll(ctypes.pythonapi, '_PyRuntime'))
    word = lambda address: ctypes.c_uint64.from_address(address).value
    if minor >= 13:
        entry = lambda index: word(runtime + 24 + 8 * index)
        at = {13: 11}.get(minor, 12)
        gil = word(word(runtime + entry(2)) + entry(at))
        return word(gil + entry(at + 3) - entry(at + 1) + 8)
    if minor == 12:
        return word(word(word(runtime + 40) + 384) + 24)
    return word(runtime + (360 if minor == 11 else 352) + 24)
def busy():
    for _ in range(2_000_000): pass
for line in sys.stdin:
    before = switch_number()
    threads = [threading.Thread(target=busy) for _ in range(4)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    print('hand-offs', switch_number() - before, 'end', flush=True)`

const withGil =
  process.platform === 'linux' ? findTestPythons().filter(({ version }) => !version.endsWith('t')) : []
test.each(withGil)(
  'hand-offs of Python $version are counted exactly',
  { timeout: 60_000 },
  async ({ path }) => {
    const watched = Watched.start(path, `print('ready')\n${SWITCH_NUMBER}`)
    const traces: Trace[] = []
    const scope = new Scope({
      pid: watched.pid,
      token: null,
      worker: built.file,
      onWhole: (trace) => traces.push(trace),
      onFailure: (problem) => {
        throw problem
      }
    })
    try {
      await watched.says('ready')
      await scope.begin(first)
      watched.tell('\n')
      const truth = Number((await watched.said(/hand-offs (\d+) end/))[1])
      await scope.end(first)
      expect(truth).toBeGreaterThan(4)
      expect(figuresOf(traces[0]!).gil.switches).toBe(truth)
    } finally {
      await scope.stop()
      await watched.end()
    }
  }
)
