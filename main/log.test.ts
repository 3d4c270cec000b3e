import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Log } from './log'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gilscope-log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('writes a line a problem, with where it came from', () => {
  const path = join(folder, 'logs', 'main.log')
  const log = new Log(path)
  log.warn('the kernel said something unreadable', 'no JSON')
  log.warn('a bug', new Error('broken'))
  const lines = readFileSync(path, 'utf8')
  expect(lines).toContain('the kernel said something unreadable: no JSON\n')
  expect(lines).toMatch(/a bug: Error: broken\n +at /)
})

it('does not grow without end', () => {
  const path = join(folder, 'main.log')
  const log = new Log(path)
  writeFileSync(path, 'x'.repeat(1_000_001))
  log.warn('one more')
  expect(readFileSync(path, 'utf8')).toMatch(/^[^x]* one more\n$/)
  expect(readFileSync(`${path}.old`, 'utf8')).toHaveLength(1_000_001)
})

it('does no harm where it cannot be written: what it has to say goes to standard error', () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  writeFileSync(join(folder, 'file'), '')
  new Log(join(folder, 'file', 'main.log')).warn('a problem')
  expect(said).toHaveBeenCalledWith(expect.stringContaining('a problem\n'))
  said.mockRestore()
})
