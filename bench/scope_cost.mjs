/**
 * What watching costs: the sampling thread's own CPU with 10 and with 100 threads, and how much a program of four busy
 * threads slows down while it is watched 250 times a second. For the latter one and the same program goes on counting, and
 * runs begin and end beside it: short pairs of windows, one with a run and one without (then it is looked at 10 times a
 * second, as between cells), in an order left to chance, so that whatever else the machine does hits both alike. CPU time
 * for the same work says what looking itself does to the program; wall time also what it takes from it where cores are
 * scarce.
 *   node bench/scope_cost.mjs [--pairs=200] [python …]
 */
import { loadavg } from 'node:os'
import { buildScope, median, percent, pythons, start } from './scope_watch.mjs'

const PAIRS = Number(process.argv.find((arg) => arg.startsWith('--pairs='))?.slice(8) ?? 200)
const SECONDS = 8
/** In ms. */
const WARM_UP = 10_000
/** Long against the turns of 5 ms that threads take with the GIL, in ms. */
const WINDOW = 400
/** A run's beginning and end are no part of it, in ms. */
const SETTLED = 60

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** As a cell's code, whose lines are read. */
const asCell = (code) => `exec(compile(${JSON.stringify(code)}, 'Cell In[1]', 'exec'))`

const sleepers = (count) => `
import threading, time
def busy():
    while not over: pass
over = False
for _ in range(4): threading.Thread(target=busy, daemon=True).start()
for _ in range(${count} - 5): threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
print('ready', flush=True)
input()
time.sleep(${SECONDS})
over = True
print('{}', flush=True)
input()`

/** Four threads that count, and a main thread that says at each line it is given how far they have come. */
const COUNTING = `
import json, sys, threading, time
counts = [0] * 4
def work(me):
    while True:
        for _ in range(1000): pass
        counts[me] += 1
for me in range(4): threading.Thread(target=work, args=(me,), daemon=True).start()
print('ready', flush=True)
for line in sys.stdin:
    print(json.dumps({'count': sum(counts), 'wall': time.perf_counter(), 'cpu': time.process_time()}), flush=True)`

/** How much was counted per second, of the clock and of CPU time, within `WINDOW`. */
async function speeds(python) {
  const before = await python.go()
  await pause(WINDOW)
  const after = await python.go()
  const count = after.count - before.count
  return { wall: count / (after.wall - before.wall), cpu: count / (after.cpu - before.cpu) }
}

/** The median, and the values between which the true one is in 95 of 100 cases (by their ranks: a binomial distribution). */
function medianWithin(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const reach = 0.98 * Math.sqrt(sorted.length)
  const at = (rank) => sorted[Math.min(Math.max(Math.round(rank), 0), sorted.length - 1)]
  return {
    low: at(sorted.length / 2 - reach - 0.5),
    middle: median(sorted),
    high: at(sorted.length / 2 + reach - 0.5)
  }
}

const scope = await buildScope()
const { version, path } = pythons().at(-1)
console.log(`Python ${version}; load ${loadavg()[0].toFixed(1)}`)
for (const count of [10, 100]) {
  const python = await start(path, asCell(sleepers(count)))
  const watched = scope.watch(python.pid, 250)
  const cost = async (name, during) => {
    void watched.begin(name)
    await during()
    const trace = await watched.end(name)
    const share = (part) => percent(trace.cost[part] / trace.cost.over)
    const perSample =
      ((trace.cost.looking + trace.cost.building) / trace.samples) * (trace.duration / trace.cost.over)
    console.log(
      `${String(count)} threads, ${name}: ${percent(scope.costOf(trace))} of a core at ${scope.rateOf(trace).toFixed(0)} Hz ` +
        `(asked 250): ${share('looking')} to look, ${share('building')} to make the trace, ${share('packing')} to pack it; ` +
        `${perSample.toFixed(0)} µs a sample; ${percent(scope.missedOf(trace))} of the planned samples missed`
    )
  }
  // Python is found, and the code that looks is compiled as it is used more and more.
  await cost('at first', () => pause(WARM_UP))
  await cost('then', () => python.go())
  await watched.stop()
  await python.end()
}
const python = await start(path, asCell(COUNTING))
const watched = scope.watch(python.pid, 250)
const ratios = { wall: [], cpu: [] }
for (let pair = 0; pair < PAIRS; pair += 1) {
  const speed = {}
  for (const isRunning of Math.random() < 0.5 ? [false, true] : [true, false]) {
    if (isRunning) void watched.begin('work')
    await pause(SETTLED)
    speed[isRunning] = await speeds(python)
    if (isRunning) await watched.end('work')
  }
  for (const kind of ['wall', 'cpu']) ratios[kind].push(speed[false][kind] / speed[true][kind])
}
await watched.stop()
await python.end()
for (const kind of ['cpu', 'wall']) {
  const { low, middle, high } = medianWithin(ratios[kind])
  console.log(
    `four busy threads, ${kind} time for the same work, watched to not: ${percent(middle - 1)} more ` +
      `(median of ${String(PAIRS)} pairs; 95 % sure: ${percent(low - 1)} to ${percent(high - 1)})`
  )
}
scope.remove()
