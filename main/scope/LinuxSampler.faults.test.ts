import { describe, expect, test } from 'vitest'
import type { Ms } from '../../common/brands'
import type { Sample } from '../../common/trace/sample'
import { takeUntil } from './testing/take'
import {
  isSettledAs,
  newestPython,
  startPython,
  startSampler,
  statesOf,
  testPythons
} from './testing/watching'

/** From 3.13 on Python says where its fields are, so that a test can spoil them. */
const selfDescribing = testPythons.find(({ version }) => /^3\.1[3-9]$/.test(version))?.path
if (selfDescribing === undefined)
  process.stdout.write('skipped: spoiling the memory of a Python needs Python 3.13 or newer\n')

describe.skipIf(newestPython === '')('watching goes on', () => {
  test('when the target dies between two looks', async () => {
    const python = startPython('print("ready"); input()')
    await python.says('ready')
    const sampler = startSampler(python.pid)
    await takeUntil(sampler, (taken) => taken.at(-1)?.processes[0]?.tier === 'exact')
    await python.end()
    for (let i = 0; i < 3 && !sampler.isOver; i += 1)
      sampler.take((performance.now() + i) as never, 0 as never)
    expect(sampler.isOver).toBe(true)
    expect(sampler.finish()?.threads).toEqual([])
  })

  test('when there is nothing to watch from the start', async () => {
    const python = startPython('pass')
    await python.end()
    expect(startSampler(python.pid).isOver).toBe(true)
  })

  test('while the target is stopped, which shows, and after that', async () => {
    const python = startPython('print("ready")\nwhile True: pass')
    await python.says('ready')
    const sampler = startSampler(python.pid)
    await takeUntil(sampler, (taken) => statesOf(taken, python.pid).includes('python'))
    python.signal('SIGSTOP')
    const stopped = await takeUntil(sampler, (taken) => isSettledAs(taken, python.pid, 'idle'))
    expect(stopped.at(-1)?.threads[0]).toMatchObject({ held: true })
    python.signal('SIGCONT')
    await takeUntil(sampler, (taken) => statesOf(taken, python.pid).includes('python'))
  })

  test.skipIf(selfDescribing === undefined)(
    'when memory no longer is what it was, which is told',
    async () => {
      const python = startPython(
        `
import ctypes
runtime = ctypes.addressof(ctypes.c_char.in_dll(ctypes.pythonapi, '_PyRuntime'))
# runtime_state.interpreters_head of _Py_DebugOffsets (Include/internal/pycore_debug_offsets.h)
head = runtime + ctypes.c_uint64.from_address(runtime + 24 + 2 * 8).value
print('ready', flush=True)
input()
ctypes.c_uint64.from_address(head).value = 0x1000
while True: pass`,
        selfDescribing
      )
      await python.says('ready')
      const sampler = startSampler(python.pid)
      await takeUntil(sampler, (taken) => taken.at(-1)?.processes[0]?.tier === 'exact')
      python.tell('\n')
      await takeUntil(sampler, (taken) =>
        /not that of a Python/.test(taken.at(-1)?.processes[0]?.reason ?? '')
      )
      const after = await takeUntil(sampler, (taken) => statesOf(taken, python.pid).includes('native'))
      expect(after.at(-1)).toMatchObject({ gils: [], processes: [{ tier: 'os' }] })
    }
  )

  test('with 500 threads at once, and when they all end', { timeout: 90_000 }, async () => {
    const python = startPython(`
import threading
threading.stack_size(65536)
event = threading.Event()
threads = [threading.Thread(target=event.wait) for _ in range(500)]
for thread in threads: thread.start()
print('ready', flush=True)
input()
event.set()
for thread in threads: thread.join()
print('ended', flush=True)
input()`)
    await python.says('ready')
    const sampler = startSampler(python.pid)
    const many = await takeUntil(sampler, (taken) => taken.at(-1)?.threads.length === 501)
    expect(new Set(many.at(-1)!.threads.map(({ tid }) => tid)).size).toBe(501)
    expect(many.at(-1)!.problems).toEqual([])
    python.tell('\n')
    await python.says('ended')
    const one = await takeUntil(sampler, (taken) => taken.at(-1)?.threads.length === 1)
    expect(one.at(-1)!.threads[0]!.tid).toBe(python.pid)
    expect(one.at(-1)!.gils[0]!.switches).toBeGreaterThanOrEqual(500)
  })

  test('past 200 children that live for a moment, whose time is counted', { timeout: 90_000 }, async () => {
    const python = startPython(`
import os, resource, time
print('ready', flush=True)
input()
for _ in range(200):
    pid = os.fork()
    if pid == 0:
        end = time.process_time() + 0.002
        while time.process_time() < end: pass
        os._exit(0)
    os.waitpid(pid, 0)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print('ended', used.ru_utime + used.ru_stime, 'end', flush=True)
input()`)
    await python.says('ready')
    const sampler = startSampler(python.pid)
    await takeUntil(sampler, (taken) => taken.at(-1)?.processes[0]?.tier === 'exact')
    python.tell('\n')
    const running = takeUntil(
      sampler,
      (taken) => (taken.at(-1)?.processes.find(({ pid }) => pid === python.pid)?.reapedCpuNs ?? 0) > 1e8
    )
    const used = Number((await python.said(/ended ([\d.]+) end/))[1])
    const samples = await running
    const after = await takeUntil(sampler, (taken) => taken.length > 3)
    const reaped = after.at(-1)!.processes[0]!.reapedCpuNs / 1e9
    expect(Math.abs(reaped - used)).toBeLessThan(0.03) // both are told in hundredths of a second, user and system apart
    expect(after.at(-1)!.processes.map(({ pid }) => pid)).toEqual([python.pid])
    const ids = samples.flatMap(({ threads }) =>
      threads.map(({ pid, tid, started }) => `${String(pid)} ${String(tid)} ${String(started)}`)
    )
    for (const id of new Set(ids)) expect(id).not.toContain('NaN')
  })

  test('while threads come and go all the time', async () => {
    const python = startPython(`
import threading
print('ready', flush=True)
while True:
    threads = [threading.Thread(target=sum, args=(range(20000),)) for _ in range(8)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()`)
    await python.says('ready')
    const samples = await takeUntil(startSampler(python.pid), (taken) => taken.length > 200, 0)
    for (const { threads, gils } of samples) {
      const tids = threads.map(({ tid }) => tid)
      expect(new Set(tids).size).toBe(tids.length)
      expect(threads.filter(({ held }) => held).length).toBeLessThanOrEqual(1)
      for (const gil of gils) expect(gil.holder).toBeGreaterThanOrEqual(-1)
    }
    const perThread = new Map<string, number>()
    for (const { threads } of samples) {
      for (const { tid, started, cpuNs } of threads) {
        const key = `${String(tid)} ${String(started)}`
        expect(cpuNs).toBeGreaterThanOrEqual(perThread.get(key) ?? 0)
        perThread.set(key, cpuNs)
      }
    }
  })
})

