// Starting other programs.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { root } from './places.mjs'

/**
 * Runs a program to its end and keeps what it printed (stdout and stderr together, in order of arrival).
 * Past its time it is ended together with everything it started.
 * @param {string} file
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, seconds?: number, shell?: boolean }} options
 * @returns {Promise<{ code: number, output: string }>} code is 127 when the program cannot be started, 124 when
 *   its time was up, and 128 + n after signal n
 */
export function run(file, args, { cwd = root, env = process.env, seconds = 900, shell = false } = {}) {
  return new Promise((done) => {
    // A group of its own, so that its end also ends what it started; Windows has no such groups.
    const detached = process.platform !== 'win32'
    const child = spawn(file, args, {
      cwd,
      env,
      shell,
      detached,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe']
    })
    const pieces = []
    let late = false
    const end = () => endTree(child)
    const timer = setTimeout(() => {
      late = true
      end()
    }, seconds * 1000)
    const finish = (code, words = '') => {
      clearTimeout(timer)
      release(end)
      done({ code, output: Buffer.concat(pieces).toString() + words })
    }
    hold(end)
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => pieces.push(bytes))
    child.on('error', (error) => finish(127, `${error.message}\n`))
    child.on('close', (code, signal) => {
      if (late) finish(124, `\nEnded after ${seconds} s.\n`)
      else finish(code ?? 128 + constants.signals[signal])
    })
  })
}

/** Runs npm with the Node that runs us: `npm` itself is a .cmd file on Windows, which cannot be spawned directly. */
export function npm(args, options) {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args], options)
  return run('npm', args, { ...options, shell: process.platform === 'win32' })
}

// Programs in groups of their own do not get the terminal's Ctrl-C: it is handed on by ending them. Only while there
// are any; otherwise signals do to us what they always do.
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
const running = new Set()

function hold(end) {
  if (running.size === 0) for (const signal of signals) process.on(signal, endAll)
  running.add(end)
}

function release(end) {
  running.delete(end)
  if (running.size === 0) for (const signal of signals) process.off(signal, endAll)
}

function endAll(signal) {
  for (const end of running) end()
  process.exit(128 + constants.signals[signal])
}

function endTree(child) {
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true })
    return
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    if (error.code !== 'ESRCH') throw error // it is already gone
  }
}
