import { resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CellId, RunId } from '../../common/brands'
import type { ScopeReport, ThreadReport } from '../../common/trace/verdict/report'
import { scopeOf } from '../../common/trace/verdict/report'
import type { Now } from '../../common/trace/now'
import type { Trace } from '../../common/trace/trace'
import { chooseInterpreter } from '../kernel/interpreters'
import { KernelSession } from '../kernel/KernelSession'
import { RunTraces } from './RunTraces'
import { buildWorker } from './testing/buildWorker'

const isLinux = process.platform === 'linux'
if (!isLinux) process.stdout.write('skipped: the threads of a run can be watched on Linux only\n')

const WAIT = { timeout: 20_000, interval: 5 }

let built: Awaited<ReturnType<typeof buildWorker>>
beforeAll(async () => (built = await buildWorker()))
afterAll(() => built.remove())

/** A kernel whose runs are watched. */
class Watched {
  readonly live: RunId[] = []
  readonly ended: Trace[] = []
  readonly troubles: unknown[] = []
  /** What was alive when it was last told; null before. */
  now: Now | null = null
  private readonly over = new Set<RunId>()
  private constructor(
    readonly session: KernelSession,
    readonly traces: RunTraces
  ) {}

  static async start(worker = built.file): Promise<Watched> {
    const python = await chooseInterpreter({ folder: null })
    if (!python.ok) throw new Error(python.problem.message)
    const traces = new RunTraces({
      worker,
      onPacked: ({ run }, hasEnded) => {
        if (!hasEnded) watched.live.push(run)
      },
      onWhole: (trace) => watched.ended.push(trace),
      onNow: (now) => {
        watched.now = now
      },
      onTrouble: (problem) => watched.troubles.push(problem)
    })
    const session = new KernelSession({
      interpreter: python.value,
      cwd: '/',
      kernelsFolder: resolve('kernels'),
      onEvents: (batch) => {
        for (const event of batch)
          if (event.kind === 'execute_reply' || event.kind === 'died') watched.over.add(event.run)
      },
      onState: () => undefined,
      onTerminal: () => undefined,
      watcher: traces
    })
    const watched = new Watched(session, traces)
    await session.start()
    return watched
  }

  async run(run: string, code: string): Promise<void> {
    this.session.run([{ run: run as RunId, cell: 'cell' as CellId, code }])
    await vi.waitUntil(() => this.over.has(run as RunId), WAIT)
  }
  /** Runs a cell, and what `--json` would say of it. */
  async report(run: string, code: string): Promise<ScopeReport> {
    await this.run(run, code)
    return scopeOf(await this.traceOf(run))
  }
  traceOf(run: string): Promise<Trace> {
    return vi.waitUntil(() => this.ended.find((trace) => trace.run === run), WAIT)
  }
  async end(): Promise<void> {
    await this.session.stop()
    await this.traces.close()
  }
}

const BUSY = `
import threading, time
def busy():
    while time.thread_time() < 0.25: pass
threads = [threading.Thread(target=busy, name=f"busy-{i}") for i in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()`

const PROCESSES = `
import multiprocessing, time
def busy():
    while time.process_time() < 0.4: pass
context = multiprocessing.get_context("fork")
children = [context.Process(target=busy) for _ in range(2)]
for child in children: child.start()
for child in children: child.join()`

const startedBy = ({ threads }: ScopeReport, run: string): readonly ThreadReport[] =>
  threads.filter((thread) => thread.startedBy === run)

