/**
 * What `gilscope run --json` says of workloads whose truth is known, because they count it themselves. How long anything
 * takes on the clock depends on the machine; so what is compared is CPU time, shares, what wanted to run, and the cores in
 * use with what plain busy processes get in the same minute. That hand-offs are counted exactly is tested in
 * main/scope/Scope.test.ts, without the kernel's own.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ThreadReport } from '../../common/trace/verdict/report'
import { findTestPythons } from '../scope/testing/pythons'
import type { CellScope } from './cellScope'
import type { Row } from './testing/buildCli'
import { BuiltCli, rowsOf, textOf } from './testing/buildCli'

const pythons = process.platform === 'linux' ? findTestPythons() : []
if (pythons.length === 0) process.stdout.write('skipped: threads can be watched on Linux only\n')
const withGil = pythons.find(({ version }) => version === '3.12') ?? pythons[0]
const freeThreaded = pythons.find(({ version }) => version.endsWith('t'))
if (freeThreaded === undefined) process.stdout.write('skipped: no free-threaded Python to watch here\n')

const PREPARE = `
import hashlib, json, os, resource, socket, threading, time, zlib
import multiprocessing as mp

def busy(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end: pass

def together(*targets):
    """Runs each in a thread, and gives the CPU time in ms that each says it has used."""
    used, counted, seen = {}, threading.Barrier(len(targets) + 1), threading.Event()
    def run(target):
        began = time.thread_time_ns()
        target()
        used[threading.get_native_id()] = (time.thread_time_ns() - began) / 1e6
        counted.wait()
        seen.wait()
    threads = [threading.Thread(target=run, args=(target,)) for target in targets]
    for thread in threads: thread.start()
    # What a thread does between the last sample and its end is in its process's figures only, so they linger.
    counted.wait()
    time.sleep(0.1)
    seen.set()
    for thread in threads: thread.join()
    return used`

const FOUR = 'print(json.dumps(together(*[lambda: busy(0.75)] * 4)))'
/** How long its threads linger, in ms. */
const LINGER = 100
const PROCESSES = `
def busy_until(end):
    while time.monotonic() < end: pass
before = resource.getrusage(resource.RUSAGE_CHILDREN)
end = time.monotonic() + 3
children = [mp.get_context("fork").Process(target=busy_until, args=(end,)) for _ in range(2)]
for child in children: child.start()
for child in children: child.join()
after = resource.getrusage(resource.RUSAGE_CHILDREN)
print((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)`
const HASHES = `
data = bytes(30_000_000)
def digest():
    end = time.thread_time() + 0.6
    while time.thread_time() < end: hashlib.sha256(data).digest()
print(json.dumps(together(digest, digest)))`
const ZLIB = `
data = os.urandom(8_000_000)
def compress():
    end = time.thread_time() + 0.6
    while time.thread_time() < end: zlib.compress(data)
print(json.dumps(together(compress, compress)))`
const SLEEPERS = 'print(json.dumps(together(*[lambda: time.sleep(2)] * 10)))'
/** One thread computes, one echoes bytes: its wait for the GIL is what it took longer than the socket. */
const CONVOY = `
here, there = socket.socketpair()
over = threading.Event()
def echo():
    while not over.is_set():
        here.sendall(b"x")
        here.recv(1)
def serve():
    while (data := there.recv(1)): there.sendall(data)
server = os.fork()
if server == 0:
    here.close()
    serve()
    os._exit(0)
there.close()
def compute():
    busy(1.2)
    over.set()
used = together(compute, echo)
here.close()
os.waitpid(server, 0)
print(json.dumps(used))`

/** Each child is busy on a line of its own. */
const CHILDREN = `import multiprocessing as mp, time
def forked():
    end = time.thread_time() + 0.4
    while time.thread_time() < end: pass
def spawned():
    end = time.thread_time() + 0.4
    while time.thread_time() < end: pass
def served():
    end = time.thread_time() + 0.4
    while time.thread_time() < end: pass
for method, work in ("fork", forked), ("spawn", spawned), ("forkserver", served):
    child = mp.get_context(method).Process(target=work)
    child.start()
    child.join()`

/** Here the system itself counts how often the main thread left the CPU. */
const NAPS = `
time.sleep(0.1) # a run's first sample may come a little late
before = resource.getrusage(resource.RUSAGE_THREAD)
for _ in range(100): time.sleep(0.002)
after = resource.getrusage(resource.RUSAGE_THREAD)
time.sleep(0.1)
print(after.ru_nvcsw - before.ru_nvcsw)`

