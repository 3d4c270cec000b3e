import { describe, expect, onTestFailed, test } from 'vitest'
import type { Sample, ThreadState } from '../../common/trace/sample'
import { takeUntil } from './testing/take'
import { isSettledAs, newestPython, pidsOf, startPython, startSampler, testPythons } from './testing/watching'

const withGil = testPythons.filter(({ version }) => !version.endsWith('t'))
const freeThreaded = testPythons.filter(({ version }) => version.endsWith('t'))

const FOUR_BUSY = `
import threading, time
def busy():
    while True: pass
for _ in range(4): threading.Thread(target=busy, daemon=True).start()
print('ready')
time.sleep(1000)`

const threadsSeenAs = (samples: readonly Sample[], state: ThreadState): Set<number> =>
  new Set(
    samples.flatMap(({ threads }) => threads.filter((thread) => thread.state === state).map(({ tid }) => tid))
  )

describe.each(withGil)('four busy threads of Python $version', ({ path }) => {
  test('pass one GIL around', { timeout: 60_000 }, async () => {
    const python = startPython(FOUR_BUSY, path)
    await python.says('ready')
    const samples = await takeUntil(
      startSampler(python.pid),
      (taken) =>
        threadsSeenAs(taken, 'python').size >= 4 &&
        threadsSeenAs(taken, 'gil-wait').size >= 4 &&
        isSettledAs(taken, python.pid, 'sleep')
    )
    const attached = samples.filter(({ processes }) => processes[0]?.tier === 'exact')
    for (const { gils, threads } of attached) {
      const held = threads.filter((thread) => thread.held).map(({ tid }) => tid)
      expect(held).toEqual(gils[0]!.holder <= 0 ? [] : [gils[0]!.holder])
      expect(threads).toHaveLength(5)
    }
    const switches = attached.map(({ gils }) => gils[0]!.switches)
    expect(switches).toEqual([...switches].sort((a, b) => a - b))
    for (let i = 1; i < attached.length; i += 1) {
      // Whoever holds it now and did not before must have got it in between.
      const isOther = attached[i]!.gils[0]!.holder !== attached[i - 1]!.gils[0]!.holder
      const isFree = attached[i]!.gils[0]!.holder <= 0 || attached[i - 1]!.gils[0]!.holder <= 0
      if (isOther && !isFree) expect(switches[i]).toBeGreaterThan(switches[i - 1]!)
    }
  })
})

test.each(freeThreaded)('threads of Python $version need no GIL', { timeout: 60_000 }, async ({ path }) => {
  const python = startPython(FOUR_BUSY, path)
  await python.says('ready')
  const samples = await takeUntil(
    startSampler(python.pid),
    (taken) => threadsSeenAs(taken, 'python').size >= 4
  )
  expect(samples.at(-1)).toMatchObject({ gils: [], processes: [{ tier: 'no-gil' }] })
  expect(samples.find(({ processes }) => processes[0]?.reason)).toBeDefined()
  expect(threadsSeenAs(samples, 'gil-wait').size).toBe(0)
})

const withInterpreters = withGil.filter(({ version }) => Number(version.slice(2)) >= 12)
test.each(withInterpreters)(
  'interpreters of Python $version have a GIL each',
  { timeout: 60_000 },
  async ({ version, path }) => {
    const [module, create, run] =
      version === '3.12'
        ? ['_xxsubinterpreters', 'create(isolated=True)', 'run_string']
        : ['_interpreters', "create('isolated')", 'exec']
    const python = startPython(
      `
import ${module} as interpreters, threading, time
for _ in range(2):
    interpreter = interpreters.${create}
    threading.Thread(target=interpreters.${run}, args=(interpreter, 'while True: pass'), daemon=True).start()
print('ready')
time.sleep(1000)`,
      path
    )
    await python.says('ready')
    const samples = await takeUntil(
      startSampler(python.pid),
      (taken) => threadsSeenAs(taken, 'python').size >= 2
    )
    const { gils } = await takeUntil(
      startSampler(python.pid),
      (taken) => new Set(taken.at(-1)?.gils.map(({ holder }) => holder)).size === 3
    ).then((taken) => taken.at(-1)!)
    expect(gils.map(({ interpreter }) => interpreter)).toEqual([0, 1, 2])
    expect(samples.at(-1)?.processes[0]?.tier).toBe('exact')
  }
)

const with312 = withInterpreters.filter(({ version }) => version === '3.12')
test.each(with312)(
  'an interpreter that the main thread of Python $version runs is held by it',
  async ({ path }) => {
    const python = startPython(
      `
import _xxsubinterpreters as interpreters, threading
threading.Thread(target=threading.Event().wait, daemon=True).start()
print('ready')
interpreters.run_string(interpreters.create(isolated=True), 'while True: pass')`,
      path
    )
    await python.says('ready')
    await takeUntil(startSampler(python.pid), (taken) => {
      const { gils = [], threads = [] } = taken.at(-1) ?? {}
      const running = threads.find(({ state }) => state === 'python')
      return (
        running?.tid === python.pid && gils.some((gil) => gil.interpreter > 0 && gil.holder === python.pid)
      )
    })
  }
)

