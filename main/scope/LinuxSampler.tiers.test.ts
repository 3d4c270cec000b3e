import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { build } from 'vite'
import { newestPython, startPython } from './testing/watching'
import type { Sample } from '../../common/trace/sample'

const isRoot = process.getuid?.() === 0
const setpriv = spawnSync('setpriv', ['--version']).status === 0
if (!isRoot || !setpriv)
  process.stdout.write('skipped: reading without the right to needs root and setpriv to give it up\n')

/** Becomes an ordinary user's process that not even this user may look into (prctl(2), PR_SET_DUMPABLE). */
const NOT_DUMPABLE = `
import ctypes, os
os.setgroups([])
os.setresgid(65534, 65534, 65534)
os.setresuid(65534, 65534, 65534)
assert ctypes.CDLL(None).prctl(4, 0, 0, 0, 0) == 0`

describe.skipIf(newestPython === '' || !isRoot || !setpriv)('without the right to read memory', () => {
  const targets: [string, string][] = [
    ["another user's", ''],
    ['a process that is not dumpable', NOT_DUMPABLE]
  ]
  test.each(targets)(
    '%s: CPU, core and that a thread is blocked are still told',
    { timeout: 60_000 },
    async (_, become) => {
      const python = startPython(`import threading, time
${become}
threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
print("ready")
while True: pass`)
      await python.says('ready')
      const folder = mkdtempSync(join(tmpdir(), 'gilscope-tiers-'))
      try {
        await build({
          configFile: false,
          logLevel: 'warn',
          build: {
            ssr: join(import.meta.dirname, 'LinuxSampler.ts'),
            outDir: folder,
            emptyOutDir: true,
            rolldownOptions: { output: { entryFileNames: 'sampler.mjs' } }
          }
        })
        const code = `
        const { LinuxSampler } = await import('./sampler.mjs')
        const sampler = new LinuxSampler(${String(python.pid)})
        const samples = []
        while (samples.length < 100) {
          const sample = sampler.take(performance.now(), 0, true)
          if (sample) samples.push(sample)
          await new Promise((resolve) => setTimeout(resolve, 4))
        }
        console.log(JSON.stringify([samples[0], ...samples.slice(-60)]))`
        spawnSync('chmod', ['-R', 'a+rX', folder])
        const user = ['--reuid=65534', '--regid=65534', '--clear-groups']
        const run = spawnSync('setpriv', [...user, process.execPath, '--input-type=module', '-e', code], {
          cwd: folder
        })
        expect(run.stderr.toString()).toBe('')
        const samples = JSON.parse(run.stdout.toString()) as Sample[]
        expect(samples[0]).toMatchObject({
          processes: [{ tier: 'os', reason: expect.stringMatching(/not allow/) }]
        })
        expect(samples.at(-1)!.gils).toEqual([])
        for (const { threads } of samples) for (const { held } of threads) expect(held).toBe(false)
        const states = samples.flatMap(({ threads }) => threads.map(({ state }) => state))
        expect(states).toContain('native')
        expect(states).not.toContain('python')
        // Why a thread is blocked is told by the system to those who may read it only: `idle` claims nothing.
        expect(states).toContain('idle')
        const busy = samples.map(({ threads }) => threads.find(({ tid }) => tid === python.pid)!)
        expect(busy.at(-1)!.cpuNs).toBeGreaterThan(busy[0]!.cpuNs)
        expect(busy.at(-1)!.core).toBeGreaterThanOrEqual(0)
      } finally {
        rmSync(folder, { recursive: true })
      }
    }
  )
})
