import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { usableThroughPipe } from './pipe.mjs'
import { treeOf } from './processes.mjs'

/** What is still being set up behind a usable window is in memory by then. */
const SETTLED_MS = 3000
const GIVE_UP_MS = 60_000

/**
 * Starts an app once, with a profile of its own, until it is usable; then weighs it and ends it.
 * @param {string} electron the executable
 * @param {string[]} args the app's folder, and a file for it to open
 * @param {string} selector what the page shows when it is usable
 * @param {'beside' | 'pipe'} how a script loaded beside the app watches the page, or Chromium's pipe, which a package allows
 * @returns {Promise<{ ms: number, electronMb: number, allMb: number }>} time from the start of the process; memory
 *   of Electron's own processes, and of all, the kernel too
 */
export async function measureStart(electron, args, selector, how = 'beside') {
  const profile = mkdtempSync(join(tmpdir(), 'gilscope-bench-'))
  const root = process.getuid() === 0 ? ['--no-sandbox'] : []
  const isBeside = how === 'beside'
  const watch = isBeside ? ['-r', join(import.meta.dirname, 'stopwatch.cjs')] : ['--remote-debugging-pipe']
  const started = performance.now()
  const child = spawn(electron, [...watch, ...root, `--user-data-dir=${profile}`, ...args], {
    env: { ...process.env, STOPWATCH_SELECTOR: selector },
    stdio: ['ignore', 'pipe', 'ignore', ...(isBeside ? [] : ['pipe', 'pipe'])]
  })
  const ended = once(child, 'close')
  try {
    await Promise.race([isBeside ? usable(child) : usableThroughPipe(child, selector), failure(ended)])
    const ms = performance.now() - started
    await pause(SETTLED_MS)
    const tree = treeOf(child.pid)
    const sum = (some) => some.reduce((mb, one) => mb + one.mb, 0)
    return { ms, electronMb: sum(tree.filter((one) => !one.program.startsWith('python'))), allMb: sum(tree) }
  } finally {
    const tree = treeOf(child.pid)
    for (const one of tree.reverse()) end(one.pid)
    await ended
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function usable(child) {
  for await (const line of createInterface(child.stdout)) if (line === 'STOPWATCH usable') return
  throw new Error('the app ended before it was usable')
}

async function failure(ended) {
  await Promise.race([ended, pause(GIVE_UP_MS, undefined, { ref: false })])
  throw new Error('the app ended, or was not usable within a minute')
}

function end(pid) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}