/** Threads by number, with what the cell itself says that they used, in ms. */
function told(row: Row): { thread: ThreadReport; used: number }[] {
  const used = JSON.parse(textOf(row)) as Record<string, number>
  return Object.entries(used).map(([tid, ms]) => {
    const thread = row.scope?.threads.find((one) => one.tid === Number(tid))
    if (thread === undefined) throw new Error(`thread ${tid} was not seen`)
    return { thread: thread as unknown as ThreadReport, used: ms }
  })
}

/** CPU time is right to within 1 %, or 3 ms: a thread begins a little before it begins to count. */
function expectCpu(said: number, truth: number): void {
  expect(said).toBeGreaterThan(truth * 0.99 - 1)
  expect(said).toBeLessThan(truth * 1.01 + 3)
}

/** How much of a CPU a thread would have used if nobody had taken it away, until it waited for the others. */
function wantedShare({ cpuMs, states }: ThreadReport): number {
  const life =
    Object.values(states).reduce((sum, ms) => sum + ms, 0) - (states.lock ?? 0) - (states.unseen ?? 0)
  return (cpuMs + (states.preempted ?? 0)) / life
}

/** So often is a cell tried where a busy machine, not the scope, may be why something is not as it should be. */
const TRIES = 4
/** It missed more than this share of its samples. */
const UNSEEN = 0.15
/** Its threads got less than this share of the CPU time that they were ready for. */
const STARVED = 0.9

/** Whether other programs kept the scope from looking, or the cell from running. */
function isDisturbed({ scope }: Row): boolean {
  const threads = scope?.threads ?? []
  const cpu = threads.reduce((sum, { cpuMs }) => sum + cpuMs, 0)
  const preempted = threads.reduce((sum, { states }) => sum + (states.preempted ?? 0), 0)
  return (scope?.missed ?? 1) > UNSEEN || cpu < (cpu + preempted) * STARVED
}

/** How many cores so many plain busy processes get at the moment: by CPU time, for this machine's clock alone says little. */
async function capacity(python: string, processes: number): Promise<number> {
  const program =
    'import time\nend = time.monotonic() + 1\nwhile time.monotonic() < end: pass\nprint(time.process_time())'
  const began = performance.now()
  const used = Array.from({ length: processes }, async () => {
    const child = spawn(python, ['-c', program], { stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()))
    await once(child, 'close')
    return Number(out)
  })
  const seconds = (await Promise.all(used)).reduce((sum, one) => sum + one, 0)
  return seconds / ((performance.now() - began) / 1000)
}

async function rowsFor(
  cli: BuiltCli,
  name: string,
  python: string,
  cells: readonly string[]
): Promise<Row[]> {
  const outcome = await cli.run('run', cli.document(name, PREPARE, ...cells), '--json', '--python', python)
  expect(outcome).toMatchObject({ code: 0, err: '' })
  return rowsOf(outcome).slice(1)
}

/**
 * Checks a row. Where that fails and the machine was busy with other things, the cell is run again.
 * @param again runs it.
 */
async function holds(
  first: Row,
  again: () => Promise<Row>,
  check: (row: Row) => void | Promise<void>
): Promise<void> {
  let row = first
  for (let left = TRIES; ; left -= 1) {
    try {
      await check(row)
      return
    } catch (problem) {
      if (left === 1 || !isDisturbed(row)) throw problem
      row = await again()
    }
  }
}

