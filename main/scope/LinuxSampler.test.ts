import { afterEach, describe, expect, test } from 'vitest'
import type { Sample, ThreadState } from '../../common/trace/sample'
import { LinuxSampler } from './LinuxSampler'
import { findTestPythons, Watched } from './testing/pythons'
import { takeUntil } from './testing/take'

const isLinux = process.platform === 'linux'
const pythons = isLinux ? findTestPythons() : []
const withGil = pythons.filter(({ version }) => !version.endsWith('t'))
const newest = withGil.at(-1)?.path ?? ''
if (pythons.length === 0)
  process.stdout.write('skipped: watching real Pythons needs Linux and a Python 3.9 or newer\n')

const started: Watched[] = []
const samplers: LinuxSampler[] = []
function watch(code: string, python = newest, environment: Record<string, string> = {}): Watched {
  const watched = Watched.start(python, code, environment)
  started.push(watched)
  return watched
}
function sampler(pid: number, token: string | null = null): LinuxSampler {
  const made = new LinuxSampler(pid, token)
  samplers.push(made)
  return made
}
afterEach(async () => {
  for (const one of samplers.splice(0)) one.finish()
  for (const one of started.splice(0)) await one.end()
})

const statesOf = (samples: readonly Sample[], tid: number): ThreadState[] =>
  samples.flatMap(({ threads }) => threads.filter((thread) => thread.tid === tid).map(({ state }) => state))
/** Whether thread `tid` was seen so in this many samples in a row, at the end. */
const settledAs = (samples: readonly Sample[], tid: number, state: ThreadState, times = 5): boolean => {
  const last = statesOf(samples.slice(-times), tid)
  return last.length === times && last.every((one) => one === state)
}

const FOUR_BUSY = `
import threading, time
def busy():
    while True: pass
for _ in range(4): threading.Thread(target=busy, daemon=True).start()
print('ready')
time.sleep(1000)`

describe.each(withGil)('four busy threads of Python $version', ({ path }) => {
  test('pass one GIL around', { timeout: 60_000 }, async () => {
    const python = watch(FOUR_BUSY, path)
    await python.says('ready')
    const samples = await takeUntil(sampler(python.pid), (taken) => {
      const holders = new Set(taken.flatMap(({ gils }) => gils.map(({ holder }) => holder)))
      return (
        holders.size >= 4 && taken.some(({ threads }) => threads.some(({ state }) => state === 'gil-wait'))
      )
    })
    const last = samples.at(-1)!
    expect(last.processes).toMatchObject([{ pid: python.pid, tier: 'exact' }])
    expect(last.threads).toHaveLength(5)
    for (const { gils, threads } of samples.filter(({ gils }) => gils.length > 0)) {
      const held = threads.filter((thread) => thread.held).map(({ tid }) => tid)
      expect(held).toEqual(gils[0]!.holder === 0 ? [] : [gils[0]!.holder])
    }
    const switches = samples.flatMap(({ gils }) => gils.map((gil) => gil.switches))
    expect(switches).toEqual([...switches].sort((a, b) => a - b))
  })
})

describe.skipIf(newest === '')('threads that are blocked', () => {
  const CAUSES: readonly [ThreadState, string][] = [
    ['sleep', 'time.sleep(1000)'],
    ['lock', 'threading.Event().wait()'],
    ['lock', 'queue.Queue().get(timeout=1000)'],
    ['io', 'os.read(os.pipe()[0], 1)'],
    ['io', 'a, b = socket.socketpair(); a.recv(1)'],
    ['io', 'a, b = socket.socketpair(); select.select([a], [], [], 1000)'],
    ['child-wait', "subprocess.run(['sleep', '1000'])"],
    ['child-wait', 'os.waitpid(child(), 0)']
  ]
  test.each(CAUSES)('%s: %s', async (state, code) => {
    const python = watch(`
import os, queue, select, signal, socket, subprocess, threading, time
def child():
    pid = os.fork()
    if pid == 0:
        time.sleep(1000)
    return pid
print('ready')
${code}`)
    await python.says('ready')
    await takeUntil(sampler(python.pid), (taken) => settledAs(taken, python.pid, state))
  })
})