describe.skipIf(!isLinux)('the traces of runs', () => {
  let watched: Watched
  beforeEach(async () => {
    watched = await Watched.start()
  })
  afterEach(async () => {
    await watched.end()
    expect(watched.troubles).toEqual([])
  })

  test('four busy threads take turns with the GIL', async () => {
    const scope = await watched.report('r', BUSY)
    expect(scope).toMatchObject({ tier: 'exact', pattern: 'gil-serialized' })
    const busy = startedBy(scope, 'r')
    expect(busy.length).toBe(4)
    const held = busy.map(({ heldMs }) => heldMs / scope.wallMs)
    expect(held.reduce((sum, share) => sum + share)).toBeGreaterThan(0.7)
    for (const share of held) expect(share).toBeGreaterThan(0.05)
    // 200 where nobody else wants the cores; whoever waits for the GIL must get one to ask for it.
    expect(scope.gil!.switches).toBeGreaterThan(20)
    expect(scope.cores).toBeLessThan(1.3)
    expect(scope.wallMs).toBeGreaterThan(950)
    expect(watched.live).toContain('r')
  })

  test('children are processes of their own', async () => {
    const scope = await watched.report('r', PROCESSES)
    expect(scope.processes.length).toBe(3)
    const children = scope.processes.filter(({ cpuMs }) => cpuMs > 390)
    expect(children.length).toBe(2)
    expect(scope.pattern).not.toBe('gil-serialized')
  })

  test('a cell that sleeps uses nothing, and is seen to sleep', async () => {
    const scope = await watched.report('r', 'import time; time.sleep(1)')
    const [main] = scope.threads.filter(({ pid, tid }) => pid === tid)
    // A machine that is busy with others may keep the scope from looking for a while; it says so.
    const { sleep = 0, unseen = 0 } = main!.states
    expect(sleep + unseen).toBeGreaterThan(900)
    expect(sleep).toBeGreaterThan(200)
    expect(scope.cores).toBeLessThan(0.2)
  })

  test('two runs in a row have traces of their own, with what the first one left at work', async () => {
    const left = `
import threading, time
threading.Thread(target=time.sleep, args=(2,), daemon=True).start()
time.sleep(0.3)`
    const [first, second] = await Promise.all([
      watched.report('first', left),
      watched.report('second', 'time.sleep(0.3)')
    ])
    expect(startedBy(first, 'first').length).toBe(1)
    expect(startedBy(second, 'first').length).toBe(1)
    for (const { wallMs } of [first, second]) {
      expect(wallMs).toBeGreaterThan(290)
      expect(wallMs).toBeLessThan(1500)
    }
  })

  test('many short runs at once each have a trace', async () => {
    const runs = Array.from({ length: 30 }, (_, i) => `r${i}`)
    await Promise.all(runs.map((run) => watched.run(run, 'pass')))
    // On a busy machine one may take long; that is nobody's pattern either.
    for (const run of runs)
      expect(['too-short', 'unclear']).toContain(scopeOf(await watched.traceOf(run)).pattern)
    expect(watched.ended.map(({ run }) => run)).toEqual(runs)
  })

  test('what is alive is told between runs too, with the run that started it, until the kernel is gone', async () => {
    const left = `
import multiprocessing, threading, time
def spin():
    while True: pass
threading.Thread(target=spin, name="spinner", daemon=True).start()
child = multiprocessing.get_context("fork").Process(target=time.sleep, args=(600,), daemon=True)
child.start()`
    expect(watched.now).toBeNull()
    watched.traces.watchNow(true)
    await watched.run('r', left)
    const lives = (): boolean => {
      const [kernel, child] = watched.now ?? []
      const spinner = kernel?.threads.find(({ name }) => name === 'spinner')
      return (
        child?.threads[0]?.state === 'sleep' &&
        child.startedBy === 'r' &&
        spinner?.startedBy === 'r' &&
        (spinner.cpu ?? 0) > 0
      )
    }
    await vi.waitUntil(lives, WAIT)
    expect(watched.now![0]!.tier).toBe('exact')
    expect(watched.now![0]!.threads[0]).toMatchObject({ name: 'MainThread', startedBy: null })
    watched.traces.watchNow(false)
    const last = watched.now
    await watched.run('again', 'time.sleep(0.6)')
    expect(watched.now).toBe(last)
    watched.traces.watchNow(true)
    await vi.waitUntil(() => watched.now !== last, WAIT)
    await watched.session.stop()
    await vi.waitUntil(() => watched.now!.length === 0, WAIT)
  })

  test('a run whose kernel dies ends with it, and the next kernel is watched anew', async () => {
    const dying = await watched.report('dying', 'import os, time\ntime.sleep(0.5)\nos._exit(3)')
    expect(dying.wallMs).toBeGreaterThan(450)
    await watched.session.whenSettled()
    const next = await watched.report('next', 'import time\ntime.sleep(0.5)')
    expect(next.tier).toBe('exact')
    expect(next.threads.some(({ states }) => (states.sleep ?? 0) > 300)).toBe(true)
  })

  test('a restart ends a run, and the next kernel is watched anew', async () => {
    const stopped = watched.run('stopped', 'import time; time.sleep(600)')
    await vi.waitUntil(() => watched.live.includes('stopped' as RunId), WAIT)
    await watched.session.restart()
    await stopped
    expect((await watched.traceOf('stopped')).live).toBe(false)
    expect((await watched.report('next', 'import time; time.sleep(0.3)')).tier).toBe('exact')
  })
})

test('a sampling thread that cannot start does no harm', async () => {
  const watched = await Watched.start('/no/such/scopeWorker.js')
  await watched.run('r', '1 + 1')
  await vi.waitUntil(() => watched.troubles.length === 1, WAIT)
  await watched.run('again', '1 + 1')
  await watched.end()
  expect(watched.ended).toEqual([])
})