describe.skipIf(withGil === undefined)('what is said of', { timeout: 120_000 }, () => {
  let cli: BuiltCli
  let rows: Row[]
  const python = withGil?.path ?? ''
  const cells = [FOUR, PROCESSES, HASHES, ZLIB, SLEEPERS, CONVOY, NAPS]
  beforeAll(async () => {
    cli = await BuiltCli.build('workloads')
    rows = await rowsFor(cli, 'workloads.md', python, cells)
  }, 240_000)
  afterAll(() => cli.remove())
  const scopeOf = (row: Row): CellScope => row.scope!
  const cellHolds = (index: number, check: (row: Row) => void | Promise<void>): Promise<void> =>
    holds(rows[index]!, async () => (await rowsFor(cli, 'again.md', python, [cells[index] ?? '']))[0]!, check)

  test('four busy threads: they share one GIL, which is held all the time, and one core', () =>
    cellHolds(0, async (row) => {
      const scope = scopeOf(row)
      expect(scope.pattern).toBe('gil-serialized')
      expect(scope.cores).toBeLessThan(1.1)
      expect(scope.cores).toBeGreaterThan(0.9 * (await capacity(python, 1)))
      const four = told(row)
      expect(four.length).toBe(4)
      for (const { thread, used } of four) expectCpu(thread.cpuMs, used)
      const held = four.reduce((sum, { thread }) => sum + thread.heldMs, 0)
      expect(held / scope.gil!.heldMs).toBeGreaterThan(0.9)
      const share = held / (scope.wallMs - LINGER)
      expect(share).toBeGreaterThan(0.95)
      expect(share).toBeLessThan(1.01)
      // They compute only while they have it.
      const cpu = four.reduce((sum, { thread }) => sum + thread.cpuMs, 0)
      expect(cpu / scope.gil!.heldMs).toBeLessThan(1.1)
    }))

  test('two processes: each has a GIL of its own and a core of its own, as far as there are cores', () =>
    cellHolds(1, async (row) => {
      const scope = scopeOf(row)
      expect(scope.pattern).toBe('parallel-processes')
      const children = scope.processes.slice(1)
      expect(children.length).toBe(2)
      const cpu = children.reduce((sum, { cpuMs }) => sum + cpuMs, 0)
      expect(Math.abs(cpu - Number(textOf(row)))).toBeLessThan(40) // both are told in ticks of 10 ms, user and system apart
      for (const { pid } of children)
        expect(
          wantedShare(scope.threads.find(({ tid }) => tid === pid) as unknown as ThreadReport)
        ).toBeGreaterThan(0.9)
      expect(scope.cores).toBeGreaterThan(0.9 * (await capacity(python, 2)))
    }))

  test('children: their lines are those of the cell, however they were started', async () => {
    const run = async (): Promise<Row> => {
      const outcome = await cli.run(
        ...['run', cli.document('children.md', CHILDREN), '--json', '--python', python]
      )
      expect(outcome).toMatchObject({ code: 0, err: '' })
      return rowsOf(outcome)[0]!
    }
    await holds(await run(), run, (row) => {
      const busy = scopeOf(row).lines.filter((line) => line.python > 200)
      expect(busy.map(({ file, line }) => `${file}:${String(line)}`).sort()).toEqual([
        'Cell In[1]:10',
        'Cell In[1]:4',
        'Cell In[1]:7'
      ])
    })
  })

  test.each([
    [2, 'hashlib'],
    [3, 'zlib']
  ])('%i: %s in two threads: native code side by side', (index) =>
    cellHolds(index, (row) => {
      expect(scopeOf(row).pattern).toBe('parallel-native')
      for (const { thread, used } of told(row)) {
        expectCpu(thread.cpuMs, used)
        expect(wantedShare(thread)).toBeGreaterThan(0.85)
        expect((thread.states.native ?? 0) / thread.cpuMs).toBeGreaterThan(0.8)
      }
    })
  )

  test('ten sleepers: waits that overlap, and next to no CPU', () =>
    cellHolds(4, (row) => {
      expect(scopeOf(row).pattern).toBe('overlapped-waiting')
      expect(scopeOf(row).cores).toBeLessThan(0.1)
      const sleepers = told(row)
      expect(sleepers.length).toBe(10)
      for (const { thread } of sleepers) expect(thread.states.sleep).toBeGreaterThan(1900)
    }))

  test('a busy thread beside one that does input and output: a convoy, with the wait measured', () =>
    cellHolds(5, (row) => {
      const scope = scopeOf(row)
      expect(scope.pattern).toBe('gil-convoy')
      const [busy, echo] = told(row).sort((a, b) => b.used - a.used) as [
        ReturnType<typeof told>[0],
        ReturnType<typeof told>[0]
      ]
      expectCpu(busy.thread.cpuMs, busy.used)
      expect(echo.thread.states['gil-wait']!).toBeGreaterThan(5 * echo.thread.cpuMs)
      // Its switch interval is 5 ms: so often it had to wait that long.
      expect(echo.thread.states['gil-wait']! / busy.thread.cpuMs).toBeGreaterThan(0.5)
    }))

  test('a thread that naps: how often it left the CPU', () => {
    const row = rows[6]!
    const main = scopeOf(row).threads.find(({ pid, tid }) => pid === tid)!
    const truth = Number(textOf(row))
    expect(truth).toBeGreaterThan(80)
    expect(main.switches.voluntary).toBeGreaterThanOrEqual(truth)
    expect(main.switches.voluntary).toBeLessThan(truth + 30) // the kernel's own, before and after the cell's code
  })

  test.skipIf(freeThreaded === undefined)(
    'two threads without a GIL: Python side by side',
    { timeout: 120_000 },
    async () => {
      const run = async (): Promise<Row> => {
        const cell = 'print(json.dumps(together(*[lambda: busy(1.2)] * 2)))'
        return (await rowsFor(cli, 'free.md', freeThreaded?.path ?? '', [cell]))[0]!
      }
      await holds(await run(), run, (row) => {
        expect(row.scope).toMatchObject({ tier: 'no-gil', pattern: 'parallel-no-gil' })
        for (const { thread, used } of told(row)) {
          expectCpu(thread.cpuMs, used)
          expect(wantedShare(thread)).toBeGreaterThan(0.9)
        }
      })
    }
  )
})
