/**
 * How right a trace's figures are against workloads whose threads measure themselves: CPU time (`thread_time_ns`), time
 * ready without a CPU (their `schedstat`, at rest), sleeps and waits for locks (the clock, before and after). Of each workload
 * the largest differences of any thread in any of the runs, and their median over the runs. On a busy machine the sampler is
 * kept from looking; what a trace itself calls unseen may have been anything, and has a column of its own. There a thread may
 * also lose its CPU between two looks at itself, so that what it says of sleeps and locks is off by as much.
 * A line of the table that is in the file to keep is not measured again, so that it can be called once more to go on.
 *   node bench/scope_accuracy.mjs [--runs=20] [--keep=FILE] [python …]
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { buildScope, median, percent, pythons, start } from './scope_watch.mjs'

const SECONDS = 2
const keep = process.argv.find((arg) => arg.startsWith('--keep='))?.slice(7)
const runs = Number(process.argv.find((arg) => arg.startsWith('--runs='))?.slice(7) ?? 20)

/** A program whose threads say how long they did what, in s; `work(ends, told)` is Python that adds to `told`. */
const program = (threads, work) => `
import contextlib, hashlib, json, threading, time
lock = threading.Lock()
def work(ends, told):
${work}
def counted(thread):
    """What the system has counted of a thread, in s: on a CPU, and ready without one."""
    with open(f'/proc/{thread}/schedstat') as file: return [int(ns) / 1e9 for ns in file.read().split()[:2]]
def moment():
    """The time, and how long this thread has been ready without a CPU by then; again where it lost the CPU in between."""
    for _ in range(4):
        queued, now = counted('thread-self')[1], time.perf_counter()
        if counted('thread-self')[1] - queued < 0.0002: break
    return now, queued
@contextlib.contextmanager
def measured(told, what):
    """Until it could go on: being ready without a CPU after that is no part of the wait."""
    began, before = moment()
    yield
    ended, after = moment()
    told[what] += ended - began - (after - before)
results = []
def run(ends):
    told = {'sleep': 0, 'lock': 0}
    began, before = moment()
    work(ends, told)
    ended, after = moment()
    told['wall'] = ended - began
    told['ran'] = time.thread_time_ns() / 1e9
    results.append({'tid': threading.get_native_id(), 'outside': before - after, **told})
    barrier.wait()
    # What a thread does between the last sample and its end is its process's only, so they linger.
    over.wait()
over = threading.Event()
barrier = threading.Barrier(${threads} + 1)
print('ready', flush=True)
input()
for _ in range(${threads}): threading.Thread(target=run, args=(time.perf_counter() + ${SECONDS},), daemon=True).start()
barrier.wait()
# The system counts being ready when that ends, so it is asked when all of them are at rest.
at_rest = None
while at_rest != (at_rest := [counted(f'self/task/{told["tid"]}') for told in results]): time.sleep(0.01)
for told, (_, queued) in zip(results, at_rest):
    told['preempted'] = queued
    told['outside'] += queued
print(json.dumps(results), flush=True)
input()
over.set()`

const WORKLOADS = {
  'four busy threads': program(4, '    while time.perf_counter() < ends: pass'),
  'ten sleepers': program(
    10,
    `    while time.perf_counter() < ends:
        with measured(told, 'sleep'): time.sleep(0.05)`
  ),
  'three with one lock': program(
    3,
    `    while time.perf_counter() < ends:
        with measured(told, 'lock'): lock.acquire()
        with measured(told, 'sleep'): time.sleep(0.02)
        lock.release()`
  ),
  'two native threads': program(
    2,
    '    data = bytes(20_000_000)\n    while time.perf_counter() < ends: hashlib.sha256(data).digest()'
  )
}
const STATES = ['ran', 'preempted', 'sleep', 'lock']

/** The largest differences of any thread in one run: of CPU time as a share of it, of states in points of its life. */
async function differences(scope, path, code) {
  const python = await start(path, code)
  const watched = scope.watch(python.pid, 250)
  await watched.begin('work')
  const truth = await python.go()
  const trace = await watched.end('work')
  await watched.stop()
  await python.end()
  const { threads, wall } = scope.figuresOf(trace)
  const worst = { cpu: 0, ...Object.fromEntries(STATES.map((state) => [state, 0])) }
  let held = 0
  let unseen = 0
  for (const { tid, ...told } of truth) {
    const thread = threads.find((one) => one.tid === tid)
    const life = thread.life / 1_000
    const said = { ...thread.states, ran: thread.states.python + thread.states.native }
    // Its last wait, for the others, is for a lock too. It was ready without a CPU before and after what it measured.
    told.lock += Math.max(0, life - told.wall - told.outside)
    worst.cpu = Math.max(worst.cpu, Math.abs(thread.cpu / 1_000 - told.ran) / Math.max(told.ran, 0.1))
    for (const state of STATES) {
      // To the thread itself a wait ends when it has the GIL again, so what it says may hold waits for that.
      const most = said[state] + said.unseen + (state === 'sleep' || state === 'lock' ? said['gil-wait'] : 0)
      const difference = Math.max(said[state] / 1_000 - told[state], told[state] - most / 1_000, 0)
      worst[state] = Math.max(worst[state], difference / life)
    }
    held += thread.held / wall
    unseen = Math.max(unseen, said.unseen / 1_000 / life)
  }
  return { ...worst, unseen, held, hz: scope.rateOf(trace) }
}

const scope = await buildScope()
const points = (share) => (share * 100).toFixed(1)
const columns = ['cpu', ...STATES, 'unseen']
console.log(
  `${String(runs)} runs each; load ${loadavg()[0].toFixed(1)}; median / largest difference of any thread`
)
console.log(
  [
    'python',
    'workload'.padEnd(20),
    'CPU time'.padEnd(17),
    ...[...STATES, 'unseen'].map((state) => state.padEnd(11)),
    'GIL held',
    'Hz'
  ].join('  ')
)
const kept = keep && existsSync(keep) ? readFileSync(keep, 'utf8').split('\n') : []
for (const { version, path } of pythons()) {
  for (const [name, code] of Object.entries(WORKLOADS)) {
    const title = [version.padEnd(6), name.padEnd(20)].join('  ')
    const known = kept.find((line) => line.startsWith(title))
    if (known !== undefined) {
      console.log(known)
      continue
    }
    const all = []
    for (let run = 0; run < runs; run += 1) all.push(await differences(scope, path, code))
    const cells = columns.map((column) => {
      const values = all.map((one) => one[column])
      const [middle, most] = [median(values), Math.max(...values)]
      return column === 'cpu'
        ? `${percent(middle)} / ${percent(most)}`.padEnd(17)
        : `${points(middle)} / ${points(most)}`.padEnd(11)
    })
    const held = percent(median(all.map((one) => one.held)))
    const hz = median(all.map((one) => one.hz)).toFixed(0)
    const line = [title, ...cells, held.padEnd(8), hz].join('  ')
    console.log(line)
    if (keep) appendFileSync(keep, `${line}\n`)
  }
}
console.log('ran, preempted, sleep, lock, unseen: in points of the thread’s life')
scope.remove()
