/**
 * What watching costs: the sampling thread's own CPU with 10 and with 100 threads, and how much longer a program of four
 * busy threads takes while it is watched 250 times a second (pairs of runs, one watched and one not, in turn).
 *   node bench/scope_cost.mjs [python …]
 */
import { buildScope, median, percent, pythons, start } from './scope_watch.mjs'

const PAIRS = 10
const SECONDS = 8

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

const FIXED_WORK = `
import json, threading, time
def work():
    n = 0
    for _ in range(8_000_000): n += 1
print('ready', flush=True)
input()
wall, cpu = time.perf_counter(), time.process_time()
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(json.dumps({'wall': time.perf_counter() - wall, 'cpu': time.process_time() - cpu}), flush=True)
input()`

const scope = await buildScope()
const { version, path } = pythons().at(-1)
console.log(`Python ${version}`)
for (const count of [10, 100]) {
  const python = await start(path, sleepers(count))
  const watched = scope.watch(python.pid, 250)
  // A first second is spent on finding Python and warming up.
  void watched.begin('warming up')
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  await watched.end('warming up')
  void watched.begin('measured')
  await python.go()
  const trace = await watched.end('measured')
  await watched.stop()
  await python.end()
  const { cost, samples } = trace
  const share = (part) => percent(cost[part] / cost.over)
  const perSample = ((cost.looking + cost.building) / samples) * (trace.duration / cost.over)
  console.log(
    `${String(count)} threads: ${percent(scope.costOf(trace))} of a core at ${scope.rateOf(trace).toFixed(0)} Hz (asked 250): ` +
      `${share('looking')} to look, ${share('building')} to make the trace, ${share('packing')} to pack it; ` +
      `${perSample.toFixed(0)} µs a sample; ${percent(scope.missedOf(trace))} of the planned samples missed`
  )
}
const ratios = { wall: [], cpu: [] }
for (let pair = 0; pair < PAIRS; pair += 1) {
  const times = {}
  for (const isWatched of pair % 2 === 0 ? [false, true] : [true, false]) {
    const python = await start(path, FIXED_WORK)
    const watched = isWatched ? scope.watch(python.pid, 250) : null
    await watched?.begin('work')
    times[isWatched] = await python.go()
    await watched?.stop()
    await python.end()
  }
  for (const kind of ['wall', 'cpu']) ratios[kind].push(times[true][kind] / times[false][kind])
}
for (const kind of ['cpu', 'wall']) {
  const [low, high] = [Math.min(...ratios[kind]), Math.max(...ratios[kind])]
  console.log(
    `four busy threads, ${kind} time, watched to not: median ${percent(median(ratios[kind]) - 1)} more ` +
      `(${percent(low - 1)} to ${percent(high - 1)}, ${String(PAIRS)} pairs)`
  )
}
scope.remove()
