/** Real Pythons and samplers for tests, which end with the test that started them, and questions about what was seen. */
import { afterEach } from 'vitest'
import type { Sample, ThreadState } from '../../../common/trace/sample'
import { LinuxSampler } from '../LinuxSampler'
import { findTestPythons, Watched } from './pythons'

/** The Pythons that this machine has for tests; none on other systems than Linux, with the reason printed. */
export const testPythons = process.platform === 'linux' ? findTestPythons() : []
if (testPythons.length === 0) {
  process.stdout.write('skipped: watching real Pythons needs Linux and a Python 3.9 or newer\n')
}
/** The newest that has a GIL; empty when there is none. */
export const newestPython = testPythons.filter(({ version }) => !version.endsWith('t')).at(-1)?.path ?? ''

const started: Watched[] = []
const samplers: LinuxSampler[] = []
afterEach(async () => {
  for (const sampler of samplers.splice(0)) sampler.finish()
  for (const watched of started.splice(0)) await watched.end()
})

/** Starts a Python that ends with the test. */
export function startPython(
  code: string,
  python = newestPython,
  environment: Record<string, string> = {}
): Watched {
  const watched = Watched.start(python, code, environment)
  started.push(watched)
  return watched
}

/** A sampler that ends with the test. */
export function startSampler(pid: number, token: string | null = null): LinuxSampler {
  const sampler = new LinuxSampler(pid, token)
  samplers.push(sampler)
  return sampler
}

/** What one thread was doing, sample by sample. */
export function statesOf(samples: readonly Sample[], tid: number): ThreadState[] {
  return samples.flatMap(({ threads }) =>
    threads.filter((thread) => thread.tid === tid).map(({ state }) => state)
  )
}

/** Whether a thread was seen so in each of the last samples. */
export function isSettledAs(samples: readonly Sample[], tid: number, state: ThreadState, times = 5): boolean {
  const last = statesOf(samples.slice(-times), tid)
  return last.length === times && last.every((one) => one === state)
}

/** Pids in the order in which they were first seen. */
export function pidsOf(samples: readonly Sample[]): number[] {
  return [...new Set(samples.flatMap(({ processes }) => processes.map(({ pid }) => pid)))]
}
