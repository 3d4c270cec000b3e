// `node bench/timeline.mjs`: what our own code takes for a frame of the timeline while it is zoomed and panned, for ten
// threads over ten minutes and for two hundred over thirty seconds, beside a drawing that visits every span.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { ensureDependencies } from '../scripts/setup/dependencies.mjs'
import { ensureElectron } from '../scripts/setup/electron.mjs'
import { inRoot } from '../scripts/setup/places.mjs'
import { command, SetupError } from '../scripts/setup/say.mjs'
import { ensureSystemLibraries } from '../scripts/setup/systemLibraries.mjs'
import { underVirtualDisplay } from './virtualDisplay.mjs'

/** What our own work for a frame must stay under, at the 95th percentile, in ms. */
const BOUND_MS = 8

await command(async () => {
  await ensureDependencies()
  const { executable, version } = await ensureElectron()
  await ensureSystemLibraries(executable, { forTests: true })
  if (process.platform === 'linux' && !process.env.DISPLAY) return underVirtualDisplay()

  const folder = mkdtempSync(join(tmpdir(), 'gilscope-bench-'))
  try {
    const root = inRoot('bench/timeline')
    await build({
      root,
      base: './',
      logLevel: 'error',
      build: { outDir: join(folder, 'page'), target: 'chrome130' }
    })
    const rows = measure(executable, folder)
    report(version, rows)
    return rows.every(({ ours }) => ours.p95 < BOUND_MS) ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
})

/** What the page says, as JSON in a line. */
function measure(executable, folder) {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const args = [...asRoot, '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`]
  const { stdout, status } = spawnSync(executable, [...args, inRoot('bench/timeline')], {
    env: { ...process.env, TIMELINE_PAGE: join(folder, 'page', 'index.html') },
    encoding: 'utf8',
    timeout: 300_000
  })
  const line = stdout.split('\n').find((one) => one.startsWith('TIMELINE '))
  if (line === undefined) throw new SetupError(`the page said nothing (exit ${status})`)
  return JSON.parse(line.slice('TIMELINE '.length))
}

function report(version, rows) {
  const ms = ({ p50, p95, max }) => [p50, p95, max].map((one) => one.toFixed(1).padStart(7)).join('')
  console.log(
    `Electron ${version}; ms a frame: median, 95th percentile, most (bound: 95th below ${BOUND_MS})\n`
  )
  for (const { name, spans, ours, naive, first, memoryMb } of rows) {
    console.log(`${name}: ${spans} spans`)
    console.log(`  the timeline       ${ms(ours)}   ${ours.p95 < BOUND_MS ? 'within' : 'OVER'} the bound`)
    console.log(`  every span drawn   ${ms(naive)}   ${(naive.p50 / ours.p50).toFixed(1)} times as long`)
    console.log(
      `  a trace arrives    ${first.toFixed(1).padStart(7)}   rows and sums made, first frame drawn`
    )
    console.log(`  the page's memory  ${memoryMb.toFixed(0).padStart(7)} MB, the trace itself included\n`)
  }
}
