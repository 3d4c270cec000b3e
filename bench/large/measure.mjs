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
    const usable = page.evaluate(untilUsable)
    const opened = await app.evaluate(({ BrowserWindow }, path) => {
      BrowserWindow.getAllWindows()[0].webContents.send('files:asked', path)
      return Date.now()
    }, file)
    const openMs = (await usable) - opened
    await pause(SETTLED_MS)

    const middle = await page.evaluate(showMiddle)
    await page.getByRole('textbox', { name: `Code of cell ${middle}`, exact: true }).click()
    await pause(SETTLED_MS)
    await page.evaluate(listenToKeys, KEYS)
    for (let key = 0; key < KEYS; key++) {
      await page.keyboard.press(key % 8 === 7 ? 'Space' : 'x')
      await pause(60)
    }
    const { keyMs, keyFrameMs } = await page.evaluate(whatWasTyped)
    await page.keyboard.press('Escape')
    await pause(SETTLED_MS)
    const { frameMs, longFrames } = await page.evaluate(scrollThrough)
    await pause(SETTLED_MS)
    const pid = await app.evaluate(() => process.pid)
    const mb = treeOf(pid).reduce((sum, one) => sum + one.mb, 0)
    return { openMs, keyMs, keyFrameMs, frameMs, longFrames, mb }
  } finally {
    await app
      .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((window) => window.destroy()))
      .catch(() => undefined)
    await app.close().catch(() => undefined)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
