import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { alone } from './lock.mjs'

let folder
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gilscope-lock-'))))
afterEach(() => rmSync(folder, { recursive: true }))

it('gives the lock back, also when the work fails', async () => {
  const lock = join(folder, 'lock')
  await expect(alone(lock, () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk')
  expect(existsSync(lock)).toBe(false)
  expect(await alone(lock, async () => 'done')).toBe('done')
})

it('takes over the lock of a process that is gone', async () => {
  const lock = join(folder, 'lock')
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  writeFileSync(lock, String(pid))
  expect(await alone(lock, async () => 'done')).toBe('done')
})

it('lets one thing be done after another also within one process', async () => {
  const lock = join(folder, 'lock')
  const events = []
  let goOn
  const first = alone(lock, async () => {
    events.push('first begins')
    await new Promise((resolve) => (goOn = resolve))
    events.push('first ends')
  })
  const second = alone(lock, async () => events.push('second'))
  goOn()
  await Promise.all([first, second])
  expect(events).toEqual(['first begins', 'first ends', 'second'])
})
