/**
 * What telling of asyncio's tasks costs the program that is watched: the CPU time of a step, recorded and not, in pairs
 * within one process. First steps that do nothing else, then tasks that hand things to each other through queues.
 *   node bench/tasks_cost.mjs [python …]
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pythons } from './scope_watch.mjs'

const PROGRAM = `
import asyncio, json, sys, threading, time
sys.path.insert(0, sys.argv[1])
from cpython import tasks

PAIRS, STEPS = 15, 20_000

async def turns():
    for _ in range(STEPS): await asyncio.sleep(0)

async def queues():
    there, back = asyncio.Queue(), asyncio.Queue()
    async def echo():
        for _ in range(STEPS // 2): await back.put(await there.get())
    async def ask():
        for n in range(STEPS // 2): await there.put(n); await back.get()
    await asyncio.gather(echo(), ask())

recorder = tasks.Recorder(lambda message: sent.append(message["cost_us"]), lambda: "run")
sent = []

def time_of(work):
    begun = time.thread_time()
    asyncio.run(work())
    return (time.thread_time() - begun) / STEPS * 1e6

def flush():
    while True:
        time.sleep(0.1)
        recorder.flush()

threading.Thread(target=flush, daemon=True).start()
median = lambda numbers: sorted(numbers)[len(numbers) // 2]
for work in (turns, queues):
    plain, recorded = [], []
    for _ in range(PAIRS):
        plain.append(time_of(work))
        sent.clear()
        recorder.begin()
        recorded.append(time_of(work))
        recorder.end()
    ratio = median([b / a for a, b in zip(plain, recorded)])
    more = median([b - a for a, b in zip(plain, recorded)])
    print(f"{sys.version.split()[0]}{'t' if not getattr(sys, '_is_gil_enabled', lambda: True)() else ''} {work.__name__}: "
          f"{median(plain):.2f} µs a step, {median(recorded):.2f} recorded: {more:.2f} more, ratio {ratio:.2f}")
`

const asked = process.argv.slice(2)
for (const python of asked.length > 0 ? asked : pythons().map(({ path }) => path)) {
  const kernels = join(import.meta.dirname, '../kernels')
  process.stdout.write(execFileSync(python, ['-c', PROGRAM, kernels], { encoding: 'utf8' }))
}
