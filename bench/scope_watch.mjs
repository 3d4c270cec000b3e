/** Shared by the benchmarks of the scope: builds its sampling thread, and runs Python programs with and without it. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

/** Builds `Scope`, its thread and the figures of traces; `remove` deletes them again. */
export async function buildScope() {
  const folder = mkdtempSync(join(tmpdir(), 'gilscope-bench-'))
  const top = join(import.meta.dirname, '..')
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          Scope: join(top, 'main/scope/Scope.ts'),
          scopeWorker: join(top, 'main/scope/worker.ts'),
          figures: join(top, 'common/trace/verdict/figures.ts'),
          trace: join(top, 'common/trace/trace.ts')
        },
        output: { entryFileNames: '[name].mjs' }
      }
    }
  })
  const { Scope } = await import(join(folder, 'Scope.mjs'))
  const { figuresOf } = await import(join(folder, 'figures.mjs'))
  const { costOf, missedOf, rateOf } = await import(join(folder, 'trace.mjs'))
  return {
    ...{ figuresOf, costOf, missedOf, rateOf },
    /** Watches a process, as the app does: live traces are packed too. `end` gives the trace of the run. */
    watch(pid, hz) {
      const traces = new Map()
      const scope = new Scope({
        pid,
        token: null,
        worker: join(folder, 'scopeWorker.mjs'),
        hz,
        onPacked: () => undefined,
        onWhole: (trace) => traces.set(trace.run, trace),
        onFailure: (problem) => {
          throw problem
        }
      })
      return {
        begin: (run) => scope.begin(run),
        async end(run) {
          await scope.end(run)
          return traces.get(run)
        },
        stop: () => scope.stop()
      }
    },
    remove: () => rmSync(folder, { recursive: true })
  }
}

/** Interpreters to try, by version: named on the command line, or those of pyenv and Gilscope's own cache. */
export function pythons() {
  const named = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
  if (named.length > 0) return named.map((path) => ({ version: path, path }))
  const found = new Map()
  const look = (folder, program) => {
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      const version = /^3\.(9|1\d)(\.\d+)*t?$/.test(name) ? name.replace(/^(3\.\d+)\.\d+/, '$1') : null
      if (version && existsSync(join(folder, name, program))) found.set(version, join(folder, name, program))
    }
  }
  look(join(homedir(), '.pyenv/versions'), 'bin/python3')
  look(join(homedir(), '.cache/gilscope/pythons'), 'python')
  return [...found].map(([version, path]) => ({ version, path }))
}

/**
 * Starts a Python program that prints `ready`, waits for a line, works, prints one line of JSON and waits for another, once
 * or several times. `go` lets it work and gives that JSON; `end` closes its input, for it to end.
 */
export async function start(path, code) {
  const child = spawn(path, ['-c', code], { stdio: ['pipe', 'pipe', 'inherit'] })
  let text = ''
  const heard = []
  child.stdout.on('data', (bytes) => {
    text += bytes
    for (const listen of heard.splice(0)) listen()
  })
  let lines = 0
  const line = async () => {
    while (text.split('\n').length <= lines + 1) await new Promise((resolve) => heard.push(resolve))
    lines += 1
    return text.split('\n')[lines - 1]
  }
  await line()
  return {
    pid: child.pid,
    async go() {
      child.stdin.write('\n')
      return JSON.parse(await line())
    },
    async end() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.stdin.end('\n')
      await ended
    }
  }
}

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
export const percent = (share) => `${(share * 100).toFixed(2)} %`
