/**
 * What `gilscope run --json` says of workloads whose truth is known, because they count it themselves. How long anything
 * takes on the clock depends on the machine; so what is compared is CPU time, shares, and what wanted to run.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ThreadReport } from '../../common/trace/report'
import { findTestPythons } from '../scope/testing/pythons'
import type { CellScope } from './cellScope'
import type { Row } from './testing/buildCli'
import { BuiltCli, rowsOf, textOf } from './testing/buildCli'

const pythons = process.platform === 'linux' ? findTestPythons() : []
if (pythons.length === 0) process.stdout.write('skipped: threads can be watched on Linux only\n')
const withGil = pythons.find(({ version }) => version === '3.12') ?? pythons[0]
const freeThreaded = pythons.find(({ version }) => version.endsWith('t'))

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

const FOUR = 'print(json.dumps(together(*[lambda: busy(0.5)] * 4)))'
const PROCESSES = `
before = resource.getrusage(resource.RUSAGE_CHILDREN)
children = [mp.get_context("fork").Process(target=busy, args=(0.6,)) for _ in range(2)]
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

/** Here the system itself counts how often the main thread left the CPU. */
const NAPS = `
before = resource.getrusage(resource.RUSAGE_THREAD)
for _ in range(100): time.sleep(0.002)
after = resource.getrusage(resource.RUSAGE_THREAD)
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

describe.skipIf(withGil === undefined)('what is said of', { timeout: 30_000 }, () => {
  let cli: BuiltCli
  let rows: Row[]
  beforeAll(async () => {
    cli = await BuiltCli.build('workloads')
    const cells = [FOUR, PROCESSES, HASHES, ZLIB, SLEEPERS, CONVOY, NAPS]
    rows = await rowsFor(cli, 'workloads.md', withGil?.path ?? '', cells)
  }, 240_000)
  afterAll(() => cli.remove())
  const scopeOf = (row: Row): CellScope => row.scope!

  test('four busy threads: they share one GIL, which is held all the time, and one core', () => {
    const [row] = rows as [Row]
    const scope = scopeOf(row)
    expect(scope.pattern).toBe('gil-serialized')
    expect(scope.cores).toBeLessThan(1.1)
    const four = told(row)
    expect(four.length).toBe(4)
    for (const { thread, used } of four) expectCpu(thread.cpuMs, used)
    const held = four.reduce((sum, { thread }) => sum + thread.heldMs, 0)
    expect(held / scope.gil!.heldMs).toBeGreaterThan(0.9)
    expect(held / scope.wallMs).toBeLessThan(1.01)
    // They compute only while they have it.
    const cpu = four.reduce((sum, { thread }) => sum + thread.cpuMs, 0)
    expect(cpu / scope.gil!.heldMs).toBeLessThan(1.1)
  })

  test('two processes: each has a GIL of its own and wants a core of its own', () => {
    const row = rows[1]!
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
  })

  test.each([
    [2, 'hashlib'],
    [3, 'zlib']
  ])('%i: %s in two threads: native code side by side', (index) => {
    const row = rows[index]!
    expect(scopeOf(row).pattern).toBe('parallel-native')
    for (const { thread, used } of told(row)) {
      expectCpu(thread.cpuMs, used)
      expect(wantedShare(thread)).toBeGreaterThan(0.85)
      expect((thread.states.native ?? 0) / thread.cpuMs).toBeGreaterThan(0.8)
    }
  })

  test('ten sleepers: waits that overlap, and next to no CPU', () => {
    const row = rows[4]!
    expect(scopeOf(row).pattern).toBe('overlapped-waiting')
    expect(scopeOf(row).cores).toBeLessThan(0.1)
    const sleepers = told(row)
    expect(sleepers.length).toBe(10)
    for (const { thread } of sleepers) expect(thread.states.sleep).toBeGreaterThan(1900)
  })

  test('a busy thread beside one that does input and output: a convoy, with the wait measured', () => {
    const row = rows[5]!
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
  })

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
      const [row] = await rowsFor(cli, 'free.md', freeThreaded?.path ?? '', [
        'print(json.dumps(together(*[lambda: busy(1.2)] * 2)))'
      ])
      expect(row!.scope).toMatchObject({ tier: 'no-gil', pattern: 'parallel-no-gil' })
      for (const { thread, used } of told(row!)) {
        expectCpu(thread.cpuMs, used)
        expect(wantedShare(thread)).toBeGreaterThan(0.9)
      }
    }
  )
})
