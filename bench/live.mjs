// `node bench/live.mjs`: how many frames a second the real app draws while a cell of ten busy threads runs, with its
// timeline closed and open, beside the same window at rest, and with a canvas of the timeline's size that does nothing but
// scroll; and what our own work for a frame takes.
import { _electron } from '@playwright/test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureBuild } from '../scripts/setup/build.mjs'
import { ensureDependencies } from '../scripts/setup/dependencies.mjs'
import { ensureElectron } from '../scripts/setup/electron.mjs'
import { root } from '../scripts/setup/places.mjs'
import { command } from '../scripts/setup/say.mjs'
import { ensureSystemLibraries } from '../scripts/setup/systemLibraries.mjs'
import { underVirtualDisplay } from './virtualDisplay.mjs'

/** How long each state of the app is looked at, in ms. */
const LOOKED = 8_000
/** Until the app has settled into it, in ms. */
const SETTLED = 2_000

const BUSY = `import threading, time
def busy(end):
    while time.perf_counter() < end: pass
threads = [threading.Thread(target=busy, args=(time.perf_counter() + 60,)) for _ in range(10)]
for thread in threads: thread.start()
for thread in threads: thread.join()`

await command(async () => {
  await ensureDependencies()
  await ensureBuild()
  const { executable, version } = await ensureElectron()
  await ensureSystemLibraries(executable, { forTests: true })
  if (process.platform === 'linux' && !process.env.DISPLAY) return underVirtualDisplay()

  const folder = mkdtempSync(join(tmpdir(), 'gilscope-bench-'))
  const notebook = join(folder, 'busy.ipynb')
  const cell = {
    id: 'busy',
    cell_type: 'code',
    execution_count: null,
    metadata: {},
    outputs: [],
    source: BUSY
  }
  writeFileSync(notebook, JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }))
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({
    executablePath: executable,
    cwd: root,
    args: [...asRoot, '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`, '.', notebook],
    env: { ...process.env, LANG: 'en_US.UTF-8', LANGUAGE: 'en', LC_ALL: 'en_US.UTF-8' }
  })
  try {
    const page = await app.firstWindow()
    await page.evaluate(timeFrames)
    console.log(`Electron ${version}; ms: median, 95th percentile, most\n`)
    report('at rest', await look(page))
    await page.getByRole('button', { name: 'Run all', exact: true }).click()
    await page.getByRole('group', { name: 'What running cell 1 did' }).waitFor()
    report('a cell runs, its timeline is closed', await look(page))
    await page.getByRole('button', { name: 'Timeline', exact: true }).click()
    report('a cell runs, its timeline is open and follows it', await look(page))
    const size = await page.locator('.timeline-canvas').boundingBox()
    await page.getByRole('button', { name: 'Timeline', exact: true }).click()
    await page.evaluate(scrollEmptyCanvas, size)
    report('a cell runs, its timeline is closed, an empty canvas of its size scrolls', await look(page))
  } finally {
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().forEach((window) => window.destroy())
    )
    await app.close().catch(() => undefined) // it has ended
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  return 0
})

/** Runs in the page: from now on the time of each frame, and of all work that asked for one, is written down. */
function timeFrames() {
  const nextFrame = globalThis.requestAnimationFrame.bind(globalThis)
  const times = (globalThis.frameTimes = { frames: [], work: [] })
  globalThis.requestAnimationFrame = (run) =>
    nextFrame((now) => {
      const from = performance.now()
      run(now)
      times.work.push(performance.now() - from)
    })
  const tick = (now) => {
    times.frames.push(now)
    nextFrame(tick)
  }
  nextFrame(tick)
}

/** Runs in the page: what no timeline can be quicker than. */
function scrollEmptyCanvas({ x, y, width, height }) {
  const { document, devicePixelRatio, requestAnimationFrame } = globalThis
  const canvas = document.createElement('canvas')
  canvas.style.cssText = `position: fixed; left: ${x}px; top: ${y}px; width: ${width}px; height: ${height}px`
  canvas.width = Math.round(width * devicePixelRatio)
  canvas.height = Math.round(height * devicePixelRatio)
  document.body.append(canvas)
  const ctx = canvas.getContext('2d')
  let frames = 0
  const draw = () => {
    ctx.drawImage(canvas, -1, 0)
    ctx.fillStyle = frames++ % 20 < 10 ? '#888' : '#aaa'
    ctx.fillRect(canvas.width - 1, 0, 1, canvas.height)
    requestAnimationFrame(draw)
  }
  requestAnimationFrame(draw)
}

async function look(page) {
  await sleep(SETTLED)
  await page.evaluate(() => {
    globalThis.frameTimes.frames.length = 0
    globalThis.frameTimes.work.length = 0
  })
  await sleep(LOOKED)
  return page.evaluate(() => structuredClone(globalThis.frameTimes))
}

function report(name, { frames, work }) {
  const between = frames.slice(1).map((at, i) => at - frames[i])
  const lasted = (frames.at(-1) - frames[0]) / 1000
  console.log(`${name}: ${(between.length / lasted).toFixed(1)} frames a second`)
  console.log(`  from frame to frame ${percentiles(between)}`)
  console.log(
    `  our own work        ${work.length === 0 ? '   none' : `${percentiles(work)}   in ${work.length} frames`}\n`
  )
}

function percentiles(times) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return [at(0.5), at(0.95), at(1)].map((one) => one.toFixed(1).padStart(7)).join('')
}
