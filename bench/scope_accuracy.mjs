/**
 * How right a trace's figures are: CPU time of each thread against what the thread says itself, the shares of the time in
 * which it ran or slept, GIL shares, and GIL hand-offs.
 *   node bench/scope_accuracy.mjs [python …]
 */
import { buildScope, percent, pythons, start } from './scope_watch.mjs'

const SECONDS = 3

/** A program whose threads say how long they ran and slept; `work(ends)` is Python that returns seconds slept. */
const program = (threads, work) => `
import hashlib, json, threading, time
def work(ends):
${work}
results = []
def run(ends):
    began, cpu = time.perf_counter(), time.thread_time_ns()
    slept = work(ends)
    results.append({'tid': threading.get_native_id(), 'wall': time.perf_counter() - began,
                    'cpu': (time.thread_time_ns() - cpu) / 1e9, 'slept': slept})
    barrier.wait()
barrier = threading.Barrier(${threads} + 1)
print('ready', flush=True)
input()
for _ in range(${threads}): threading.Thread(target=run, args=(time.perf_counter() + ${SECONDS},), daemon=True).start()
barrier.wait()
print(json.dumps(results), flush=True)
input()`

const WORKLOADS = {
  'four busy threads': program(4, '    while time.perf_counter() < ends: pass\n    return 0'),
  'ten sleepers': program(
    10,
    `    slept = 0
    while time.perf_counter() < ends:
        began = time.perf_counter()
        time.sleep(0.05)
        slept += time.perf_counter() - began
    return slept`
  ),
  'two native threads': program(
    2,
    '    data = bytes(20_000_000)\n    while time.perf_counter() < ends: hashlib.sha256(data).digest()\n    return 0'
  )
}
const scope = await buildScope()
console.log('python  workload             CPU of a thread  ran    slept   GIL held  hand-offs  Hz')
for (const { version, path } of pythons()) {
  for (const [name, code] of Object.entries(WORKLOADS)) {
    const python = await start(path, code)
    const watched = scope.watch(python.pid, 250)
    await watched.begin('work')
    const truth = await python.go()
    const trace = await watched.end('work')
    await watched.stop()
    await python.end()
    const { threads, gil } = scope.figuresOf(trace)
    let cpuError = 0
    let ran = 0
    let slept = 0
    let held = 0
    for (const { tid, ...said } of truth) {
      const { cpu, states, held: heldMs } = threads.find((thread) => thread.tid === tid)
      const share = (ms) => ms / 1_000 / said.wall
      cpuError = Math.max(cpuError, Math.abs(cpu / 1_000 - said.cpu) / Math.max(said.cpu, 0.1))
      ran = Math.max(ran, Math.abs(share(states.python + states.native) - said.cpu / said.wall))
      slept = Math.max(slept, Math.abs(share(states.sleep) - said.slept / said.wall))
      held += share(heldMs)
    }
    console.log(
      [
        version.padEnd(7),
        name.padEnd(20),
        `±${percent(cpuError)}`.padEnd(16),
        `±${(ran * 100).toFixed(1)}`.padEnd(6),
        `±${(slept * 100).toFixed(1)}`.padEnd(7),
        percent(held).padEnd(9),
        String(gil.switches).padEnd(10),
        scope.rateOf(trace).toFixed(0)
      ].join(' ')
    )
  }
}
console.log('ran, slept: largest difference of a thread from the truth, in points')
scope.remove()
