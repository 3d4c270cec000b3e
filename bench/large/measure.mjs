import { _electron } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from '../../scripts/setup/places.mjs'
import { treeOf } from '../startup/processes.mjs'
import { listenToKeys, scrollThrough, showMiddle, untilUsable, whatWasTyped } from './inPage.mjs'

/** What is done behind a usable page is over by then. */
const SETTLED_MS = 3000
const KEYS = 40

/**
 * Opens the file in a running app with a profile of its own, types into the cell in the middle, scrolls from one end to the
 * other, and weighs the app.
 */
export async function measureNotebook(file) {
  const profile = mkdtempSync(join(tmpdir(), 'gilscope-bench-'))
  const app = await _electron.launch({
    cwd: root,
    chromiumSandbox: process.getuid() !== 0,
    args: ['--disable-gpu', `--user-data-dir=${profile}`, '.'],
    env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8', LANGUAGE: 'en_US' }
  })
  try {
    const page = await app.firstWindow()
    await page.getByRole('button', { name: 'New notebook' }).waitFor()
    await pause(SETTLED_MS)
    const cpu = await pageCpu(page)
    const usable = page.evaluate(untilUsable)
    const opened = await app.evaluate(({ BrowserWindow }, path) => {
      BrowserWindow.getAllWindows()[0].webContents.send('files:asked', path)
      return Date.now()
    }, file)
    const openMs = (await usable) - opened
    const openCpuMs = await cpu()
    await pause(SETTLED_MS)

    const middle = await page.evaluate(showMiddle)
    await page.getByRole('textbox', { name: `Code of cell ${middle}`, exact: true }).click()
    await pause(SETTLED_MS)
    await page.evaluate(listenToKeys, KEYS)
    await cpu()
    for (let key = 0; key < KEYS; key++) {
      await page.keyboard.press(key % 8 === 7 ? 'Space' : 'x')
      await pause(60)
    }
    const { keyMs, keyFrameMs } = await page.evaluate(whatWasTyped)
    const keyCpuMs = (await cpu()) / KEYS
    await page.keyboard.press('Escape')
    await pause(SETTLED_MS)
    await cpu()
    const { frameMs, longFrames } = await page.evaluate(scrollThrough)
    const scrollCpuMs = await cpu()
    await pause(SETTLED_MS)
    const pid = await app.evaluate(() => process.pid)
    const mb = treeOf(pid).reduce((sum, one) => sum + one.mb, 0)
    return { openMs, openCpuMs, keyMs, keyFrameMs, keyCpuMs, frameMs, longFrames, scrollCpuMs, mb }
  } finally {
    await app
      .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((window) => window.destroy()))
      .catch(() => undefined)
    await app.close().catch(() => undefined)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Tells the CPU time (ms) of the page's main thread since it was last asked: a busy machine changes it little. */
async function pageCpu(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  let before = 0
  const cpu = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const now = metrics.find(({ name }) => name === 'TaskDuration').value * 1000
    const since = now - before
    before = now
    return since
  }
  await cpu()
  return cpu
}