describe.skipIf(newestPython === '')('threads that wait for long', () => {
  test('are asked rarely, and are there all the same; what they do then is not missed', async () => {
    const python = startPython(`
import threading
woken = threading.Event()
def wait():
    woken.wait()
    sum(range(3_000_000))
    threading.Event().wait()
threads = [threading.Thread(target=wait, daemon=True) for _ in range(40)]
for thread in threads: thread.start()
print('ready', flush=True)
input()
woken.set()
threading.Event().wait()`)
    await python.says('ready')
    const sampler = startSampler(python.pid)
    let at = performance.now()
    const samples: Sample[] = []
    const take = (all = false): Sample => {
      at = Math.max(at + 4, performance.now())
      const sample = sampler.take(at as Ms, 0 as Ms, all)
      if (sample) samples.push(sample)
      return sample ?? take(all)
    }
    await takeUntil(sampler, (taken) => isSettledAs(taken, python.pid, 'io'))
    while (take().dozing.length < 30);
    for (const { threads, dozing } of samples) {
      expect(new Set([...threads.map(({ tid }) => tid), ...dozing]).size).toBe(41)
      expect(threads.length + dozing.length).toBe(41)
    }
    take(true)
    expect(take(true).dozing).toEqual([])
    const before = new Map(take(true).threads.map(({ tid, cpuNs }) => [tid, cpuNs]))
    python.tell('\n')
    const hasWorked = ({ tid, cpuNs }: { tid: number; cpuNs: number }): boolean =>
      cpuNs > before.get(tid)! + 1e6
    const worked = new Set<number>()
    while (worked.size < 40) {
      for (const thread of take().threads) if (hasWorked(thread)) worked.add(thread.tid)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    expect(worked.has(python.pid)).toBe(false)
  })
})
