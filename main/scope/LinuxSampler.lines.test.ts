/** Real Pythons in the middle of a cell's code: which line each thread is on. */
import { describe, expect, test } from 'vitest'
import type { Sample } from '../../common/trace/sample'
import { takeUntil } from './testing/take'
import { startPython, startSampler, testPythons } from './testing/watching'

const readable = testPythons.filter(({ version }) => Number(/3\.(\d+)/.exec(version)?.[1]) >= 11)

/** Two cells: what one defines, threads of the other run. Each says its number and its name. */
const DEFINITIONS = `import hashlib, functools, time, asyncio
def busy():
    tell("busy")
    x = 0
    while True:
        x += 1

        x %= 7
def nap():
    tell("nap")
    #
    time.sleep(
        1000
    )
def deep(n=500):
    if n:
        return deep(n - 1)
    tell("deep")
    time.sleep(1000)
def numbers():
    n = 0
    while True:
        n += 1
        if n % 1_000 == 0:
            yield n
async def drive():
    tell("coroutine")
    for n in numbers():
        await asyncio.sleep(0)
def native():
    data = bytes(20_000_000)
    tell("native")
    while True:
        functools.reduce(lambda d, _: hashlib.sha256(data).digest(), range(3), b"")`
const ACTIONS = `import threading
def elsewhere():
    tell("elsewhere")
    exec("import time\\nwhile True:\\n    time.sleep(0.001)")
for target in busy, nap, deep, lambda: asyncio.run(drive()), native, elsewhere:
    threading.Thread(target=target).start()
tell("main")
threading.Event().wait()`
/** Runs cells as the kernel does: compiled under their names, in one namespace. */
const PROGRAM = `import sys, threading
sys.setrecursionlimit(3000)
names = {"__name__": "__main__", "tell": lambda name: sys.stdout.write(f"{name} is {threading.get_native_id()}.\\n")}
for number, source in enumerate(${JSON.stringify([DEFINITIONS, ACTIONS])}, 1):
    exec(compile(source, f"Cell In[{number}]", "exec"), names)`

/** Where each kind of thread may be seen, by cell and line: first where it tells its number, from which it goes on. */
const EXPECTED: Record<string, readonly [string, ...string[]]> = {
  busy: ['In[1]:3', 'In[1]:4', 'In[1]:5', 'In[1]:6', 'In[1]:8'],
  nap: ['In[1]:10', 'In[1]:12'],
  deep: ['In[1]:18', 'In[1]:19'],
  // Between its steps the event loop runs, which a line of cell 2 called.
  coroutine: [
    ...(['In[1]:27', 'In[2]:5', 'In[1]:21', 'In[1]:22', 'In[1]:23', 'In[1]:24', 'In[1]:25'] as const),
    ...(['In[1]:28', 'In[1]:29'] as const)
  ],
  native: ['In[1]:32', 'In[1]:33', 'In[1]:34'],
  elsewhere: ['In[2]:3', 'In[2]:4'],
  main: ['In[2]:7', 'In[2]:8']
}

/** The lines that a thread was seen on. */
function linesOf(samples: readonly Sample[], tid: number): string[] {
  return samples.flatMap(({ threads }) => {
    const line = threads.find((thread) => thread.tid === tid)?.line
    return line === undefined ? [] : [`${line.file.replace('Cell ', '')}:${String(line.line)}`]
  })
}

describe.each(readable)('the lines of Python $version', ({ path }) => {
  test('are those of the cells, whoever runs them', { timeout: 60_000 }, async () => {
    const watched = startPython(PROGRAM, path)
    const tids = new Map<string, number>()
    for (const name of Object.keys(EXPECTED))
      tids.set(name, Number((await watched.said(new RegExp(`${name} is (\\d+)\\.`)))[1]))
    // Whoever has told may take its time to go on, on a machine that is busy.
    const wentOn = (samples: readonly Sample[], name: string): number =>
      linesOf(samples, tids.get(name) ?? 0).filter((line) => line !== EXPECTED[name]?.[0]).length
    const linesOfBusy = (samples: readonly Sample[]): number =>
      new Set(linesOf(samples, tids.get('busy') ?? 0)).size
    const samples = await takeUntil(
      startSampler(watched.pid),
      (all) => [...tids.keys()].every((name) => wentOn(all, name) >= 20) && linesOfBusy(all) > 1
    )
    for (const [name, tid] of tids) {
      const wrong = linesOf(samples, tid).filter((line) => !EXPECTED[name]?.includes(line))
      expect(wrong, name).toEqual([])
    }
  })
  test('are none outside of cells', async () => {
    const watched = startPython(
      'import time\ndef wait():\n    while True:\n        time.sleep(0.001)\nprint("here")\nwait()',
      path
    )
    await watched.says('here')
    const samples = await takeUntil(startSampler(watched.pid), (all) => all.length > 50)
    expect(samples.flatMap(({ threads }) => threads).every(({ line }) => line === undefined)).toBe(true)
  })
})
