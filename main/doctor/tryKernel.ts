/** Starts a kernel for the purpose, watches it run a cell, and ends it: what nothing but a try can tell. */
import { constants } from 'node:fs'
import { access, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import type { CellId, RunId } from '../../common/brands'
import type { AccessFacts, TrialFacts } from '../../common/doctor/facts'
import type { Interpreter } from '../../common/session'
import type { ProcessTrace } from '../../common/trace/trace'
import { reasonOf } from '../../common/trace/tierReasons'
import { HeadlessKernel } from '../cli/HeadlessKernel'
import { plain } from '../cli/words'

export interface TrialPlace {
  readonly kernelsFolder: string
  /** The built `scopeWorker.js`. */
  readonly scopeWorker: string
}

/** Two threads that want to run for a quarter of a second: some sixty samples. */
const CELL = `import os, threading, time

def spin(until):
    while time.monotonic() < until:
        pass

threads = [threading.Thread(target=spin, args=(time.monotonic() + 0.25,)) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(os.getpid())`
const CELL_TIMEOUT_MS = 15_000

/** On a machine that is busy with other things the first samples may have come too late to say anything. */
const MOST_TRIES = 3
const TOO_EARLY = new Set(['notLooked', 'newProgram', 'notStarted', 'noProgram'])

export async function tryKernel(
  found: readonly Interpreter[],
  { kernelsFolder, scopeWorker }: TrialPlace,
  signal: AbortSignal
): Promise<TrialFacts> {
  const usable = found.filter(({ unusable }) => unusable === undefined)
  // One with a GIL: that it can be read is what is to be seen.
  const python = usable.find(({ freeThreaded }) => !freeThreaded) ?? usable[0]
  if (python === undefined) return { outcome: 'none' }
  const { path, version } = python
  let isScopeWell = true
  const trouble = (): void => void (isScopeWell = false)
  const kernel = new HeadlessKernel(python, tmpdir(), kernelsFolder, scopeWorker, trouble)
  signal.addEventListener('abort', () => void kernel.stop())
  try {
    const began = performance.now()
    const problem = await kernel.start()
    if (problem !== null)
      return { outcome: 'failed', path, version, problem: problem.message, words: problem.detail ?? '' }
    for (let tries = 1; ; tries++) {
      const run = `check ${tries}` as RunId
      const { status, gone } = await kernel.execute(run, 'check' as CellId, CELL, CELL_TIMEOUT_MS)
      const ms = performance.now() - began
      const words = kernel
        .outputsOf(run)
        .map((output) => textOf(output))
        .join('')
      if (status !== 'ok')
        return { outcome: 'failed', path, version, problem: gone ?? `the cell ended with: ${status}`, words }
      const watched = await kernel.traceOf(run)
      const seen = watched?.trace.processes[0] ?? null
      if (tries < MOST_TRIES && isScopeWell && isTooEarly(seen)) continue
      return {
        ...{ outcome: 'ran', path, version, ms },
        tier: seen?.tier ?? null,
        reason: seen?.reason ?? '',
        access: await accessTo(Number(words), path)
      }
    }
  } finally {
    await kernel.stop()
  }
}

function isTooEarly(seen: ProcessTrace | null): boolean {
  return seen === null || TOO_EARLY.has(reasonOf(seen.reason)?.reason ?? '')
}

function textOf(output: ReturnType<HeadlessKernel['outputsOf']>[number]): string {
  if (output.output_type === 'stream') return output.text
  return output.output_type === 'error' ? plain(output.traceback.join('\n')) : ''
}

async function accessTo(pid: number, path: string): Promise<AccessFacts> {
  return {
    isProgramReadable: await access(path, constants.R_OK).then(
      () => true,
      () => false
    ),
    isDumpable: await isDumpable(pid)
  }
}

/** What is in `/proc/PID` belongs to root while the process is not dumpable, proc(5); of root's own that says nothing. */
async function isDumpable(pid: number): Promise<boolean | null> {
  const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '')
  const user = /^Uid:\s+\d+\s+(\d+)/m.exec(status)?.[1]
  const owner = await stat(`/proc/${pid}/mem`).catch(() => null)
  if (user === undefined || owner === null || user === '0') return null
  return owner.uid === Number(user)
}
