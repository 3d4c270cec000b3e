import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { build } from 'vite'
import { PortableSampler } from './PortableSampler'
import { newestPython, startPython } from './testing/watching'
import type { Sample } from '../../common/trace/sample'

const isRoot = process.getuid?.() === 0
const setpriv = spawnSync('setpriv', ['--version']).status === 0
if (!isRoot || !setpriv)
  process.stdout.write('skipped: reading without the right to needs root and setpriv to give it up\n')

describe.skipIf(newestPython === '' || !isRoot || !setpriv)('without the right to read memory', () => {
  test('CPU, core and what is blocked are still told, and the reason', { timeout: 60_000 }, async () => {
    const python = startPython('print("ready")\nwhile True: pass')
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
          const sample = sampler.take(performance.now(), 0)
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
      expect(samples.at(-1)).toMatchObject({ gils: [], threads: [{ held: false }] })
      const states = samples.flatMap(({ threads }) => threads.map(({ state }) => state))
      expect(states).toContain('native')
      expect(states).not.toContain('python')
      expect(samples.at(-1)!.threads[0]!.cpuNs).toBeGreaterThan(samples[0]!.threads[0]!.cpuNs)
      expect(samples.at(-1)!.threads[0]!.core).toBeGreaterThanOrEqual(0)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

test('on other systems the scope says that it cannot see, and makes nothing up', () => {
  const sampler = new PortableSampler(process.pid, 'darwin')
  expect(sampler.take(1 as never, 0 as never)).toBeNull()
  expect(sampler.take(2 as never, 0 as never)).toMatchObject({
    at: 1,
    processes: [{ pid: process.pid, tier: 'portable', reason: expect.stringMatching(/darwin/) }],
    threads: [],
    gils: []
  })
  expect(sampler.isOver).toBe(false)
})
