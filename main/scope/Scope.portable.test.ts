/**
 * What the scope does where the sampling thread cannot look itself, from the process to the verdict. On Linux, with a stand-in for
 * the system (kernels/watcher/tests/linux.py), which tells of threads what macOS would; all else is what runs there.
 */
import { resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { RunId } from '../../common/brands'
import { figuresOf } from '../../common/trace/verdict/figures'
import type { Trace } from '../../common/trace/trace'
import { verdictOf } from '../../common/trace/verdict/verdict'
import type { Now } from '../../common/trace/now'
import { watcherCommand, type WatcherCommand } from './portable/WatcherProcess'
import { Scope } from './Scope'
import { buildWorker } from './testing/buildWorker'
import { findTestPythons, until, Watched } from './testing/pythons'

const python = process.platform === 'linux' ? findTestPythons()[0]?.path : undefined
if (python === undefined)
  process.stdout.write('skipped: the stand-in for another system needs Linux and a Python 3.9 or newer\n')

const KERNELS = resolve(import.meta.dirname, '../../kernels')
const RUN = 'run' as RunId

function standIn(pid: number): WatcherCommand {
  const { file, args } = watcherCommand(python ?? '', KERNELS, pid)
  const code = 'import sys; sys.path.insert(0, sys.argv.pop(1)); from watcher.tests.linux import main; main()'
  return { file, args: args.map((arg, i) => (args[i - 1] === '-c' ? code : arg)) }
}

let built: Awaited<ReturnType<typeof buildWorker>>
beforeAll(async () => (built = await buildWorker()))
afterAll(() => built.remove())

describe.skipIf(python === undefined)('a scope with a watcher', () => {
  let watched: Watched
  let scope: Scope
  let traces: Trace[]
  let now: Now
  const failures: unknown[] = []

  function start(code: string, watcher: (pid: number) => WatcherCommand = standIn): void {
    watched = Watched.start(python ?? '', code)
    traces = []
    now = []
    scope = new Scope({
      ...{ pid: watched.pid, token: null, worker: built.file, watcher: watcher(watched.pid) },
      onWhole: (trace) => traces.push(trace),
      onNow: (alive) => (now = alive),
      onFailure: (error) => failures.push(error)
    })
  }

  async function stop(): Promise<void> {
    await scope.stop()
    await watched.end()
  }
  afterEach(async () => {
    await stop()
    expect(failures.splice(0)).toEqual([])
  })

  /** Runs what the program does after `go`, until it says `done`. */
  async function traceOf(code: string): Promise<Trace> {
    start(`print("ready"); input()\n${code}\nprint("done"); input()`)
    await watched.says('ready')
    await scope.look()
    await scope.begin(RUN)
    watched.tell('\n')
    await watched.says('done')
    await scope.end(RUN)
    return traces[0]!
  }

  test('sees four threads beside a GIL, and claims nothing of it', async () => {
    const trace = await traceOf(`
import threading, time
done = threading.Semaphore(0)
def busy():
    while time.thread_time() < 0.4: pass
    done.release(); time.sleep(1000)
for _ in range(4): threading.Thread(target=busy, daemon=True).start()
for _ in range(4): done.acquire()`)
    const { cpu, threads } = figuresOf(trace)
    expect(trace).toMatchObject({ tier: 'portable', askedHz: 50, gils: [] })
    expect(trace.reason).toMatch(/tells neither of the GIL/)
    expect(threads.filter((thread) => thread.cpu > 395).length).toBe(4)
    expect(cpu).toBeGreaterThan(1580)
    for (const { states, held } of threads)
      expect([held, states.python, states['gil-wait']]).toEqual([0, 0, 0])
    const { pattern, doubts } = verdictOf(trace)
    expect(pattern).not.toMatch(/gil|parallel|convoy/)
    expect(doubts).toContainEqual({ about: 'gil-unknown', reason: trace.reason })
    expect(trace.cost.looking).toBeGreaterThan(0)
  })

  test('sees busy processes, and that they wanted CPUs at once', async () => {
    const code = `
import mmap, os, time
ready = mmap.mmap(-1, 2)
for i in range(2):
    if os.fork() == 0:
        while ready[:] != b"11":
            if time.process_time() > 1: ready[i] = ord("1")
        os._exit(0)
for _ in range(2): os.wait()`
    // Where other programs keep the watcher from looking, the verdict says so, and it is tried again.
    for (let left = 3; ; left--) {
      const trace = await traceOf(code)
      const { facts, doubts } = verdictOf(trace)
      expect(trace.processes.length).toBe(3)
      if (left === 1 || !doubts.some((doubt) => 'share' in doubt)) {
        expect(facts).toMatchObject({ pattern: 'parallel-processes', processes: 2 })
        return
      }
      await stop()
    }
  })

  test('of threads that only wait it says that nobody was busy', async () => {
    const trace = await traceOf(`
import threading, time
threads = [threading.Thread(target=time.sleep, args=(1.5,)) for _ in range(10)]
for t in threads: t.start()
for t in threads: t.join()`)
    const { cores, threads } = figuresOf(trace)
    expect(threads.length).toBe(11)
    expect(cores).toBeLessThan(0.2)
    // Too short to say, where other programs keep the watcher from looking.
    expect(verdictOf(trace).pattern).toMatch(/^(unclear|too-short)$/)
    for (const { states } of threads) expect([states.sleep, states.lock, states.io]).toEqual([0, 0, 0])
  })

  test('tells what is alive between runs', async () => {
    start(
      'import threading, time; threading.Thread(target=time.sleep, args=(1000,)).start(); print("ready"); input()'
    )
    await watched.says('ready')
    scope.watchNow(true)
    await until(() => now[0]?.threads.length === 2)
    expect(now[0]).toMatchObject({ pid: watched.pid, tier: 'portable' })
  })

  test('goes on without one that cannot be started, and says why', async () => {
    start('print("ready"); input()', () => ({ file: '/nowhere/python', args: [] }))
    await watched.says('ready')
    await scope.begin(RUN)
    await scope.end(RUN)
    expect(traces[0]).toMatchObject({
      tier: 'portable',
      reason: expect.stringMatching(/ENOENT/),
      threads: []
    })
  })

  test('goes on without one that fails, and says what it said', async () => {
    const broken = { file: python ?? '', args: ['-c', 'raise ImportError("no ctypes here")'] }
    start('print("ready"); input()', () => broken)
    await watched.says('ready')
    await scope.begin(RUN)
    await scope.end(RUN)
    expect(traces[0]!.reason).toMatch(/no ctypes here/)
  })

  test('ends with the watched process', async () => {
    start('print("ready"); input()')
    await watched.says('ready')
    await scope.begin(RUN)
    watched.signal('SIGKILL')
    await until(() => traces.length === 1)
    // Whoever still asks is answered: nobody looks any more.
    await scope.look()
  })
})