describe.skipIf(newestPython === '')('threads that are blocked', () => {
  const CAUSES: readonly [ThreadState, string][] = [
    ['sleep', 'time.sleep(1000)'],
    ['lock', 'threading.Event().wait()'],
    ['lock', 'queue.Queue().get(timeout=1000)'],
    ['io', 'os.read(os.pipe()[0], 1)'],
    ['io', 'a, b = socket.socketpair(); a.recv(1)'],
    ['io', 'a, b = socket.socketpair(); a.settimeout(1000); a.recv(1)'],
    ['io', 'a, b = socket.socketpair(); select.select([a], [], [], 1000)'],
    ['io', 'asyncio.run(asyncio.sleep(1000))'],
    ['io', 'mp.Queue().get()'],
    ['child-wait', "subprocess.run(['sleep', '1000'])"],
    [
      'child-wait',
      "p = mp.get_context('fork').Process(target=time.sleep, args=(1000,)); p.start(); p.join()"
    ],
    [
      'child-wait',
      "p = mp.get_context('fork').Process(target=time.sleep, args=(1000,)); p.start(); p.join(1000)"
    ]
  ]
  test('are seen to be, each for its reason', { timeout: 30_000 }, async () => {
    const python = startPython(`
import asyncio, os, multiprocessing as mp, queue, select, socket, subprocess, threading, time
def block(number, code):
    os.write(1, b'thread %d is %d now ' % (number, threading.get_native_id()))
    exec(code)
for number, code in enumerate(${JSON.stringify(CAUSES.map(([, code]) => code))}):
    threading.Thread(target=block, args=(number, code)).start()`)
    const tids = await Promise.all(
      CAUSES.map(async (_, i) =>
        Number((await python.said(new RegExp(`thread ${String(i)} is (\\d+) now`)))[1])
      )
    )
    let missing: unknown
    onTestFailed(() => void process.stdout.write(`not seen: ${JSON.stringify(missing)}\n`))
    await takeUntil(startSampler(python.pid), (taken) => {
      const left = CAUSES.filter(([state], i) => !isSettledAs(taken, tids[i]!, state))
      missing = left
      return left.length === 0
    })
  })
})

describe.skipIf(newestPython === '')('processes', () => {
  test('have a GIL each, and times of their own', async () => {
    const python = startPython(`
import os
pid = os.fork()
print('ready', flush=True)
while True: pass`)
    await python.says('ready')
    const samples = await takeUntil(
      startSampler(python.pid),
      (taken) => threadsSeenAs(taken, 'python').size === 2
    )
    const [parent, child] = pidsOf(samples)
    expect(parent).toBe(python.pid)
    expect(samples.at(-1)!.processes.find(({ pid }) => pid === child)).toMatchObject({
      parent,
      tier: 'exact'
    })
    const used = samples.map(({ processes }) => processes.find(({ pid }) => pid === child)?.cpuNs ?? 0)
    expect(used).toEqual([...used].sort((a, b) => a - b))
  })

  test('that run another program are looked at anew', async () => {
    const python = startPython(`
import os, sys
print('ready')
input()
os.execv(sys.executable, [sys.executable, '-c', 'import time; print("again", flush=True); time.sleep(1000)'])`)
    await python.says('ready')
    const sampler = startSampler(python.pid)
    await takeUntil(sampler, (taken) => taken.at(-1)?.processes[0]?.tier === 'exact')
    python.tell('\n')
    await python.says('again')
    await takeUntil(sampler, (taken) => taken.at(-1)?.processes[0]?.tier === 'exact' && taken.length > 20)
    await takeUntil(sampler, (taken) => isSettledAs(taken, python.pid, 'sleep'))
  })

  test('that are not Python say so, and are never taken for their parent', async () => {
    const python = startPython(`
import subprocess
child = subprocess.Popen(['sleep', '1000'])
print('ready')
child.wait()`)
    await python.says('ready')
    const samples = await takeUntil(startSampler(python.pid), (taken) =>
      taken.some(({ processes }) => processes.some(({ reason }) => reason === 'It is not a Python program.'))
    )
    const [, child] = pidsOf(samples)
    expect(samples.some(({ gils }) => gils.some(({ pid }) => pid === child))).toBe(false)
  })

  test('that left the tree are found by their token', { timeout: 60_000 }, async () => {
    const python = startPython(
      `
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        print('stray', os.getpid(), flush=True)
        time.sleep(1000)
    os._exit(0)
os.wait()
time.sleep(1000)`,
      newestPython,
      { GILSCOPE_TOKEN: 'sampler-test' }
    )
    await python.says('stray')
    const stray = Number((await python.said(/stray (\d+)/))[1])
    try {
      const samples = await takeUntil(startSampler(python.pid, 'sampler-test'), (taken) =>
        pidsOf(taken).includes(stray)
      )
      expect(pidsOf(samples)).toContain(stray)
    } finally {
      process.kill(stray, 'SIGKILL')
    }
  })
})

describe.skipIf(newestPython === '')('code that lets the GIL go', () => {
  test('is native', { timeout: 60_000 }, async () => {
    const python = startPython(`
import hashlib, threading, time
data = bytes(64_000_000)
def work():
    while True: hashlib.sha256(data).digest()
threading.Thread(target=work, daemon=True).start()
print('ready')
time.sleep(1000)`)
    await python.says('ready')
    const samples = await takeUntil(startSampler(python.pid), (taken) => taken.length > 300)
    const states = samples.flatMap(({ threads }) => threads.filter(({ tid }) => tid !== python.pid))
    const native = states.filter(({ state }) => state === 'native').length
    const running = states.filter(({ state }) => state === 'native' || state === 'python').length
    expect(running).toBeGreaterThan(0)
    expect(native / running).toBeGreaterThan(0.9)
  })
})
