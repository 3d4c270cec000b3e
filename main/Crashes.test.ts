import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Crashes } from './Crashes'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gilscope-crashes-'))))
afterEach(() => rmSync(folder, { recursive: true }))

/** Each start of the app has its own. */
const start = (): Crashes => new Crashes(join(folder, 'crashes'))

describe('a crash', () => {
  it('is no news where there was none', async () => {
    expect(await start().isUntold()).toBe(false)
  })

  it('is told at the next start, once', async () => {
    const first = start()
    first.happened('the main process failed', new Error('no such thing'))
    expect(readFileSync(first.report, 'utf8')).toMatch(/the main process failed: Error: no such thing\n +at /)
    const second = start()
    expect(await second.isUntold()).toBe(true)
    await second.told()
    expect(await second.isUntold()).toBe(false)
    expect(await start().isUntold()).toBe(false)
  })

  it('of which only Chromium knows is told too, and written into the report', async () => {
    mkdirSync(join(folder, 'crashes/completed'), { recursive: true })
    writeFileSync(join(folder, 'crashes/completed/7.dmp'), 'MDMP')
    const next = start()
    expect(await next.isUntold()).toBe(true)
    await next.told()
    expect(await next.isUntold()).toBe(false)
    expect(readFileSync(next.report, 'utf8')).toContain('7.dmp')
  })
})
